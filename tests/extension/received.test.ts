import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { database } from "../../shared/extension/database.ts";
import {
  changeReceived,
  continueReceived,
  countReceived,
  findReceived,
  finishReceived,
  forgetTakenBack,
  newestReceived,
  noteWaiting,
  pauseReceived,
  receivedBlob,
  removeReceived,
  storePieces,
} from "../../shared/extension/received.ts";

const file = (id: string, at = 1) => ({ id, name: `${id}.bin`, bytes: 8, mediaType: "", sha256: "00", at });
const bytes = (text: string): ArrayBuffer => new TextEncoder().encode(text).slice().buffer;

beforeEach(async () => {
  const db = await database();
  await Promise.all([db.clear("received"), db.clear("pieces")]);
});

describe("a file from the computer", () => {
  it("is put together from its pieces", async () => {
    const [item] = await noteWaiting([file("a")]);
    await storePieces("a", [{ offset: 0, data: bytes("four") }]);
    await storePieces("a", [{ offset: 4, data: bytes("more") }]);
    const stored = await findReceived("a");
    expect(item?.storedBytes).toBe(0);
    expect(stored?.storedBytes).toBe(8);
    const blob = stored && (await receivedBlob(stored, ""));
    expect(await blob?.text()).toBe("fourmore");
  });

  it("is on the disk when the computer may let go of it: its pieces and what is known of them", async () => {
    await noteWaiting([file("a")]);
    const transaction = vi.spyOn(IDBDatabase.prototype, "transaction");
    await storePieces("a", [{ offset: 0, data: bytes("fourmore") }]);
    await finishReceived("a");
    expect(transaction.mock.calls.map(([, , options]) => options?.durability)).toEqual(["strict", "strict"]);
    transaction.mockRestore();
  });

  it("that the user paused takes no piece, and goes on where it was", async () => {
    await noteWaiting([file("a")]);
    await storePieces("a", [{ offset: 0, data: bytes("four") }]);
    await pauseReceived("a");
    await expect(storePieces("a", [{ offset: 4, data: bytes("more") }])).rejects.toMatchObject({
      code: "not_receiving",
    });
    expect(await findReceived("a")).toMatchObject({ state: "paused", storedBytes: 4 });
    await continueReceived("a");
    await storePieces("a", [{ offset: 4, data: bytes("more") }]);
    expect((await findReceived("a"))?.storedBytes).toBe(8);
  });

  it("that was deleted on its way is shown nowhere, and is not noted again while the computer still has it", async () => {
    await noteWaiting([file("a"), file("b", 2)]);
    await storePieces("a", [{ offset: 0, data: bytes("four") }]);
    await removeReceived("a");
    await changeReceived("a", { state: "stored" });
    const [again] = await noteWaiting([file("a")]);
    expect(again).toMatchObject({ state: "declined", storedBytes: 0 });
    expect((await newestReceived(10)).items.map(({ id }) => id)).toEqual(["b"]);
    expect(await (await database()).count("pieces")).toBe(0);
    await forgetTakenBack(({ id }) => id !== "a");
    expect(await countReceived("declined")).toBe(1);
    await forgetTakenBack(({ id }) => id !== "b");
    expect(await findReceived("a")).toBeUndefined();
  });

  it("that had come is gone when it is deleted", async () => {
    await noteWaiting([file("a")]);
    await changeReceived("a", { state: "stored" });
    await removeReceived("a");
    expect(await findReceived("a")).toBeUndefined();
  });

  it("that waits for room stands so until the user continues", async () => {
    await noteWaiting([file("a")]);
    await changeReceived("a", { state: "full", message: "full" });
    await pauseReceived("a");
    expect(await countReceived("full")).toBe(1);
    await continueReceived("a");
    expect(await findReceived("a")).toMatchObject({ state: "receiving" });
  });
});

describe("the list", () => {
  it("shows the newest and says whether there are more", async () => {
    await noteWaiting(Array.from({ length: 5 }, (_, at) => file(`f${at}`, at)));
    const { items, isAll } = await newestReceived(3);
    expect(items.map(({ id }) => id)).toEqual(["f4", "f3", "f2"]);
    expect(isAll).toBe(false);
    expect((await newestReceived(5)).isAll).toBe(true);
  });
});
