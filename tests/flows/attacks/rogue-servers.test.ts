import { createServer, type Server, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { requestLine, socketLine } from "../../../shared/extension/connection/proof-lines.ts";
import { type AttackedCompanion, openAttackedCompanion } from "../../support/attacked-companion.ts";
import { pagewire } from "../../support/companion-process.ts";
import { proveAsExtension } from "../../support/extension-proof.ts";
import { ORIGIN, proveFrom } from "../../support/node-browser.ts";

let attacked: AttackedCompanion;
let overheard: { readonly companionNonce: string };
const opened: (() => unknown)[] = [];
beforeAll(async () => {
  attacked = await openAttackedCompanion();
  const { clientId: id, key } = attacked.browser;
  overheard = (await proveFrom(attacked.port, { mode: "client", id, key })).transcript;
  // What the extension's own page would say of itself.
  vi.stubGlobal("location", { origin: ORIGIN });
  // The companion crashes, and strangers take its port.
  await attacked.process.kill();
});
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await attacked?.close();
});

/** A stranger on the companion's port: keeps every byte it is sent. */
async function rogueOnPort(answer: (socket: Socket) => void = () => undefined): Promise<() => string> {
  const { port } = attacked;
  let heard = "";
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      heard += chunk;
    });
    answer(socket);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", () => resolve()));
  opened.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return () => heard;
}

/** A stranger on the companion's port that speaks WebSocket. */
async function rogueSocket(
  onWord: (socket: WebSocket, word: Record<string, unknown>) => void,
): Promise<string[]> {
  const { port } = attacked;
  const heard: string[] = [];
  const server = new WebSocketServer({ port, host: "127.0.0.1", handleProtocols: () => "pagewire.v1" });
  await new Promise<void>((resolve) => server.once("listening", () => resolve()));
  server.on("connection", (socket) => {
    socket.on("message", (data) => {
      heard.push(String(data));
      onWord(socket, JSON.parse(String(data)));
    });
  });
  opened.push(() => {
    for (const socket of server.clients) socket.terminate();
    return new Promise((resolve) => server.close(resolve));
  });
  return heard;
}

function expectNothingBut(heard: string, ...words: string[]): void {
  for (const secret of attacked.secrets) expect(heard).not.toContain(secret);
  expect(heard).not.toContain('"answer"');
  for (const word of words) expect(heard).toContain(word);
}

describe("a stranger on the port", () => {
  it.each<[string, (companionId: string) => object]>([
    ["a challenge with a proof of zeros", (companionId) => ({ companionId, proof: "0".repeat(64) })],
    ["a challenge of another companion", () => ({ companionId: "0".repeat(32), proof: "0".repeat(64) })],
  ])("is told the hello and nothing else: %s", async (_, challenge) => {
    const heard = await rogueSocket((socket) =>
      socket.send(
        JSON.stringify({
          type: "challenge",
          nonce: "1".repeat(64),
          features: ["lanes"],
          ...challenge(attacked.browser.companionId),
        }),
      ),
    );
    await expect(proveAsExtension(attacked.browser, socketLine(attacked.port))).rejects.toThrow(
      /not prove|Another companion/,
    );
    expect(heard).toHaveLength(1);
    expectNothingBut(heard.join(), '"hello"');
  });

  it("is told the hello and nothing else: a challenge that was overheard from the real one", async () => {
    const { companionNonce: nonce } = overheard;
    const { companionId } = attacked.browser;
    const heard = await rogueSocket((socket) =>
      socket.send(
        JSON.stringify({
          type: "challenge",
          companionId,
          nonce,
          features: ["lanes"],
          proof: "1".repeat(64),
        }),
      ),
    );
    await expect(proveAsExtension(attacked.browser, socketLine(attacked.port))).rejects.toThrow(
      "could not prove",
    );
    expect(heard).toHaveLength(1);
  });

  it.each<[string, object]>([
    [
      "a ticket at once",
      {
        type: "ticket",
        ticket: "0".repeat(64),
        clientId: "0".repeat(32),
        lifetimeMs: 1_000,
        companionVersion: "1",
      },
    ],
    [
      "its own hello",
      { type: "hello", version: 1, mode: "client", id: "0".repeat(32), nonce: "0".repeat(64), features: [] },
    ],
    ["a refusal", { type: "refuse", code: "not_paired", message: "Pair again" }],
    ["an answer", { type: "answer", proof: "0".repeat(64) }],
    ["a word nobody knows", { type: "key, please" }],
  ])("is told the hello and nothing else: it says %s", async (_, word) => {
    const heard = await rogueSocket((socket) => socket.send(JSON.stringify(word)));
    await expect(proveAsExtension(attacked.browser, socketLine(attacked.port))).rejects.toThrow();
    expect(heard).toHaveLength(1);
    expectNothingBut(heard.join(), '"hello"');
  });

  it.each([
    ["says nothing over HTTP", "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"],
    [
      "sends elsewhere",
      "HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n",
    ],
    ["refuses", "HTTP/1.1 401 Unauthorized\r\nwww-authenticate: Basic\r\ncontent-length: 0\r\n\r\n"],
    [
      "asks for a login",
      "HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic\r\ncontent-length: 0\r\n\r\n",
    ],
  ])("is told the hello and nothing else over requests: it %s", async (_, answer) => {
    const heard = await rogueOnPort((socket) => socket.once("data", () => socket.end(answer)));
    await expect(proveAsExtension(attacked.browser, requestLine(attacked.port))).rejects.toThrow();
    expectNothingBut(heard(), "POST /prove");
  });

  it.each([
    ["status"],
    ["clients"],
    ["pair"],
    ["doctor"],
    ["send", "-"],
    ["stop"],
    ["revoke", "x"],
    ["token", "--name", "x"],
    ["prices", "DEMO"],
  ])("is told nothing by `pagewire %s`: not even the owner's old token", async (...words) => {
    const heard = await rogueOnPort((socket) =>
      socket.once("data", () =>
        socket.end('HTTP/1.1 200 OK\r\ncontent-length: 19\r\n\r\n{"name":"pagewire"}'),
      ),
    );
    const { status } = await pagewire(attacked.process.home, words, "bytes that stay here");
    expect(status).not.toBe(0);
    expectNothingBut(heard());
    expect(heard()).not.toContain("bytes that stay here");
    expect(heard()).not.toContain("bearer");
  });
});
