/** The official client of the Model Context Protocol, and a real `pagewire mcp` that it starts. */

import path from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";

const COMMAND = path.resolve(import.meta.dirname, "../../companion/pagewire.mjs");

export interface Agent {
  readonly client: Client;
  readonly pid: number;
  /** Calls a tool and returns its data. Throws its sentence where it is an error. */
  data(name: string, args?: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** Calls a tool that must fail; its sentence. */
  failure(name: string, args?: Record<string, unknown>): Promise<string>;
  result(name: string, args?: Record<string, unknown>): Promise<CallToolResult>;
  /** What it said to people. */
  said(): string;
  close(): Promise<void>;
}

export async function openAgent(words: readonly string[], env: Record<string, string> = {}): Promise<Agent> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [COMMAND, "mcp", ...words],
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...env },
    stderr: "pipe",
  });
  let said = "";
  transport.stderr?.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8");
  });
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(transport);
  const result = async (name: string, args: Record<string, unknown> = {}): Promise<CallToolResult> =>
    (await client.callTool({ name, arguments: args })) as CallToolResult;
  const textOf = ({ content }: CallToolResult): string =>
    content[0]?.type === "text" ? content[0].text : "";
  return {
    client,
    pid: transport.pid ?? 0,
    result,
    async data(name, args) {
      const answer = await result(name, args);
      if (answer.isError) throw new Error(textOf(answer));
      return answer.structuredContent ?? {};
    },
    async failure(name, args) {
      const answer = await result(name, args);
      if (!answer.isError) throw new Error("it did not fail");
      return textOf(answer);
    },
    said: () => said,
    close: () => client.close(),
  };
}
