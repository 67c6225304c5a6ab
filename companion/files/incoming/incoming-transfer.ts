/** One file's way from a lane into the inbox: considered, staged piece by piece, finished under its name. */

import type { Offer, Refuse } from "../../../shared/protocol/lane-words.ts";
import { message } from "../../../shared/texts/message.ts";
import type { ArrivedPiece, Considered, ReceivingStore } from "../../../shared/transfer/receiver.ts";
import { diskRefusal, TransferRefused } from "../disk-refusal.ts";
import { hasDigest } from "../piece-digest.ts";
import { PieceMemory } from "../piece-memory.ts";
import type { Inbox } from "./inbox.ts";
import type { IncomingFile } from "./incoming-file.ts";

/** Refusals after which the part is still good: what failed was the disk, and that can be fixed. */
const RESUMABLE = new Set(["disk_full", "disk_failed"]);

export class IncomingTransfer implements ReceivingStore<Uint8Array> {
  readonly takesParts = true;
  readonly #inbox: Inbox;
  readonly #client: string;
  readonly #memory = new PieceMemory();
  #offer: Offer | undefined;
  #file: IncomingFile | undefined;

  constructor(inbox: Inbox, client: string) {
    this.#inbox = inbox;
    this.#client = client;
  }

  consider(offer: Offer): Promise<Considered> {
    return refusing(async () => {
      this.#offer = offer;
      const admitted = await this.#inbox.admit(this.#client, offer);
      if (admitted.kind === "have")
        return { kind: "have", sha256: admitted.record.sha256, name: admitted.record.name };
      this.#file = admitted.file;
      return { kind: "take", offset: admitted.file.offset };
    });
  }

  store({ sha256 }: ArrivedPiece, parts: readonly Uint8Array[]): Promise<"stored" | "wrong"> {
    return refusing(async () => {
      const piece = this.#memory.gather(parts);
      if (!hasDigest(piece, sha256)) return "wrong";
      await this.#file?.append(piece, sha256);
      return "stored";
    });
  }

  finish(): Promise<{ sha256: string; name: string }> {
    return refusing(async () => {
      const [file, offer] = [this.#file, this.#offer];
      if (!file || !offer) throw new TransferRefused("disk_failed", message("files.given-up"));
      const record = await this.#inbox.finish(this.#client, offer, await file.complete());
      this.#file = undefined;
      return { sha256: record.sha256, name: record.name };
    });
  }

  async release(refusal?: Refuse): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    if (refusal !== undefined && !RESUMABLE.has(refusal.code)) await file?.discard();
    else await file?.park();
  }
}

async function refusing<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw diskRefusal(error);
  }
}
