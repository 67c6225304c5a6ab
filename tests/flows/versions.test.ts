import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { expectWord, hmacKey, prove } from "../../shared/extension/connection/prove.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/limits.ts";
import { encodeProveWord, type ProveWord } from "../../shared/protocol/proof.ts";
import { type CompanionProcess, openCompanion } from "../support/companion-process.ts";
import { ORIGIN, pairBy, proveFrom } from "../support/node-browser.ts";

let companion: CompanionProcess;
beforeAll(async () => {
  vi.stubGlobal("location", { origin: ORIGIN });
  companion = await openCompanion();
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await companion?.close();
});

/** The extension's proof against a companion that answers its hello with this. */
async function proveAgainst(word: ProveWord): Promise<unknown> {
  const key = await hmacKey(new Uint8Array(32));
  const line = {
    exchange: (_: ProveWord, wanted: "challenge" | "ticket") =>
      Promise.resolve().then(() => expectWord(encodeProveWord(word), wanted)),
    close: () => undefined,
  };
  const request = { port: 1, mode: "client", id: "0".repeat(32), key } as const;
  return await prove(request, line as Parameters<typeof prove>[1]).catch((error: unknown) => error);
}

const challenge = {
  type: "challenge",
  companionId: "0".repeat(32),
  nonce: "0".repeat(64),
  features: [],
  proof: "0".repeat(64),
} as const;

describe("a companion and an extension of different versions", () => {
  it("work together where the extension is one ahead: both speak the older one", async () => {
    const { clientId: id, key } = await pairBy(companion.pairUrl);
    for (const version of [PROTOCOL_VERSION, PROTOCOL_VERSION + 1]) {
      const { word, transcript } = await proveFrom(companion.port, { mode: "client", id, key, version });
      expect(word.type).toBe("ticket");
      expect(transcript.version).toBe(PROTOCOL_VERSION);
    }
  });

  it("are told in one sentence which is to be updated where they are two apart", async () => {
    const key = Buffer.alloc(32);
    const asked = { mode: "client", id: "0".repeat(32), key, version: PROTOCOL_VERSION + 2 } as const;
    const { word } = await proveFrom(companion.port, asked);
    expect(word).toMatchObject({ type: "refuse", code: "version", version: PROTOCOL_VERSION });
    const refused = (version?: number): Promise<unknown> =>
      proveAgainst({
        type: "refuse",
        code: "version",
        message: "No.",
        ...(version !== undefined && { version }),
      });
    expect(await refused(PROTOCOL_VERSION + 2)).toMatchObject({
      code: "version",
      said: { code: "proof.version-extension" },
    });
    expect(await refused(PROTOCOL_VERSION - 1)).toMatchObject({ said: { code: "proof.version-companion" } });
    expect(await refused()).toMatchObject({ said: { code: "proof.version" } });
  });

  it("speak none that is newer than one of them knows", async () => {
    const newer = await proveAgainst({ ...challenge, version: PROTOCOL_VERSION + 1 });
    expect(newer).toMatchObject({ code: "version", said: { code: "proof.version-extension" } });
    expect(await proveAgainst({ ...challenge, version: PROTOCOL_VERSION })).toMatchObject({
      code: "not_proven",
    });
  });
});
