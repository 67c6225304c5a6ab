import { expect, it } from "vitest";
import { encodeAsText } from "../../../../companion/server/longpoll/text-frame.ts";

it("says bytes as base64 where only text will do, of a view no more than the view", () => {
  const all = new Uint8Array([9, 1, 2, 3, 9]);
  const frame = { kind: "push", joinRef: "1", topic: "t", event: "e" } as const;
  expect(encodeAsText({ ...frame, payload: all.subarray(1, 4) })).toBe(
    '["1",null,"t","e",{"base64":"AQID"}]',
  );
  expect(encodeAsText({ ...frame, payload: { n: 1 } })).toBe('["1",null,"t","e",{"n":1}]');
});
