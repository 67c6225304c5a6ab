/** Files that this process sends: kept, queued for a browser, and followed until one has them. */

import path from "node:path";
import { MAX_WIRE_NAME_BYTES } from "../../../shared/protocol/limits.ts";
import { type Message, message } from "../../../shared/texts/message.ts";
import { SaidError } from "../../../shared/texts/said.ts";
import { reason } from "../../process/system-error.ts";
import type { ReadingNotes } from "../reading-notes.ts";
import type { Outbox } from "./outbox.ts";
import { removeCopy } from "./part-digests.ts";
import { keepFile, SnapshotFailed, takeSnapshot } from "./snapshot.ts";

/** Why a file could not be sent, or will not be stored. */
export type SendFailure = "name_wrong" | "queue_failed" | "withdrawn" | "closed";

/** A file can't be sent; the code is for programs, the message for people. */
export class SendFailed extends SaidError {
  override readonly name = "SendFailed";
  readonly code: SendFailure;

  constructor(code: SendFailure, what: Message, cause?: unknown) {
    super(what, { cause });
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
  /** Where the copies are. */
  readonly folder: string;
  /** Where it is noted what is being looked into. */
  readonly notes?: ReadingNotes;
  /** The id of the browser somebody names; throws where there is none. */
  readonly recipient: (to: string) => string;
}

export class OutgoingSends {
  readonly #options: OutgoingSendsOptions;
  readonly #pending = new Map<string, PromiseWithResolvers<{ readonly client: string }>>();
  readonly #stopListening: readonly (() => void)[];
  #isClosed = false;

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
              ? message("outgoing.taken-back", { name })
              : message("outgoing.copy-gone", { name }),
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
    const { outbox, folder, recipient, notes } = this.#options;
    const client = options.to === undefined ? null : recipient(options.to);
    const name = options.name ?? (typeof source === "string" ? path.basename(path.resolve(source)) : "");
    if (name.trim() === "" || Buffer.byteLength(name) > MAX_WIRE_NAME_BYTES) {
      throw new SendFailed("name_wrong", message("outgoing.name-wrong", { bytes: MAX_WIRE_NAME_BYTES }));
    }
    this.#mustBeOpen();
    const noted = notes && { name, notes };
    const snapshot =
      typeof source === "string"
        ? await keepFile(source, folder, { noted })
        : await takeSnapshot(bytesOf(source), folder, noted);
    const { id, bytes, sha256 } = snapshot;
    try {
      this.#mustBeOpen();
      const queued = outbox.enqueue(snapshot, name, client, Date.now());
      const pending = Promise.withResolvers<{ readonly client: string }>();
      // A caller that does not ask for it must not be ended by its rejection.
      pending.promise.catch(() => undefined);
      this.#pending.set(id, pending);
      outbox.announce(queued);
      return { id, name, bytes, sha256, client, stored: pending.promise };
    } catch (error) {
      await removeCopy(folder, id);
      if (error instanceof SendFailed) throw error;
      throw new SendFailed(
        "queue_failed",
        message("outgoing.not-queued", { name, reason: reason(error) }),
        error,
      );
    }
  }

  /** From now on nobody is told what becomes of the files. */
  close(): void {
    this.#isClosed = true;
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
    if (this.#isClosed) throw closed();
  }
}

function closed(): SendFailed {
  return new SendFailed("closed", message("outgoing.closed"));
}

/** A stream brings whatever it likes, a text for instance. */
async function* bytesOf(source: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    if (!(chunk instanceof Uint8Array)) {
      throw new SnapshotFailed(message("outgoing.no-bytes"));
    }
    yield chunk;
  }
}
