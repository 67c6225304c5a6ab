/** A received file on its way here from a companion on another computer. */

import { createHash, type Hash } from "node:crypto";
import type { Offer, Refuse } from "../../../shared/protocol/lane-words.ts";
import { message } from "../../../shared/texts/message.ts";
import {
  type ArrivedPiece,
  type Considered,
  Receiver,
  type ReceivingStore,
} from "../../../shared/transfer/receiver.ts";
import { TransferRefused } from "../../../shared/transfer/transfer-refused.ts";
import { type LaneEnd, LineBroken, overLane } from "../control/lane.ts";
import type { Remote } from "../control/remote.ts";
import type { Taken, Taker } from "../received/saved-file.ts";
import { CommandFailed } from "../terminal/terminal.ts";
import { persistently } from "./persistence.ts";

/** Gets the file of an id, however often the line breaks; what was taken is dropped where it does not come to its end. Throws `CommandFailed`. */
export async function download(
  remote: Remote,
  id: string,
  taker: Taker,
  onBytes: (bytes: number, totalBytes: number | undefined) => void,
): Promise<Taken> {
  const store = new TakenFile(taker, onBytes);
  try {
    await persistently(
      remote,
      () => store.bytes,
      () => overLane(remote, (outlet) => receiving(id, store, outlet.say)),
    );
    return { path: await taker.finish(), bytes: store.bytes, sha256: store.sha256 };
  } catch (error) {
    await taker.drop();
    throw error;
  }
}

function receiving(
  id: string,
  store: TakenFile,
  say: (word: Parameters<LaneEnd["takeWord"]>[0]) => void,
): { readonly end: LaneEnd; readonly over: Promise<void> } {
  const { promise: over, resolve, reject } = Promise.withResolvers<void>();
  over.catch(() => undefined);
  const receiver = new Receiver<Buffer>({ store, say });
  const settle = (): void => {
    if (!receiver.over) return;
    if (receiver.refusal) reject(refused(receiver.refusal));
    else resolve();
  };
  say({ type: "ask", id });
  return {
    over,
    end: {
      async takeWord(word) {
        // A refusal of what was asked for comes in the place of an offer.
        await receiver.takeWord(word);
        settle();
      },
      async takeBytes(bytes) {
        await receiver.takeBytes([bytes], bytes.byteLength);
        settle();
      },
      get isOurTurn() {
        return receiver.isOurTurn;
      },
    },
  };
}

function refused({ code, message: sentence, said }: Refuse): Error {
  return code === "busy" || code === "superseded"
    ? new LineBroken()
    : new CommandFailed({ message: sentence, said });
}

/** What was taken of one file, over however many lines. */
class TakenFile implements ReceivingStore<Buffer> {
  readonly #taker: Taker;
  readonly #onBytes: (bytes: number, totalBytes: number | undefined) => void;
  readonly #hash: Hash = createHash("sha256");
  #offer: Offer | undefined;
  bytes = 0;

  constructor(taker: Taker, onBytes: (bytes: number, totalBytes: number | undefined) => void) {
    this.#taker = taker;
    this.#onBytes = onBytes;
  }

  get sha256(): string {
    return this.#hash.copy().digest("hex");
  }

  consider(offer: Offer): Promise<Considered> {
    const before = this.#offer;
    if (before && (before.bytes !== offer.bytes || before.sha256 !== offer.sha256)) {
      throw new TransferRefused("source_changed", message("far.changed", { name: offer.name }));
    }
    this.#offer = offer;
    return Promise.resolve({ kind: "take", offset: this.bytes });
  }

  async store({ sha256 }: ArrivedPiece, parts: readonly Buffer[]): Promise<"stored" | "wrong"> {
    const hash = createHash("sha256");
    for (const part of parts) hash.update(part);
    if (hash.digest("hex") !== sha256) return "wrong";
    for (const part of parts) {
      await this.#taker.take(part);
      this.#hash.update(part);
      this.bytes += part.byteLength;
    }
    this.#onBytes(this.bytes, this.#offer?.bytes ?? undefined);
    return "stored";
  }

  finish(): Promise<{ readonly sha256: string; readonly name: string }> {
    const { name, sha256 } = this.#offer ?? { name: "" };
    if (sha256 !== undefined && sha256 !== this.sha256)
      throw new TransferRefused("source_changed", message("far.changed", { name }));
    return Promise.resolve({ sha256: this.sha256, name });
  }

  release(): Promise<void> {
    return Promise.resolve();
  }
}
