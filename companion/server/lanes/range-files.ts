/** Files that are under way on lanes and whose bytes their receivers fetch: the answers to those requests. */

import type { ServerResponse } from "node:http";
import { LANE_STALL_MS } from "../../../shared/protocol/limits.ts";
import { MAX_CLIENT_RANGES, RANGE_READ_BYTES } from "../../limits.ts";
import type { Log } from "../../process/log.ts";
import type { RangeRequest } from "../door/range-admission.ts";

/** A file of which any stretch may be read. */
export interface FetchedFile {
  readonly offer: { readonly bytes: number | null };
  /** Fills a buffer from an offset on. Throws where that can't be. */
  readInto(buffer: Buffer, offset: number): Promise<void>;
}

/** A file that may be fetched until this is closed. */
export interface OpenRange {
  /** Whether a request for it is being answered: then its receiver waits for us. */
  readonly isBusy: boolean;
  /** Cuts what is being answered. Resolves when nothing of the file is read any more. */
  close(): Promise<void>;
}

/** Nobody keeps it, and no page may load it. */
const HEADERS = {
  "cache-control": "no-store",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
} as const;

export class RangeFiles {
  readonly #log: Log;
  readonly #stallMs: number;
  /** By client and file. */
  readonly #open = new Map<string, AnsweredFile>();
  /** How many requests of each client are being answered. */
  readonly #counts = new Map<string, number>();
  /** Memory of requests that were answered, for those that come next. */
  readonly #spare: Buffer[] = [];

  /** A request of which nothing is taken for `stallMs` milliseconds is cut. */
  constructor(log: Log, stallMs = LANE_STALL_MS) {
    this.#log = log;
    this.#stallMs = stallMs;
  }

  /** From now on a client may fetch a file. A lane that takes a file over has had the one before let go of it. */
  open(client: string, id: string, file: FetchedFile): OpenRange {
    const key = keyOf(client, id);
    const answered = new AnsweredFile(file, () => {
      if (this.#open.get(key) === answered) this.#open.delete(key);
    });
    this.#open.set(key, answered);
    return answered;
  }

  /** Answers one request that the door has let in: with the bytes, or with a status alone. */
  answer(request: RangeRequest, response: ServerResponse): void {
    const { client, id, first, last } = request;
    const file = this.#open.get(keyOf(client.id, id));
    // Nothing is said of files that are not under way here, whoever they are for.
    if (!file) return refuse(response, 404);
    if (last >= file.bytes) return refuse(response, 416);
    const count = this.#counts.get(client.id) ?? 0;
    if (count >= MAX_CLIENT_RANGES) return refuse(response, 503);
    this.#counts.set(client.id, count + 1);
    // While it is answered its lane waits for us: else one that reads nothing would hold that and the file for ever.
    response.setTimeout(this.#stallMs, () => response.destroy());
    const buffer = this.#spare.pop() ?? Buffer.allocUnsafeSlow(RANGE_READ_BYTES);
    file
      .send(response, first, last, buffer)
      .catch((error: unknown) => {
        this.#log("range.failed", { client: client.id, id, error });
        response.destroy();
      })
      .finally(() => {
        // What was cut may still be sent: a request that came before the one in front of it was answered has no socket yet.
        if (!response.destroyed) this.#spare.push(buffer);
        const left = (this.#counts.get(client.id) ?? 1) - 1;
        if (left > 0) this.#counts.set(client.id, left);
        else this.#counts.delete(client.id);
      });
  }
}

/** One file with the requests for it. */
class AnsweredFile implements OpenRange {
  readonly bytes: number;
  readonly #file: FetchedFile;
  readonly #onClose: () => void;
  readonly #answers = new Map<ServerResponse, Promise<void>>();

  constructor(file: FetchedFile, onClose: () => void) {
    this.#file = file;
    this.bytes = file.offer.bytes ?? 0;
    this.#onClose = onClose;
  }

  get isBusy(): boolean {
    return this.#answers.size > 0;
  }

  async send(response: ServerResponse, first: number, last: number, buffer: Buffer): Promise<void> {
    const sending = this.#send(response, first, last, buffer);
    this.#answers.set(response, sending);
    try {
      await sending;
    } finally {
      this.#answers.delete(response);
    }
  }

  async close(): Promise<void> {
    this.#onClose();
    const answers = [...this.#answers];
    for (const [response] of answers) response.destroy();
    await Promise.allSettled(answers.map(([, sending]) => sending));
  }

  /** Each byte is read once, into memory that is used again when the system has taken it. */
  async #send(response: ServerResponse, first: number, last: number, buffer: Buffer): Promise<void> {
    const length = last - first + 1;
    response.writeHead(206, {
      ...HEADERS,
      "content-length": length,
      "content-range": `bytes ${first}-${last}/${this.bytes}`,
      "content-type": "application/octet-stream",
    });
    const closed = new Promise<void>((resolve) => void response.once("close", resolve));
    for (let at = first; at <= last && !response.destroyed; ) {
      const part = buffer.subarray(0, Math.min(buffer.length, last + 1 - at));
      await this.#file.readInto(part, at);
      if (response.destroyed) return;
      // Where it is cut, nobody is there any more to whom they could go.
      await Promise.race([closed, new Promise<void>((taken) => response.write(part, () => taken()))]);
      at += part.length;
    }
    if (!response.destroyed) response.end();
  }
}

function refuse(response: ServerResponse, status: 404 | 416 | 503): void {
  response.writeHead(status, { ...HEADERS, "content-length": 0 }).end();
}

function keyOf(client: string, id: string): string {
  return `${client} ${id}`;
}
