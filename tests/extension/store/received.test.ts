import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { database } from "../../../shared/extension/store/database.ts";
import {
  changeReceived,
  continueReceived,
  countReceived,
  findReceived,
  finishReceived,
  forgetTakenBack,
  forgetWithdrawn,
  noteWaiting,
  pauseReceived,
  receivedBeginning,
  receivedBlob,
  removeReceived,
  storePieces,
} from "../../../shared/extension/store/received.ts";
import { listedReceived } from "../../support/listed.ts";

const file = (id: string, at = 1) => ({ id, name: `${id}.bin`, bytes: 8, mediaType: "", sha256: "00", at });
const bytes = (text: string): ArrayBuffer => new TextEncoder().encode(text).slice().buffer;

beforeEach(async () => {
  const db = await database();
  await Promise.all([db.clear("received"), db.clear("pieces")]);
});

describe("a file from the computer", () => {
  it("is put together from its pieces", async () => {
    const [item] = await noteWaiting([file("a")]);
    await storePieces("a", [{ offset: 0, data: bytes("four") }], "four".length);
    await storePieces("a", [{ offset: 4, data: bytes("more") }], "more".length);
    const stored = await findReceived("a");
    expect(item?.storedBytes).toBe(0);
    expect(stored?.storedBytes).toBe(8);
    const blob = stored && (await receivedBlob(stored, ""));
    expect(await blob?.text()).toBe("fourmore");
  });

  it.each([
    [3, "fou"],
    [4, "four"],
    [6, "fourmo"],
    [100, "fourmore"],
  ])("has a beginning of %i bytes that needs no piece behind it", async (most, text) => {
    await noteWaiting([file("a")]);
    await storePieces("a", [{ offset: 0, data: bytes("four") }], "four".length);
    await storePieces("a", [{ offset: 4, data: bytes("more") }], "more".length);
    const stored = await findReceived("a");
    if (most <= 4) await (await database()).delete("pieces", ["a", 4]);
    expect(stored && new TextDecoder().decode(await receivedBeginning(stored, most))).toBe(text);
  });

  it("is put together of Blobs without reading them, behind what an older version has stored", async () => {
    await noteWaiting([file("mixed")]);
    await storePieces("mixed", [{ offset: 0, data: bytes("old ") }], 4);
    await storePieces("mixed", [{ offset: 4, data: new Blob(["new"]) }], 3);
    await storePieces("mixed", [{ offset: 7, data: new Blob(["!"]) }], 1);
    const item = await findReceived("mixed");
    const reading = vi.spyOn(Blob.prototype, "arrayBuffer");
    const whole = item && (await receivedBlob(item, "text/plain"));
    expect(reading).not.toHaveBeenCalled();
    reading.mockRestore();
    expect(await whole?.text()).toBe("old new!");
    expect(item && new TextDecoder().decode(await receivedBeginning(item, 6))).toBe("old ne");
  });

  it("is on the disk when the computer may let go of it: its pieces and what is known of them", async () => {
    await noteWaiting([file("a")]);
    const transaction = vi.spyOn(IDBDatabase.prototype, "transaction");
    await storePieces("a", [{ offset: 0, data: bytes("fourmore") }], "fourmore".length);
    await finishReceived("a");
    expect(transaction.mock.calls.map(([, , options]) => options?.durability)).toEqual(["strict", "strict"]);
    transaction.mockRestore();
  });

  it("takes what was stored as a part of it away when it is whole, and nothing else", async () => {
    await noteWaiting([file("part"), file("other"), file("coming")]);
    await storePieces("part", [{ offset: 0, data: bytes("fourmore") }], "fourmore".length);
    for (const id of ["part", "other"]) await finishReceived(id);
    await noteWaiting([
      { ...file("whole"), bytes: 12, replaces: "part" },
      { ...file("second"), bytes: 12, replaces: "coming" },
      { ...file("third"), bytes: 8, replaces: "other" },
      { ...file("last"), replaces: "nothing" },
    ]);
    await storePieces("whole", [{ offset: 0, data: bytes("fourmoreover") }], "fourmoreover".length);
    expect(await findReceived("part")).toMatchObject({ state: "stored" });
    for (const id of ["whole", "second", "third", "last"]) await finishReceived(id);
    expect(await findReceived("part")).toBeUndefined();
    expect(await (await database()).getAllKeys("pieces")).toEqual([["whole", 0]]);
    for (const id of ["other", "coming"]) expect(await findReceived(id)).toBeDefined();
  });

  it("that the user paused takes no piece, and goes on where it was", async () => {
    await noteWaiting([file("a")]);
    await storePieces("a", [{ offset: 0, data: bytes("four") }], "four".length);
    await pauseReceived("a");
    await expect(storePieces("a", [{ offset: 4, data: bytes("more") }], "more".length)).rejects.toMatchObject(
      {
        code: "not_receiving",
      },
    );
    expect(await findReceived("a")).toMatchObject({ state: "paused", storedBytes: 4 });
    await continueReceived("a");
    await storePieces("a", [{ offset: 4, data: bytes("more") }], "more".length);
    expect((await findReceived("a"))?.storedBytes).toBe(8);
  });

  it("that was deleted on its way is shown nowhere, and is not noted again while the computer still has it", async () => {
    await noteWaiting([file("a"), file("b", 2)]);
    await storePieces("a", [{ offset: 0, data: bytes("four") }], "four".length);
    await removeReceived("a");
    await changeReceived("a", { state: "stored" });
    const [again] = await noteWaiting([file("a")]);
    expect(again).toMatchObject({ state: "declined", storedBytes: 0 });
    expect((await listedReceived()).map(({ id }) => id)).toEqual(["b"]);
    expect(await (await database()).count("pieces")).toBe(0);
    await forgetTakenBack(({ id }) => id !== "a");
    expect(await countReceived("declined")).toBe(1);
    await forgetTakenBack(({ id }) => id !== "b");
    expect(await findReceived("a")).toBeUndefined();
  });

  it("that its owner has taken back is gone, also where its lane has failed for that, and stays where it is whole", async () => {
    await noteWaiting([file("coming"), file("failed"), file("whole")]);
    await storePieces("coming", [{ offset: 0, data: bytes("four") }], "four".length);
    await changeReceived("failed", { state: "failed" });
    await changeReceived("whole", { state: "stored" });
    for (const id of ["coming", "failed", "whole", "unknown"]) await forgetWithdrawn(id);
    expect((await listedReceived()).map(({ id }) => id)).toEqual(["whole"]);
    expect(await (await database()).count("pieces")).toBe(0);
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

describe("an entry that is damaged", () => {
  const wrong: readonly (readonly [string, Record<string, unknown>])[] = [
    ["a name that is none", { name: 7 }],
    ["a size that is none", { bytes: Number.NaN }],
    ["a size below zero", { storedBytes: -1 }],
    ["a time beyond every date", { at: 8_640_000_000_000_001 }],
    ["a time that is endless", { at: Number.POSITIVE_INFINITY }],
    ["no time at all", { at: undefined }],
    ["a time before all dates", { at: -1 }],
    ["a state nobody knows", { state: "elsewhere" }],
    ["a state that is none", { state: ["stored"] }],
    ["a picture that is none", { thumbnail: "blob" }],
  ];

  it.each(wrong)("keeps no other from the list, says so, and can be deleted: %s", async (_, fault) => {
    await noteWaiting([file("before", 1), file("behind", 2)]);
    const db = await database();
    await db.put("received", { ...file("bad", 3), state: "stored", storedBytes: 8, ...fault } as never);
    const items = await listedReceived();
    expect(items.map(({ id }) => id).sort()).toEqual(["bad", "before", "behind"]);
    expect(items.find(({ id }) => id === "bad")).toMatchObject({
      state: "failed",
      message: expect.stringContaining("can't be read"),
      storedBytes: 0,
    });
    await removeReceived("bad");
    expect((await listedReceived()).map(({ id }) => id)).toEqual(["behind", "before"]);
    expect(await findReceived("bad")).toBeUndefined();
  });

  it("is noted anew when the computer says that its file waits", async () => {
    const db = await database();
    await db.put("received", { ...file("bad"), state: "receiving", storedBytes: "all" } as never);
    expect(await noteWaiting([file("bad")])).toMatchObject([{ state: "receiving", storedBytes: 0 }]);
    expect(await findReceived("bad")).toMatchObject({ storedBytes: 0 });
  });

  it("of a piece without bytes is told, and not looked for without end", async () => {
    const [item] = await noteWaiting([file("a")]);
    await storePieces("a", [{ offset: 0, data: bytes("eight by") }], "eight by".length);
    await (await database()).put("pieces", { id: "a", offset: 0, data: new ArrayBuffer(0) });
    await expect(item && receivedBlob({ ...item, storedBytes: 8 }, "")).rejects.toThrow("is missing");
  });
});
