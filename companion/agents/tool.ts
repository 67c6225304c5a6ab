/** What a tool is to an agent: its name, what it takes, and what it answers. */

import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import type { CompanionLink } from "./companion-link.ts";

/** What a call has besides its arguments. */
export interface Call {
  readonly link: CompanionLink;
  /** Folders whose files may be shown, besides those of the home folder. */
  readonly allowed: readonly string[];
  readonly signal: AbortSignal;
  /** Tells whoever waits that it still goes on; a no-op where nobody asked to be told. */
  progress(done: number, total: number | undefined, message: string): void;
}

/** A part of JSON Schema: what arguments are. */
export interface ArgumentSchema {
  readonly type: "object";
  readonly properties: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
  readonly additionalProperties: false;
}

export interface Tool {
  readonly name: string;
  readonly title: string;
  /** For the model that calls it. */
  readonly description: string;
  readonly inputSchema: ArgumentSchema;
  readonly isReadOnly: boolean;
  /** Checks the arguments itself. What it throws becomes a tool error with its sentence. */
  run(args: unknown, call: Call): Promise<CallToolResult>;
}

/** An answer of data alone: as an object, and as text for clients that know no other. */
export function dataResult(data: Readonly<Record<string, unknown>>): CallToolResult {
  return { content: [{ type: "text", text: JSON.stringify(data, null, 1) }], structuredContent: { ...data } };
}
