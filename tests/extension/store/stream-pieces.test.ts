import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { database, type SendItem } from "../../../shared/extension/store/database.ts";
import { failSendsOf } from "../../../shared/extension/store/given-up.ts";
import { addSend, finishSends, removeSend } from "../../../shared/extension/store/sends.ts";
import {
  noteStreamPiece,
  restartStream,
  streamMemory,
} from "../../../shared/extension/store/stream-pieces.ts";
import type { SentPiece } from "../../../shared/transfer/stream-source.ts";
import { listedSends } from "../../support/listed.ts";

const PIECE_BYTES = 4 * 1024 * 1024;
const TAB = 7;

const item: SendItem = {
  id: "a",
  state: "sending",
  name: "a.zip",
  expects: "any",
  url: "https://a.test/",
  tabId: TAB,
  fidelity: "original",
  at: 1,
  bytes: null,
  mediaType: "",
  ackedBytes: 0,
  stream: { head: { name: "a.zip", bytes: null, mediaType: "" } },
};

const piece = (index: number): SentPiece => ({
  offset: index * PIECE_BYTES,
  bytes: PIECE_BYTES,
  sha256: index.toString(16).padStart(64, "0"),
});

const known = async (): Promise<number[]> =>
  (await streamMemory("a")).pieces.map(({ offset }) => offset / PIECE_BYTES);

beforeEach(async () => {
  const db = await database();
  await Promise.all([db.clear("sends"), db.clear("streamPieces"), db.clear("givenUp")]);
  await addSend(item);
});
afterEach(() => vi.restoreAllMocks());

/** What noting the piece of that index writes: how many records, and how long they are together. */
async function writtenFor(index: number): Promise<{ records: number; bytes: number }> {
  const put = vi.spyOn(IDBObjectStore.prototype, "put");
  await noteStreamPiece("a", piece(index), '"v1"');
  const written = put.mock.calls.map(([value]) => JSON.stringify(value));
  put.mockRestore();
  return { records: written.length, bytes: written.join("").length };
}

describe("the pieces of a streamed file", () => {
  it("cost the same to note however many there are, and the list's entry does not grow with them", async () => {
    await noteStreamPiece("a", piece(0), '"v1"');
    const entry = JSON.stringify(await listedSends());
    const [few, many] = [10, 10_000];
    for (let index = 1; index < few; index += 1) await noteStreamPiece("a", piece(index), '"v1"');
    const early = await writtenFor(few);
    const transaction = (await database()).transaction("streamPieces", "readwrite");
    for (let index = few; index < many; index += 1) void transaction.store.put({ id: "a", ...piece(index) });
    await transaction.done;
    const late = await writtenFor(many);
    expect(early.records).toBe(1);
    expect(late.records).toBe(early.records);
    // The offset's digits alone grow.
    expect(late.bytes - early.bytes).toBe(
      String(piece(many).offset).length - String(piece(few).offset).length,
    );
    expect(await known()).toHaveLength(many + 1);
    expect(JSON.stringify(await listedSends())).toBe(entry);
  });

  it("are remembered with what tells versions apart, and are gone from where they are read anew", async () => {
    for (const index of [0, 1, 2, 3]) await noteStreamPiece("a", piece(index), '"v1"');
    await noteStreamPiece("a", { ...piece(1), bytes: 5 }, '"v2"');
    expect(await streamMemory("a")).toEqual({
      validator: '"v2"',
      pieces: [piece(0), { ...piece(1), bytes: 5 }],
    });
    await noteStreamPiece("a", piece(0), undefined);
    expect(await streamMemory("a")).toEqual({ pieces: [piece(0)] });
  });

  it.each<[string, () => Promise<unknown>]>([
    ["has come", () => finishSends(new Map([["a", {}]]))],
    ["was removed", () => removeSend("a")],
    ["begins anew", () => restartStream("a", 1)],
    ["is given up with its page", () => failSendsOf(TAB, () => ({}))],
  ])("are gone with a file that %s, and those of another stay", async (title, end) => {
    await addSend({ ...item, id: "b", tabId: TAB + 1 });
    for (const id of ["a", "b"]) await noteStreamPiece(id, piece(0), undefined);
    await end();
    // A note that comes late.
    if (title !== "has come") await noteStreamPiece("a", piece(1), undefined);
    expect(await known()).toEqual([]);
    expect((await streamMemory("b")).pieces).toEqual([piece(0)]);
  });
});
