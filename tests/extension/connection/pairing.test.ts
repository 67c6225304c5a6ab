import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import {
  dropPairing,
  markSeen,
  readPairing,
  replacePairing,
} from "../../../shared/extension/connection/pairing.ts";
import { hmacKey } from "../../../shared/extension/connection/prove.ts";
import { database, type Pairing } from "../../../shared/extension/store/database.ts";

const key = await hmacKey(new Uint8Array(32));
const pairing = (companionId: string, pairedAt: number): Pairing => ({
  companionId,
  pairedAt,
  clientId: "client",
  port: 8737,
  key,
});

beforeEach(async () => {
  await (await database()).clear("pairing");
});

describe("a pairing that nobody has looked at", () => {
  const unseen = { ...pairing("first", 1), unseen: true } as const;

  it("is one that somebody has, once that is told of this very one", async () => {
    await replacePairing(unseen, undefined);
    expect(await markSeen(pairing("first", 0))).toBe(false);
    expect(await markSeen(pairing("second", 1))).toBe(false);
    expect((await readPairing())?.unseen).toBe(true);
    expect(await markSeen(unseen)).toBe(true);
    expect(await readPairing()).toEqual(pairing("first", 1));
  });

  it("is forgotten alone: none that came in its place", async () => {
    await replacePairing(pairing("second", 2), undefined);
    expect(await dropPairing(unseen)).toBe(false);
    expect((await readPairing())?.companionId).toBe("second");
    expect(await dropPairing(pairing("second", 2))).toBe(true);
    expect(await readPairing()).toBe(undefined);
    expect(await dropPairing(pairing("second", 2))).toBe(false);
  });
});

describe("a pairing", () => {
  it("comes where there is none, and in the place of the one that was known", async () => {
    expect(await replacePairing(pairing("first", 1), undefined)).toBe(true);
    expect(await replacePairing(pairing("second", 2), pairing("first", 1))).toBe(true);
    expect((await readPairing())?.companionId).toBe("second");
  });

  it("comes where the known one was forgotten meanwhile", async () => {
    expect(await replacePairing(pairing("second", 2), pairing("first", 1))).toBe(true);
  });

  it.each([
    ["there was none to be known", undefined],
    ["another one was known", pairing("older", 0)],
    ["it was paired anew meanwhile", pairing("first", 0)],
  ])("does not take the place of one that came where %s", async (_, known) => {
    await replacePairing(pairing("first", 1), undefined);
    expect(await replacePairing(pairing("second", 2), known)).toBe(false);
    expect((await readPairing())?.companionId).toBe("first");
  });
});
