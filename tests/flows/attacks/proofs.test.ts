import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type AttackedCompanion,
  OTHER_ORIGIN,
  openAttackedCompanion,
} from "../../support/attacked-companion.ts";
import { type Challenged, challenged, proofOf } from "../../support/proof-in-progress.ts";

let attacked: AttackedCompanion;
beforeAll(async () => {
  attacked = await openAttackedCompanion();
});
afterAll(() => attacked?.close());

/** Answers, and expects a refusal with this code. */
async function refused({ socket }: Challenged, proof: string, code = "wrong_proof"): Promise<void> {
  socket.socket.send(JSON.stringify({ type: "answer", proof }));
  const heard = String(await socket.next());
  expect(JSON.parse(heard)).toMatchObject({ type: "refuse", code });
  expect(await socket.closed()).toBe(4401);
  await attacked.unharmed(heard);
}

describe("a proof that is wrong", () => {
  const wrong: readonly (readonly [string, (proof: Challenged, key: Buffer) => string])[] = [
    ["zeros", () => "0".repeat(64)],
    ["the companion's own, reflected", ({ challenge }) => String(challenge.proof)],
    ["the companion's nonce", ({ challenge }) => String(challenge.nonce)],
    ["the browser's nonce", ({ hello }) => String(hello.nonce)],
    ["the client's id twice", ({ hello }) => `${hello.id}${hello.id}`],
    ["by a key of zeros", ({ transcript }) => proofOf(Buffer.alloc(32), transcript)],
    ["by an empty key", ({ transcript }) => proofOf(Buffer.alloc(0), transcript)],
    [
      "by the client's id as the key",
      ({ transcript }) => proofOf(Buffer.from(transcript.id, "hex"), transcript),
    ],
    [
      "by the key's hexadecimal text",
      ({ transcript }, key) => proofOf(Buffer.from(key.toString("hex")), transcript),
    ],
    ["for the companion's role", ({ transcript }, key) => proofOf(key, transcript, "companion")],
    ["for the key's role", ({ transcript }, key) => proofOf(key, transcript, "key")],
    ["for another version", ({ transcript }, key) => proofOf(key, { ...transcript, version: 0 })],
    ["for another mode", ({ transcript }, key) => proofOf(key, { ...transcript, mode: "pair" })],
    ["for another client", ({ transcript }, key) => proofOf(key, { ...transcript, id: "0".repeat(32) })],
    [
      "for another companion",
      ({ transcript }, key) => proofOf(key, { ...transcript, companionId: "0".repeat(32) }),
    ],
    [
      "for another nonce of the browser",
      ({ transcript }, key) => proofOf(key, { ...transcript, clientNonce: "8".repeat(64) }),
    ],
    [
      "for another nonce of the companion",
      ({ transcript }, key) => proofOf(key, { ...transcript, companionNonce: "8".repeat(64) }),
    ],
    [
      "for the nonces exchanged",
      ({ transcript }, key) =>
        proofOf(key, {
          ...transcript,
          clientNonce: transcript.companionNonce,
          companionNonce: transcript.clientNonce,
        }),
    ],
    ["for another Origin", ({ transcript }, key) => proofOf(key, { ...transcript, origin: OTHER_ORIGIN })],
    [
      "for another port, as through a relay",
      ({ transcript }, key) => proofOf(key, { ...transcript, address: `127.0.0.1:${attacked.port + 1}` }),
    ],
    [
      "for the name instead of the address",
      ({ transcript }, key) => proofOf(key, { ...transcript, address: `localhost:${attacked.port}` }),
    ],
    [
      "for features the browser did not name",
      ({ transcript }, key) => proofOf(key, { ...transcript, clientFeatures: ["lanes"] }),
    ],
    [
      "for features the companion did not name",
      ({ transcript }, key) => proofOf(key, { ...transcript, companionFeatures: [] }),
    ],
    [
      "for features moved from one side to the other",
      ({ transcript }, key) =>
        proofOf(key, { ...transcript, clientFeatures: ["lanes"], companionFeatures: [] }),
    ],
  ];
  it.each(wrong)("opens nothing: %s", async (_, proofFor) => {
    const proof = await challenged(attacked.browser);
    await refused(proof, proofFor(proof, attacked.browser.key));
  });

  it("opens nothing: right for the last challenge, given for this one", async () => {
    const before = await challenged(attacked.browser);
    const overheard = proofOf(attacked.browser.key, before.transcript);
    before.socket.socket.terminate();
    await refused(await challenged(attacked.browser), overheard);
  });

  it("opens nothing: right, but from an Origin that did not pair", async () => {
    const proof = await challenged(attacked.browser, {}, OTHER_ORIGIN);
    await refused(proof, proofOf(attacked.browser.key, proof.transcript), "not_paired");
  });

  it("opens nothing: a script's id, whatever the key", async () => {
    const { clients } = await attacked.clients();
    const script = clients.find(({ kind }) => kind === "script");
    const proof = await challenged(attacked.browser, { id: script?.id });
    await refused(proof, proofOf(attacked.browser.key, proof.transcript));
  });

  it("opens nothing: a client nobody knows, who is told no more than one with a wrong key", async () => {
    const stranger = await challenged(attacked.browser, { id: "0".repeat(32) });
    const known = await challenged(attacked.browser);
    expect(Object.keys(stranger.challenge)).toEqual(Object.keys(known.challenge));
    expect(stranger.challenge.companionId).toBe(known.challenge.companionId);
    known.socket.socket.terminate();
    await refused(stranger, "0".repeat(64));
  });
});
