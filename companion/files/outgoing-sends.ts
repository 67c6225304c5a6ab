/** Files that this process sends: copied, queued for a browser, and followed until one has them. */

import { rm } from "node:fs/promises";
import path from "node:path";
import { MAX_WIRE_NAME_BYTES } from "../../shared/protocol/limits.ts";
import { reason } from "./home.ts";
import type { Outbox } from "./outbox.ts";
import { readSource, SnapshotFailed, takeSnapshot } from "./snapshot.ts";

/** Why a file could not be sent, or will not be stored. */
export type SendFailure = "name_wrong" | "queue_failed" | "withdrawn" | "closed";

/** A file can't be sent; the code is for programs, the message for people. */
export class SendFailed extends Error {
  override readonly name = "SendFailed";
  readonly code: SendFailure;

  constructor(code: SendFailure, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

export interface SendOptions {
  /** The name it has in the browser; a file's own by default. A stream needs one. */
  readonly name?: string;
  /** Which browser: an id or a name. By default whichever comes first. */
  readonly to?: string;
}

/** A queued file. */
export interface Sent {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** The browser it is meant for; `null`: whichever comes first. */
  readonly client: string | null;
  /** The browser that has it. Rejects with `SendFailed`: `withdrawn`, or `closed` (it stays queued then). */
  readonly stored: Promise<{ readonly client: string }>;
}

export interface OutgoingSendsOptions {
  readonly outbox: Outbox;
  /** Where the copies lie. */
  readonly folder: string;
  /** The id of the browser somebody names; throws where there is none. */
  readonly recipient: (to: string) => string;
}

export class OutgoingSends {
  readonly #options: OutgoingSendsOptions;
  readonly #pending = new Map<string, PromiseWithResolvers<{ readonly client: string }>>();
  readonly #stopListening: readonly (() => void)[];
  #closed = false;

  constructor(options: OutgoingSendsOptions) {
    this.#options = options;
    const { outbox } = options;
    this.#stopListening = [
      outbox.onStored(({ id, storedBy }) => this.#take(id)?.resolve({ client: storedBy ?? "" })),
      outbox.onWithdrawn(({ id, name }, why) =>
        this.#take(id)?.reject(
          new SendFailed(
            "withdrawn",
            why === "cancelled"
              ? `${name} was taken back before a browser had it.`
              : `${name}: its copy is gone from the computer, send it again.`,
          ),
        ),
      ),
    ];
  }

  /**
   * Sends a file by its path, or a stream of bytes. Resolves when its place in the queue is durable. Throws
   * `SnapshotFailed`, `UnknownRecipient` or `SendFailed`.
   */
  async send(source: string | AsyncIterable<Uint8Array>, options: SendOptions = {}): Promise<Sent> {
    const { outbox, folder, recipient } = this.#options;
    const client = options.to === undefined ? null : recipient(options.to);
    const name = options.name ?? (typeof source === "string" ? path.basename(path.resolve(source)) : "");
    if (name.trim() === "" || Buffer.byteLength(name) > MAX_WIRE_NAME_BYTES) {
      throw new SendFailed("name_wrong", `A file needs a name of 1 to ${MAX_WIRE_NAME_BYTES} bytes.`);
    }
    this.#mustBeOpen();
    const snapshot = await takeSnapshot(
      typeof source === "string" ? readSource(source) : bytesOf(source),
      folder,
    );
    const { id, bytes, sha256 } = snapshot;
    try {
      this.#mustBeOpen();
      const queued = outbox.enqueue(snapshot, name, client, Date.now());
      const pending = Promise.withResolvers<{ readonly client: string }>();
      // Whoever does not ask for it must not be ended by it.
      pending.promise.catch(() => undefined);
      this.#pending.set(id, pending);
      outbox.announce(queued);
      return { id, name, bytes, sha256, client, stored: pending.promise };
    } catch (error) {
      await rm(path.join(folder, id), { force: true });
      if (error instanceof SendFailed) throw error;
      throw new SendFailed("queue_failed", `${name} can't be queued (${reason(error)}): try again.`, error);
    }
  }

  /** Nobody will be told any more what became of the files. */
  close(): void {
    this.#closed = true;
    for (const stop of this.#stopListening) stop();
    for (const { reject } of this.#pending.values()) reject(closed());
    this.#pending.clear();
  }

  #take(id: string): PromiseWithResolvers<{ readonly client: string }> | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  #mustBeOpen(): void {
    if (this.#closed) throw closed();
  }
}

function closed(): SendFailed {
  return new SendFailed("closed", "The companion is closed: what is queued goes when it runs again.");
}

/** A stream brings whatever it likes, a text for instance. */
async function* bytesOf(source: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    if (!(chunk instanceof Uint8Array)) {
      throw new SnapshotFailed(
        "The stream brings something else than bytes: give it Buffers or Uint8Arrays.",
      );
    }
    yield chunk;
  }
}
