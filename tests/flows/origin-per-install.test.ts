import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { hmac, proveFrom } from "../support/node-browser.ts";

/** Two installations of one extension in Firefox: each has drawn its own address by lot. */
const FIRST = "moz-extension://0a0a0a0a-0000-4000-8000-000000000001";
const SECOND = "moz-extension://0a0a0a0a-0000-4000-8000-000000000002";

let companion: CompanionProcess;
beforeAll(async () => {
  companion = await openCompanion();
});
afterAll(() => companion?.close());

describe("an Origin that every installation draws by lot", () => {
  it("is learned at pairing: the same browser comes in from it, and from no other, whatever it knows", async () => {
    const link = new URL(companion.pairUrl);
    const secret = Buffer.from(link.hash.slice(1), "hex");
    const id = link.searchParams.get("link") ?? "";
    const paired = await proveFrom(companion.port, { mode: "pair", id, key: secret, origin: FIRST });
    if (paired.word.type !== "ticket") throw new Error(`not paired: ${JSON.stringify(paired.word)}`);
    const known = {
      mode: "client",
      id: paired.word.clientId,
      key: hmac(secret, "key", paired.transcript),
    } as const;
    expect((await proveFrom(companion.port, { ...known, origin: FIRST })).word).toMatchObject({
      type: "ticket",
    });
    const other = await proveFrom(companion.port, { ...known, origin: SECOND });
    expect(other.word).toMatchObject({ type: "refuse", code: "not_paired" });
    // What was refused has changed nothing: one browser, and it is still trusted.
    expect((await pagewire(companion.home, ["clients"])).objects).toMatchObject([{ id: known.id }]);
    expect((await proveFrom(companion.port, { ...known, origin: FIRST })).word).toMatchObject({
      type: "ticket",
    });
  });
});
