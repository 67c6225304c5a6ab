/** JSON-RPC over this process's own input and output, a line a message: what is no message, or too long for one, is passed over. */

import type { Readable, Writable } from "node:stream";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { type JSONRPCMessage, JSONRPCMessageSchema } from "@modelcontextprotocol/sdk/types.js";

/** Room for a small file as text, and what is said around it; what is longer is not kept. */
const MAX_LINE_BYTES = 4 * 1024 * 1024;
const NEWLINE = 0x0a;

export class StdioTransport implements Transport {
  readonly #input: Readable;
  readonly #output: Writable;
  /** The parts of the line that is coming. */
  #parts: Buffer[] = [];
  #bytes = 0;
  #isTooLong = false;
  #isClosed = false;
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;

  constructor(input: Readable, output: Writable) {
    this.#input = input;
    this.#output = output;
  }

  start(): Promise<void> {
    this.#input.on("data", this.#take);
    this.#input.on("end", this.#end);
    this.#input.on("error", this.#end);
    this.#output.on("error", this.#end);
    return Promise.resolve();
  }

  /** Resolves when there is room for the next. */
  send(message: JSONRPCMessage): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#output.write(`${JSON.stringify(message)}\n`, () => resolve());
    });
  }

  close(): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    this.#isClosed = true;
    this.#input.off("data", this.#take);
    this.#input.pause();
    this.onclose?.();
    return Promise.resolve();
  }

  readonly #end = (): void => {
    void this.close();
  };

  readonly #take = (chunk: Buffer): void => {
    for (let rest = chunk; rest.byteLength > 0; ) {
      const at = rest.indexOf(NEWLINE);
      this.#keep(at < 0 ? rest : rest.subarray(0, at));
      if (at < 0) return;
      rest = rest.subarray(at + 1);
      this.#lineEnds();
    }
  };

  #keep(part: Buffer): void {
    this.#bytes += part.byteLength;
    this.#isTooLong ||= this.#bytes > MAX_LINE_BYTES;
    if (this.#isTooLong) this.#parts = [];
    else if (part.byteLength > 0) this.#parts.push(part);
  }

  #lineEnds(): void {
    const line = this.#isTooLong ? "" : Buffer.concat(this.#parts).toString("utf8").trim();
    const wasTooLong = this.#isTooLong;
    this.#parts = [];
    this.#bytes = 0;
    this.#isTooLong = false;
    if (wasTooLong) this.onerror?.(new Error(`A line of more than ${MAX_LINE_BYTES} bytes was passed over.`));
    if (line === "") return;
    const message = messageOf(line);
    if (message) this.onmessage?.(message);
    else this.onerror?.(new Error("A line that is no message was passed over."));
  }
}

function messageOf(line: string): JSONRPCMessage | undefined {
  try {
    const parsed = JSONRPCMessageSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
