import { describe, expect, it } from "vitest";
import type { SendItem } from "../../../shared/extension/store/database.ts";
import { isSoundSend } from "../../../shared/extension/store/sound-items.ts";
import { HOWS } from "../../../shared/protocol/lane-words.ts";

const item: SendItem = {
  id: "a",
  state: "done",
  name: "a.png",
  expects: "image",
  url: "https://a.test/",
  fidelity: "original",
  at: 1,
  bytes: 4,
  mediaType: "",
  ackedBytes: 4,
};

describe("an entry of what is sent", () => {
  it("may say how its bytes were had and where it was chosen, and need not", () => {
    expect(isSoundSend(item)).toBe(true);
    for (const how of HOWS) expect(isSoundSend({ ...item, how })).toBe(true);
    expect(isSoundSend({ ...item, isPrivate: true, frameId: 0, documentId: "D" })).toBe(true);
  });

  it.each([{ how: "teleported" }, { how: null }, { isPrivate: "yes" }, { frameId: "0" }, { documentId: 0 }])(
    "is damaged where that is something else: %j",
    (spoiled) => {
      expect(isSoundSend(Object.assign({}, item, spoiled))).toBe(false);
    },
  );
});
