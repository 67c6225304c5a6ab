/** A command's output, until it is taken: whole through any pipe, and dropped quietly where nobody reads any more. */

import { fstatSync, writeSync } from "node:fs";
import { errorCode } from "../../process/system-error.ts";

/** More than this waits for no reader, unless the command itself waits for it. */
const MAX_UNREAD_BYTES = 1024 * 1024;

/** How a pipe, a socket and a terminal say that the other end is gone. */
const GONE_CODES: readonly (string | undefined)[] = ["EPIPE", "ECONNRESET", "EIO"];

/** One of the two streams of this process. */
class Output {
  readonly #stream: NodeJS.WriteStream & { readonly fd: number };
  readonly #isStream: boolean;
  #failure: unknown;
  #waiting: (() => void)[] = [];

  constructor(stream: NodeJS.WriteStream & { readonly fd: number }) {
    this.#stream = stream;
    this.#isStream = stream.isTTY || isPipe(stream.fd);
    stream.on("error", (error) => this.#fail(error));
  }

  get isTTY(): boolean {
    return this.#stream.isTTY === true;
  }

  /** Columns of the terminal, where it is one. */
  get columns(): number {
    return this.#stream.columns;
  }

  /** Whether so much waits for the reader that no more should. */
  get isBehind(): boolean {
    return this.#stream.writableLength > MAX_UNREAD_BYTES;
  }

  /** Why what was said can't be written; `undefined` where it can, or where only the reader is gone. */
  get failure(): unknown {
    return GONE_CODES.includes(errorCode(this.#failure)) ? undefined : this.#failure;
  }

  /** Writes, after what waits already. */
  write(data: string | Uint8Array): void {
    if (this.#failure !== undefined) return;
    if (this.#isStream) this.#stream.write(data, () => this.#wake());
    else this.#writeToFile(typeof data === "string" ? Buffer.from(data) : data);
  }

  /** Waits until everything is taken; `false` where it can't be, because nobody reads or the disk is full. */
  async taken(): Promise<boolean> {
    while (this.#failure === undefined && this.#stream.writableLength > 0) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    // The stream knows a moment before it tells.
    this.#failure ??= this.#stream.errored ?? undefined;
    return this.#failure === undefined;
  }

  /** Resolves when nothing can be written any more. */
  async gone(): Promise<void> {
    while (this.#failure === undefined) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Node's own stream writes to a file once, and forgets what the disk did not take of it. */
  #writeToFile(bytes: Uint8Array): void {
    try {
      for (let written = 0; written < bytes.byteLength; ) {
        written += writeSync(this.#stream.fd, bytes, written);
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

/** Files take everything at once; what is a pipe or a socket takes it when it is read. */
function isPipe(fd: number): boolean {
  try {
    const stats = fstatSync(fd);
    return stats.isFIFO() || stats.isSocket();
  } catch {
    return false;
  }
}

export const stdout = new Output(process.stdout);
export const stderr = new Output(process.stderr);
