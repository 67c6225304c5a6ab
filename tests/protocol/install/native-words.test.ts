import { describe, expect, it } from "vitest";
import { decodeNativeAnswer, isStart, START } from "../../../shared/protocol/install/native-words.ts";

const PAIR_PATH = `/pair?link=${"0a".repeat(16)}#${"1b".repeat(32)}`;
const RUNNING = { type: "running", port: 8737, pairUrl: `http://127.0.0.1:8737${PAIR_PATH}` };

describe("what the extension and the native host say", () => {
  it("is one request, and nothing beside it", () => {
    expect(isStart(START)).toBe(true);
    for (const other of [undefined, null, "start", [], {}, { type: "stop" }, { type: "start", port: 1 }])
      expect(isStart(other)).toBe(false);
  });

  it("is answered with the port and a link of that very companion", () => {
    expect(decodeNativeAnswer({ ...RUNNING, more: 1 })).toEqual(RUNNING);
    for (const pairUrl of [
      `http://127.0.0.1:8738${PAIR_PATH}`,
      `http://127.0.0.1:8737.example.org${PAIR_PATH}`,
      `https://127.0.0.1:8737${PAIR_PATH}`,
      `http://127.0.0.1:8737${PAIR_PATH}0`,
      "http://127.0.0.1:8737/",
      "javascript:1",
      7,
    ])
      expect(decodeNativeAnswer({ ...RUNNING, pairUrl })).toBe(undefined);
    for (const port of [0, 65_536, 1.5, "8737", null])
      expect(decodeNativeAnswer({ ...RUNNING, port })).toBe(undefined);
  });

  it("or with a sentence", () => {
    const failed = { type: "failed", message: "No.", said: { code: "native.not-ours" } };
    expect(decodeNativeAnswer(failed)).toEqual(failed);
    expect(decodeNativeAnswer({ ...failed, said: 7 })).toEqual({ ...failed, said: undefined });
    for (const message of [undefined, 7, "x".repeat(2_001)])
      expect(decodeNativeAnswer({ type: "failed", message })).toBe(undefined);
  });
});
