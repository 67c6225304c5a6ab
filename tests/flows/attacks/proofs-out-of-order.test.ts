import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AttackedCompanion, openAttackedCompanion } from "../../support/attacked-companion.ts";
import {
  type Challenged,
  challenged,
  type Fields,
  helloOf,
  openProof,
  proofOf,
} from "../../support/proof-in-progress.ts";

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

describe("a proof out of order", () => {
  const answer = { type: "answer", proof: "0".repeat(64) };
  const steps: readonly (readonly [string, readonly (Fields | string)[]])[] = [
    ["an answer before the hello", [answer]],
    ["a second hello", [helloTwice(), helloTwice()]],
    [
      "a challenge of our own",
      [
        {
          type: "challenge",
          companionId: "0".repeat(32),
          nonce: "0".repeat(64),
          features: [],
          proof: "0".repeat(64),
        },
      ],
    ],
    [
      "a ticket of our own",
      [
        {
          type: "ticket",
          ticket: "0".repeat(64),
          clientId: "0".repeat(32),
          lifetimeMs: 1,
          companionVersion: "1",
        },
      ],
    ],
    ["a refusal of our own", [{ type: "refuse", code: "busy", message: "no" }]],
    ["a word nobody knows", [{ type: "let me in" }]],
    ["a list", ["[]"]],
    ["a number", ["1"]],
    ["null", ["null"]],
    ["nothing", [""]],
    ["half an object", ['{"type":"hello"']],
    ["an object whose fields come from its prototype", ['{"__proto__":{"type":"hello","version":1}}']],
    ["a hello without fields", [{ type: "hello" }]],
    ["an id in capitals", [{ ...helloTwice(), id: "A".repeat(32) }]],
    ["an id that is a list", [{ ...helloTwice(), id: ["0".repeat(32)] }]],
    ["an id that is a number", [{ ...helloTwice(), id: 1 }]],
    ["a short nonce", [{ ...helloTwice(), nonce: "0" }]],
    ["an empty nonce", [{ ...helloTwice(), nonce: "" }]],
    ["a mode nobody has", [{ ...helloTwice(), mode: "owner" }]],
    ["a version that is a text", [{ ...helloTwice(), version: "1" }]],
    ["a version below zero", [{ ...helloTwice(), version: -1 }]],
    ["a version that is no whole number", [{ ...helloTwice(), version: 1.5 }]],
    ["seventeen features", [{ ...helloTwice(), features: Array(17).fill("x") }]],
    ["a feature that is an object", [{ ...helloTwice(), features: [{}] }]],
    ["a feature of 33 bytes", [{ ...helloTwice(), features: ["x".repeat(33)] }]],
  ];
  function helloTwice(): Fields {
    return {
      type: "hello",
      version: 1,
      mode: "client",
      id: "0".repeat(32),
      nonce: "0".repeat(64),
      features: [],
    };
  }

  it.each(steps)("is ended: %s", async (_, words) => {
    const socket = await openProof(attacked.port);
    for (const word of words) socket.socket.send(typeof word === "string" ? word : JSON.stringify(word));
    const code = await socket.closed();
    expect(code).toBe(4400);
    const heard = socket.rest().map(String);
    for (const one of heard) expect(one).not.toContain('"type":"ticket"');
    await attacked.unharmed(...heard);
  });

  it("is ended: bytes instead of a word", async () => {
    const socket = await openProof(attacked.port);
    socket.socket.send(Buffer.from(JSON.stringify(helloOf(attacked.browser))));
    expect(await socket.closed()).toBe(4400);
    await attacked.unharmed();
  });

  it("is ended: the right answer twice gives one ticket", async () => {
    const { socket, transcript } = await challenged(attacked.browser);
    const word = JSON.stringify({ type: "answer", proof: proofOf(attacked.browser.key, transcript) });
    socket.socket.send(word);
    socket.socket.send(word);
    expect(JSON.parse(String(await socket.next())).type).toBe("ticket");
    expect(await socket.closed()).toBe(4400);
    expect(socket.rest()).toEqual([]);
    await attacked.unharmed();
  });

  it("is ended: a guess in front of the right answer spoils it", async () => {
    const { socket, transcript } = await challenged(attacked.browser);
    socket.socket.send(JSON.stringify(answer));
    socket.socket.send(JSON.stringify({ type: "answer", proof: proofOf(attacked.browser.key, transcript) }));
    const heard: string[] = [];
    await socket.closed();
    heard.push(...socket.rest().map(String));
    for (const one of heard) expect(one).not.toContain('"type":"ticket"');
    await attacked.unharmed(...heard);
  });

  it("is ended: the right answer, given on another socket than the challenge", async () => {
    const asked = await challenged(attacked.browser);
    const other = await challenged(attacked.browser);
    await refused(other, proofOf(attacked.browser.key, asked.transcript));
    asked.socket.socket.terminate();
  });

  it("is ended: the right answer after three seconds", async () => {
    const { socket, transcript } = await challenged(attacked.browser);
    expect(await socket.closed()).toBe(4408);
    socket.socket.send(
      JSON.stringify({ type: "answer", proof: proofOf(attacked.browser.key, transcript) }),
      () => undefined,
    );
    expect(socket.rest()).toEqual([]);
    await attacked.unharmed();
  });

  it.each([0, 3, 99, 65_535])("is refused for version %i before any secret is used", async (version) => {
    const socket = await openProof(attacked.port);
    socket.socket.send(JSON.stringify(helloOf(attacked.browser, { version })));
    const heard = String(await socket.next());
    expect(JSON.parse(heard)).toMatchObject({ type: "refuse", code: "version" });
    expect(await socket.closed()).toBe(4401);
    await attacked.unharmed(heard);
  });
});
