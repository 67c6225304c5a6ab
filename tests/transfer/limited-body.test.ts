import { describe, expect, it } from "vitest";
import { type Answer, BodyTooLarge, limitedText } from "../../shared/transfer/limited-body.ts";

/** An answer whose body gives these chunks, and counts how many were taken and whether it was let go of. */
function answerOf(chunks: Iterable<string>): Answer & { taken: number; isCancelled: boolean } {
  const iterator = chunks[Symbol.iterator]();
  const answer = {
    taken: 0,
    isCancelled: false,
    body: {
      getReader: () => ({
        read() {
          const next = iterator.next();
          if (next.done) return Promise.resolve({ done: true });
          answer.taken += 1;
          return Promise.resolve({ done: false, value: new TextEncoder().encode(next.value) });
        },
        cancel() {
          answer.isCancelled = true;
          return Promise.resolve();
        },
      }),
    },
  };
  return answer;
}

function* endlessly(chunk: string): Generator<string> {
  for (;;) yield chunk;
}

describe("a body that is read to a limit", () => {
  it.each([
    ["none", []],
    ["one chunk", ["four"]],
    ["several, an empty one among them", ["fo", "", "ur"]],
  ])("is the text it brought: %s", async (_, chunks) => {
    const answer = answerOf(chunks);
    expect(await limitedText(answer, 4)).toBe(chunks.join(""));
    expect(answer.isCancelled).toBe(false);
  });

  it("is no text where there is no body", async () => {
    expect(await limitedText({ body: null }, 4)).toBe("");
  });

  it.each([
    ["one byte more than may come", ["five5"]],
    ["it in a later chunk", ["four", "5"]],
    ["no end", endlessly("four")],
  ])("is let go of where it has %s", async (_, chunks) => {
    const answer = answerOf(chunks);
    await expect(limitedText(answer, 4)).rejects.toThrow(BodyTooLarge);
    expect(answer.isCancelled).toBe(true);
    expect(answer.taken).toBeLessThanOrEqual(2);
  });
});
