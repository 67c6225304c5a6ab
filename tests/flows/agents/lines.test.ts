/** What is written to an agent's server and is no message: it ends nothing, and what comes after it is heard. */

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";

const COMMAND = path.resolve(import.meta.dirname, "../../../companion/pagewire.mjs");

let companion: CompanionProcess;
beforeAll(async () => {
  companion = await openCompanion();
});
afterAll(() => companion?.close());
const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

interface ByHand {
  readonly child: ChildProcessWithoutNullStreams;
  readonly lines: readonly string[];
  begin(): Promise<void>;
}

describe("lines that are no messages", () => {
  /** The server by hand: every line is written as it is. */
  function byHand(): ByHand {
    const child = spawn(process.execPath, [COMMAND, "mcp", "--home", companion.home]);
    opened.push(async () => child.kill());
    const lines: string[] = [];
    createInterface(child.stdout).on("line", (line) => lines.push(line));
    const begin = async (): Promise<void> => {
      const params = {
        protocolVersion: "2025-06-18",
        capabilities: {},
        clientInfo: { name: "hand", version: "1" },
      };
      child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params })}\n`);
      await eventually("the answer", () => lines.some((line) => JSON.parse(line).id === 1));
    };
    return { child, lines, begin };
  }
  const answers = async (server: ByHand, id: number): Promise<void> => {
    server.child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id, method: "ping" })}\n`);
    await eventually("the ping", () => server.lines.some((line) => JSON.parse(line).id === id));
  };

  it.each([
    ["garbage", "garbage\n"],
    ["bytes", "\u0000\u0001\u0002\uFFFF\n"],
    ["an empty line", "\n\n \r\n"],
    ["JSON that is no message", "[1,2,3]\n{}\nnull\n7\n"],
    ["a message of another protocol", '{"jsonrpc":"1.0","id":1,"method":"ping"}\n'],
    ["a batch", '[{"jsonrpc":"2.0","id":1,"method":"ping"}]\n'],
    ["nested JSON", `${"[".repeat(100_000)}\n`],
    ["an answer that nobody waits for", '{"jsonrpc":"2.0","id":99,"result":{}}\n'],
    ["a prototype", '{"__proto__":{"x":1},"jsonrpc":"2.0","method":"constructor"}\n'],
  ])("end nothing: %s", async (_, input) => {
    const server = byHand();
    await server.begin();
    server.child.stdin.write(input);
    await answers(server, 7);
    expect(server.child.exitCode).toBe(null);
  });

  it("end nothing when they have 10 MB, and a message after them is heard", async () => {
    const server = byHand();
    server.child.stdin.write(`${"x".repeat(10_000_000)}\n`);
    await server.begin();
    server.child.stdin.write(`{"jsonrpc":"2.0","id":5,"method":"${"y".repeat(10_000_000)}"}\n`);
    await answers(server, 7);
    expect(server.lines.every((line) => line.length < 100_000)).toBe(true);
  });

  it("may come in parts, and several at once", async () => {
    const server = byHand();
    await server.begin();
    const line = JSON.stringify({ jsonrpc: "2.0", id: 11, method: "ping" });
    for (const part of [
      line.slice(0, 5),
      line.slice(5, 20),
      `${line.slice(20)}\n${line.replace("11", "12")}\n`,
    ]) {
      server.child.stdin.write(part);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await eventually("both", () => server.lines.some((said) => JSON.parse(said).id === 12));
    expect(server.lines.some((said) => JSON.parse(said).id === 11)).toBe(true);
  });

  it("end the server when there are no more", async () => {
    const server = byHand();
    await server.begin();
    const closed = new Promise((resolve) => server.child.once("close", resolve));
    server.child.stdin.end();
    expect(await closed).toBe(0);
  });
});
