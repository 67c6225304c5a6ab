import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import {
  carryOutDeletes,
  deleteReceived,
  lastDeleted,
  UNDO_MS,
  undoDelete,
} from "../../../shared/extension/lists/deleting.ts";
import { database } from "../../../shared/extension/store/database.ts";
import {
  changeReceived,
  findReceived,
  finishReceived,
  forgetTakenBack,
  isGone,
  NotReceiving,
  noteWaiting,
  storePieces,
} from "../../../shared/extension/store/received.ts";
import { countUnread } from "../../../shared/extension/store/unseen.ts";
import { listedReceived } from "../../support/listed.ts";

const NOW = 1_000_000;
const file = (id: string) => ({ id, name: `${id}.bin`, bytes: 8, mediaType: "", sha256: "00", at: 1 });
const bytes = (text: string): ArrayBuffer => new TextEncoder().encode(text).slice().buffer;
const pieces = async (): Promise<number> => await (await database()).count("pieces");
const listed = async (): Promise<string[]> => (await listedReceived()).map(({ id }) => id);

beforeEach(async () => {
  const db = await database();
  await Promise.all([db.clear("received"), db.clear("pieces")]);
  await noteWaiting([file("a"), file("b")]);
  for (const id of ["a", "b"]) {
    await storePieces(id, [{ offset: 0, data: bytes("12345678") }], "12345678".length);
    await finishReceived(id);
  }
});

describe("a file that was deleted", () => {
  it("is off the list at once, and nothing of it leaves the database before the time is over", async () => {
    await deleteReceived(["a"], NOW);
    expect(await listed()).toEqual(["b"]);
    expect(await carryOutDeletes(NOW + UNDO_MS - 1)).toBe(NOW + UNDO_MS);
    expect(await pieces()).toBe(2);
    expect(await carryOutDeletes(NOW + UNDO_MS)).toBeUndefined();
    expect(await findReceived("a")).toBeUndefined();
    expect(await pieces()).toBe(1);
  });

  it("comes back as it was, and not as something new", async () => {
    await deleteReceived(["a", "b"], NOW);
    expect((await lastDeleted(NOW)).map(({ id }) => id)).toEqual(["a", "b"]);
    await undoDelete(["a", "b"]);
    expect(await listed()).toEqual(["b", "a"]);
    expect(await countUnread()).toBe(0);
    expect(await lastDeleted(NOW)).toEqual([]);
    expect(await carryOutDeletes(NOW + 10 * UNDO_MS)).toBeUndefined();
    expect(await pieces()).toBe(2);
    expect(await findReceived("a")).toMatchObject({ state: "stored" });
    expect(await findReceived("a")).not.toHaveProperty("deleted");
  });

  it("is taken back with those that were deleted together with it, the last ones first", async () => {
    await deleteReceived(["a"], NOW);
    await deleteReceived(["b"], NOW + 1_000);
    expect((await lastDeleted(NOW + 1_000)).map(({ id }) => id)).toEqual(["b"]);
    await undoDelete(["b"]);
    expect((await lastDeleted(NOW + 1_000)).map(({ id }) => id)).toEqual(["a"]);
    expect(await lastDeleted(NOW + UNDO_MS)).toEqual([]);
  });

  it("can't be taken back once it is gone, nor for ever where the clock was set back", async () => {
    await deleteReceived(["a"], NOW);
    await carryOutDeletes(NOW - UNDO_MS - 1);
    await undoDelete(["a"]);
    expect(await listed()).toEqual(["b"]);
  });
});

describe("a file that was still coming", () => {
  beforeEach(async () => {
    await noteWaiting([file("c")]);
    await storePieces("c", [{ offset: 0, data: bytes("1234") }], "1234".length);
    await deleteReceived(["c"], NOW);
  });

  it("takes no more pieces when it is deleted, and is not asked for again", async () => {
    await expect(
      storePieces("c", [{ offset: 4, data: bytes("5678") }], "5678".length),
    ).rejects.toBeInstanceOf(NotReceiving);
    await changeReceived("c", { state: "failed" });
    await carryOutDeletes(NOW + UNDO_MS);
    expect(await findReceived("c")).toMatchObject({ state: "declined", storedBytes: 0 });
    expect(await pieces()).toBe(2);
  });

  it("goes on from where it was when that is taken back", async () => {
    await undoDelete(["c"]);
    await storePieces("c", [{ offset: 4, data: bytes("5678") }], "5678".length);
    expect(await findReceived("c")).toMatchObject({ state: "receiving", storedBytes: 8 });
  });

  it("that came to its end in the same moment is whole when it is taken back", async () => {
    await finishReceived("c");
    const item = await findReceived("c");
    expect(item && isGone(item)).toBe(true);
    await undoDelete(["c"]);
    expect(await findReceived("c")).toMatchObject({ state: "stored" });
  });

  it("is forgotten where the computer has taken it back, but not one that was whole", async () => {
    await deleteReceived(["a"], NOW);
    await forgetTakenBack(() => true);
    expect(await findReceived("c")).toBeUndefined();
    expect(await findReceived("a")).toBeDefined();
  });
});
