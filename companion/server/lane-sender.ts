/** Carries out the sending half on a lane: bytes of a queued file into the socket. */

import type { LaneWord } from "../../shared/protocol/lane-words.ts";
import { SendingHalf, type SendingInput, type SendingOutput } from "../../shared/transfer/sending-half.ts";
import { TransferRefused } from "../files/disk-refusal.ts";
import type { OutgoingFile } from "../files/outgoing-file.ts";

export interface LaneSenderOptions {
  readonly file: OutgoingFile;
  readonly say: (word: LaneWord) => void;
  readonly sendBytes: (bytes: Uint8Array) => void;
  /** The browser has everything before this offset. */
  readonly onProgress: (ackedBytes: number) => void;
  /** The browser has the whole file for good. */
  readonly onStored: () => Promise<void>;
  /** The copy can't be sent any more: it is cut or changed. */
  readonly onSourceFailed: () => void;
  /** The browser broke the dialogue. */
  readonly onBroken: (message: string) => void;
}

export class LaneSender {
  readonly #options: LaneSenderOptions;
  readonly #half: SendingHalf;
  /** Pieces that were read and not sent yet, by offset: at most one window. */
  readonly #read = new Map<number, Buffer>();

  constructor(options: LaneSenderOptions) {
    this.#options = options;
    this.#half = new SendingHalf(options.file.offer);
  }

  get over(): boolean {
    return this.#half.over;
  }

  /** Says the offer. */
  begin(): Promise<void> {
    return this.#carryOut(this.#half.begin());
  }

  takeWord(word: LaneWord): Promise<void> {
    return this.#carryOut(this.#half.take({ kind: "word", word }));
  }

  async close(): Promise<void> {
    this.#read.clear();
    await this.#options.file.close();
  }

  async #carryOut(outputs: SendingOutput[]): Promise<void> {
    const queue = [...outputs];
    for (let output = queue.shift(); output; output = queue.shift()) {
      const next = await this.#act(output);
      if (next) queue.push(...this.#half.take(next));
    }
  }

  async #act(output: SendingOutput): Promise<SendingInput | undefined> {
    switch (output.kind) {
      case "say":
        this.#options.say(output.word);
        return undefined;
      case "read-piece":
        return await this.#readPiece(output.offset, output.bytes);
      case "send-bytes": {
        const bytes = this.#read.get(output.offset);
        this.#read.delete(output.offset);
        if (bytes) this.#options.sendBytes(bytes);
        return undefined;
      }
      case "progress":
        this.#options.onProgress(output.ackedBytes);
        return undefined;
      case "finished":
        // What the browser stored must be what was sent; else the copy stays and is asked for again.
        if (output.sha256 === this.#options.file.offer.sha256) await this.#options.onStored();
        else this.#options.onBroken("The browser stored other bytes than were sent.");
        return undefined;
      case "refused":
        return undefined;
      case "broken":
        this.#options.onBroken(output.message);
        return undefined;
    }
  }

  async #readPiece(offset: number, bytes: number): Promise<SendingInput> {
    try {
      const piece = await this.#options.file.read(offset, bytes);
      this.#read.set(offset, piece.bytes);
      return { kind: "piece-read", offset, bytes, sha256: piece.sha256 };
    } catch (error) {
      if (!(error instanceof TransferRefused)) throw error;
      this.#options.onSourceFailed();
      return { kind: "source-failed", refusal: error.refusal };
    }
  }
}
