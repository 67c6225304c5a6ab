import { userInfo } from "node:os";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { socketLine } from "../../shared/extension/connection/proof-lines.ts";
import { hmacKey, type ProofLine, type Proven, prove } from "../../shared/extension/connection/prove.ts";
import { fromHex } from "../../shared/protocol/hex.ts";
import type { ProveWord } from "../../shared/protocol/proof.ts";
import { type CompanionOwner, openOwner } from "../support/companion-owner.ts";
import { type CompanionProcess, openCompanion } from "../support/companion-process.ts";
import { ORIGIN, pairBy, proveFrom } from "../support/node-browser.ts";

let companion: CompanionProcess;
let owner: CompanionOwner;
beforeAll(async () => {
  // What the extension's own page says of itself, and what the browser says for it.
  vi.stubGlobal("location", { origin: ORIGIN });
  vi.stubGlobal("WebSocket", OfExtension);
  companion = await openCompanion();
  owner = await openOwner(companion);
});
afterAll(async () => {
  vi.unstubAllGlobals();
  owner?.close();
  await companion?.close();
});

class OfExtension extends WebSocket {
  constructor(address: string, protocol: string) {
    super(address, protocol, { origin: ORIGIN });
  }
}

/** Pairs as the extension does; what goes over the line may be changed on its way. */
async function pairAsExtension(change: (line: ProofLine) => ProofLine = (line) => line): Promise<Proven> {
  const url = new URL(await owner.pair());
  const key = await hmacKey(fromHex(url.hash.slice(1)));
  const id = url.searchParams.get("link") ?? "";
  const port = companion.port;
  return await prove({ port, mode: "pair", id, key, name: "Test" }, change(socketLine(port)));
}

/** A line on which somebody changes the home folder that a ticket names. */
function lying(line: ProofLine): ProofLine {
  return {
    async exchange(word, wanted) {
      const answered = await line.exchange(word, wanted);
      const said: ProveWord = answered;
      if (said.type === "ticket" && said.runsAs)
        Object.assign(said.runsAs, { home: "/home/somebody/Pagewire" });
      return answered;
    },
    close: () => line.close(),
  };
}

describe("whose a companion is", () => {
  it("is told to a browser that has just paired: the system's user and the home folder", async () => {
    expect((await pairAsExtension()).runsAs).toEqual({ user: userInfo().username, home: companion.home });
  });

  it("is not believed where somebody has changed it on its way", async () => {
    const proven = await pairAsExtension(lying);
    expect(proven.runsAs).toBe(undefined);
    expect(proven.ticket.ticket).toMatch(/^[0-9a-f]{64}$/);
  });

  it("is told neither to an older browser, which does not ask, nor at any later connection", async () => {
    const url = new URL(await owner.pair());
    const secret = Buffer.from(url.hash.slice(1), "hex");
    const id = url.searchParams.get("link") ?? "";
    const paired = await proveFrom(companion.port, { mode: "pair", id, key: secret });
    expect(paired.word).not.toHaveProperty("runsAs");
    const browser = await pairBy(await owner.pair());
    const later = { mode: "client", id: browser.clientId, key: browser.key, features: ["runs-as"] } as const;
    const { word } = await proveFrom(companion.port, later);
    expect(word.type).toBe("ticket");
    expect(word).not.toHaveProperty("runsAs");
  });
});
