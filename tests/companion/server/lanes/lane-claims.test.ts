import { describe, expect, it } from "vitest";
import { MAX_CLIENT_FILES, MAX_CLIENT_PARCELS } from "../../../../companion/limits.ts";
import { LaneClaims } from "../../../../companion/server/lanes/lane-claims.ts";

const MINUTE_MS = 60_000;

describe("a file that living lanes take from each other", () => {
  it("stays with the one that has it after a few times, until that lets go or nobody has asked for a while", async () => {
    let now = 0;
    const claims = new LaneClaims(2, () => now);
    const evicted: number[] = [];
    const claim = (lane: number) => claims.claim("client", "file", async () => void evicted.push(lane));
    for (const lane of [0, 1, 2]) await claim(lane);
    expect(evicted).toEqual([0, 1]);
    await expect(claim(3)).rejects.toMatchObject({ refusal: { code: "busy" } });
    // Who asks again and again keeps it where it is.
    now += MINUTE_MS;
    await expect(claim(4)).rejects.toMatchObject({ refusal: { code: "busy" } });
    now += MINUTE_MS + 1;
    await claim(5);
    expect(evicted.slice(2)).toContain(2);
  });

  it("is free as soon as its holder lets go", async () => {
    const claims = new LaneClaims(0);
    const letGo = await claims.claim("client", "file", () => Promise.resolve());
    await expect(claims.claim("client", "file", () => Promise.resolve())).rejects.toMatchObject({
      refusal: { code: "busy" },
    });
    letGo();
    await expect(claims.claim("client", "file", () => Promise.resolve())).resolves.toBeTypeOf("function");
  });
});

describe("what one client may have under way", () => {
  it("is counted for files and for parcels apart: neither keeps the other out", async () => {
    const claims = new LaneClaims();
    const claim = (id: string, kind: "file" | "parcel") =>
      claims.claim("client", id, () => Promise.resolve(), kind);
    const busy = { refusal: { code: "busy" } };
    for (let number = 0; number < MAX_CLIENT_PARCELS; number += 1) await claim(`parcel ${number}`, "parcel");
    await expect(claim("one more", "parcel")).rejects.toMatchObject(busy);
    for (let number = 0; number < MAX_CLIENT_FILES; number += 1) await claim(`file ${number}`, "file");
    await expect(claim("one more", "file")).rejects.toMatchObject(busy);
    await expect(claims.claim("another client", "x", () => Promise.resolve(), "parcel")).resolves.toBeTypeOf(
      "function",
    );
  });

  it("has a file wait until the parcel of its id is put away", async () => {
    const claims = new LaneClaims();
    const putAway = Promise.withResolvers<void>();
    await claims.claim("client", "x", () => putAway.promise, "parcel");
    let isClaimed = false;
    const claiming = claims
      .claim("client", "x", () => Promise.resolve())
      .then(() => {
        isClaimed = true;
      });
    await new Promise(setImmediate);
    expect(isClaimed).toBe(false);
    putAway.resolve();
    await claiming;
    expect(isClaimed).toBe(true);
  });
});
