import { describe, expect, it } from "vitest";
import { NotSearched, recordsOf } from "../../../../companion/commands/far/records.ts";

const RECORD = {
  ...{ id: "1", name: "a.png", path: "/a.png", type: "image/png", bytes: 1, sha256: "0" },
  ...{ fidelity: "original", sources: [], receivedAt: "2026-01-01T00:00:00Z" },
};

/** A companion that answers so, and what it was asked. */
function companion(answer: object) {
  const asked: object[] = [];
  const ask = (_event: string, wanted: object = {}) => {
    asked.push(wanted);
    return Promise.resolve({ ...answer });
  };
  return { topic: { reply: {}, on: () => undefined, leave: () => undefined, ask }, asked };
}

async function all(records: ReturnType<typeof recordsOf>): Promise<unknown[]> {
  const got: unknown[] = [];
  for await (const record of records) got.push(record);
  return got;
}

describe("a search on another computer", () => {
  it("hands over all that is searched for", async () => {
    const { topic, asked } = companion({ records: [RECORD], before: null, searched: true });
    const which = { type: "image", words: "dunes", from: 5, host: "a.test", limit: 7 };
    await expect(all(recordsOf(topic, which))).resolves.toMatchObject([RECORD]);
    expect(asked).toEqual([which]);
  });

  it.each([{ words: "x" }, { from: 0 }, { host: "a.test" }])(
    "shows nothing where an older companion passes over %j",
    async (which) => {
      const { topic } = companion({ records: [RECORD], before: null });
      await expect(all(recordsOf(topic, which))).rejects.toThrow(NotSearched);
    },
  );

  it("needs no newer companion for a type alone", async () => {
    const { topic } = companion({ records: [RECORD], before: null });
    await expect(all(recordsOf(topic, { type: "image" }))).resolves.toHaveLength(1);
  });
});
