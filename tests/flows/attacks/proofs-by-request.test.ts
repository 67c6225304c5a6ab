import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Transcript, transcriptBytes } from "../../../shared/protocol/proof.ts";
import {
  type AttackedCompanion,
  OTHER_ORIGIN,
  openAttackedCompanion,
} from "../../support/attacked-companion.ts";
import { ORIGIN } from "../../support/node-browser.ts";

let attacked: AttackedCompanion;
beforeAll(async () => {
  attacked = await openAttackedCompanion();
});
afterAll(() => attacked?.close());

interface Told {
  readonly status: number;
  readonly text: string;
}

async function post(
  query: string,
  body: string,
  headers: Record<string, string> = { origin: ORIGIN },
): Promise<Told> {
  const response = await fetch(`http://127.0.0.1:${attacked.port}/prove${query}`, {
    method: "POST",
    headers,
    body,
  });
  return { status: response.status, text: await response.text() };
}

async function challenged(origin = ORIGIN): Promise<{ nonce: string; word: string }> {
  const clientNonce = "5".repeat(64);
  const { clientId, key } = attacked.browser;
  const hello = { type: "hello", version: 1, mode: "client", id: clientId, nonce: clientNonce, features: [] };
  const { text } = await post("", JSON.stringify(hello), { origin });
  const challenge: { companionId: string; nonce: string; features: string[] } = JSON.parse(text);
  const transcript: Transcript = {
    version: 1,
    mode: "client",
    id: clientId,
    companionId: challenge.companionId,
    clientNonce,
    companionNonce: challenge.nonce,
    origin,
    address: `127.0.0.1:${attacked.port}`,
    clientFeatures: [],
    companionFeatures: challenge.features,
  };
  const proof = createHmac("sha256", key).update(transcriptBytes("browser", transcript)).digest("hex");
  return { nonce: challenge.nonce, word: JSON.stringify({ type: "answer", proof }) };
}

describe("the proof over requests", () => {
  it.each([
    ["another extension", OTHER_ORIGIN],
    ["a Firefox extension", "moz-extension://01234567-89ab-cdef-0123-456789abcdef"],
  ])("takes no right answer from %s", async (_, origin) => {
    const { nonce, word } = await challenged();
    const told = await post(`?nonce=${nonce}`, word, { origin });
    expect(told).toEqual({ status: 400, text: "" });
    await attacked.unharmed(told.text);
  });

  it.each([
    ["a page", { origin: "https://evil.test" }],
    ["a sandboxed frame", { origin: "null" }],
    ["nobody", {}],
  ])("takes no right answer from %s", async (_, headers) => {
    const { nonce, word } = await challenged();
    const told = await post(`?nonce=${nonce}`, word, headers);
    expect(told).toEqual({ status: 403, text: "" });
    await attacked.unharmed(told.text);
  });

  it.each([
    ["no nonce", () => ""],
    ["an empty nonce", () => "?nonce="],
    ["another nonce", () => `?nonce=${"0".repeat(64)}`],
    ["the browser's nonce", () => `?nonce=${"5".repeat(64)}`],
    ["the nonce in capitals", (nonce: string) => `?nonce=${nonce.toUpperCase()}`],
    ["the nonce cut", (nonce: string) => `?nonce=${nonce.slice(0, 32)}`],
    ["a name every object has", () => "?nonce=__proto__"],
    ["another parameter", (nonce: string) => `?n=${nonce}`],
  ])("takes no right answer with %s", async (_, queryOf) => {
    const { nonce, word } = await challenged();
    const told = await post(queryOf(nonce), word);
    expect(told).toEqual({ status: 400, text: "" });
    await attacked.unharmed(told.text);
  });

  it("takes the right answer once, also when it comes twice at the same moment", async () => {
    const { nonce, word } = await challenged();
    const told = await Promise.all([post(`?nonce=${nonce}`, word), post(`?nonce=${nonce}`, word)]);
    expect(told.map(({ status }) => status).sort()).toEqual([200, 400]);
    const again = await post(`?nonce=${nonce}`, word);
    expect(again.status).toBe(400);
    await attacked.unharmed(again.text);
  });

  it("takes no right answer behind a wrong one", async () => {
    const { nonce, word } = await challenged();
    const wrong = await post(`?nonce=${nonce}`, JSON.stringify({ type: "answer", proof: "0".repeat(64) }));
    expect(JSON.parse(wrong.text)).toMatchObject({ type: "refuse", code: "wrong_proof" });
    const told = await post(`?nonce=${nonce}`, word);
    expect(told.status).toBe(400);
    await attacked.unharmed(wrong.text, told.text);
  });

  it("takes no right answer after three seconds", async () => {
    const { nonce, word } = await challenged();
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    const told = await post(`?nonce=${nonce}`, word);
    expect(told.status).toBe(400);
    await attacked.unharmed(told.text);
  });

  it("lets a paired browser prove while a stranger asks for challenges and never answers", async () => {
    const { nonce, word } = await challenged();
    const hello = { type: "hello", version: 1, mode: "client", nonce: "6".repeat(64), features: [] };
    const ids = Array.from({ length: 100 }, (_, count) => String(count).padStart(32, "0"));
    // All at once: the challenge is good for three seconds.
    await Promise.all(ids.map((id) => post("", JSON.stringify({ ...hello, id }), { origin: OTHER_ORIGIN })));
    expect(JSON.parse((await post(`?nonce=${nonce}`, word)).text).type).toBe("ticket");
    await attacked.unharmed();
  });
});
