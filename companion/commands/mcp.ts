/** `pagewire mcp`: a Model Context Protocol server on standard input and output, for a coding agent that starts it. */

import process from "node:process";
import { CompanionLink } from "../agents/companion-link.ts";
import { serveAgent } from "../agents/serving/server.ts";
import { StdioTransport } from "../agents/serving/stdio-transport.ts";
import type { CommandContext } from "./control/control.ts";
import { Exit } from "./terminal/terminal.ts";

export interface McpOptions {
  /** Folders whose files may be shown, besides the home folder's. */
  readonly allow?: readonly string[];
}

/** Ends with its input. The companion need not run yet: each tool says so until it does. */
export async function mcp(context: CommandContext, { allow = [] }: McpOptions): Promise<Exit> {
  const link = new CompanionLink(quiet(context));
  try {
    await serveAgent(link, allow, new StdioTransport(process.stdin, process.stdout));
    return Exit.done;
  } finally {
    link.close();
  }
}

/** Standard output belongs to the protocol: nothing else may be written there, and nothing is drawn. */
function quiet({ home, remote, terminal }: CommandContext): CommandContext {
  const silent = {
    ...terminal,
    data: () => undefined,
    line: () => undefined,
    bytes: () => Promise.resolve(true),
    bar: undefined,
  };
  return { home, remote, terminal: silent };
}
