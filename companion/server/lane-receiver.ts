/** Carries out the receiving half on a lane: bytes from the socket into the inbox. */

import { createHash } from "node:crypto";
import type { LaneWord, Offer } from "../../shared/protocol/lane-words.ts";
import {
  ReceivingHalf,
  type ReceivingInput,
  type ReceivingOutput,
} from "../../shared/transfer/receiving-half.ts";
import { diskRefusal, TransferRefused } from "../files/disk-refusal.ts";
import type { Inbox } from "../files/inbox.ts";
import type { IncomingFile } from "../files/incoming-file.ts";

export interface LaneReceiverOptions {
  readonly client: string;
  readonly inbox: Inbox;
  readonly say: (word: LaneWord) => void;
}

/** Refusals after which the part is still good: what failed was the disk, and that can be mended. */
const RESUMABLE = new Set(["disk_full", "disk_failed"]);

export class LaneReceiver {
  readonly #options: LaneReceiverOptions;
  readonly #half = new ReceivingHalf();
  #offer: Offer | undefined;
  #file: IncomingFile | undefined;
  #parts: Uint8Array[] = [];

  constructor(options: LaneReceiverOptions) {
    this.#options = options;
  }

  get over(): boolean {
    return this.#half.over;
  }

  /** Takes one word of the sender. Throws `ProtocolError` where it breaks the order. */
  takeWord(word: LaneWord): Promise<void> {
    return this.#carryOut({ kind: "word", word });
  }

  /** Takes one binary frame, in as many parts as it came in. Throws `ProtocolError` where no bytes were expected. */
  takeBytes(parts: readonly Uint8Array[]): Promise<void> {
    this.#parts.push(...parts);
    return this.#carryOut({ kind: "bytes", bytes: parts.reduce((sum, part) => sum + part.byteLength, 0) });
  }

  /** Lets go of the file; its part stays for a resumption. */
  async close(): Promise<void> {
    await this.#file?.close();
  }

  async #carryOut(first: ReceivingInput): Promise<void> {
    const outputs: ReceivingOutput[] = this.#half.take(first);
    for (let output = outputs.shift(); output; output = outputs.shift()) {
      const next = await this.#act(output);
      if (next) outputs.push(...this.#half.take(next));
    }
  }

  /** Does one thing the half asked for, and says what came of it. */
  async #act(output: ReceivingOutput): Promise<ReceivingInput | undefined> {
    switch (output.kind) {
      case "say":
        this.#options.say(output.word);
        return undefined;
      case "consider":
        this.#offer = output.offer;
        return await this.#refusing(() => this.#consider(output.offer));
      case "store":
        return await this.#refusing(() => this.#store(output));
      case "drop":
        this.#parts = [];
        return undefined;
      case "finish":
        return await this.#refusing(() => this.#finish());
      case "progress":
        return undefined;
      case "over":
        await this.#letGo(output.refusal?.code);
        return undefined;
    }
  }

  async #consider(offer: Offer): Promise<ReceivingInput> {
    const admitted = await this.#options.inbox.admit(this.#options.client, offer);
    if (admitted.kind === "have")
      return { kind: "have", sha256: admitted.record.sha256, name: admitted.record.name };
    this.#file = admitted.file;
    return { kind: "accepted", offset: admitted.file.offset };
  }

  async #store(piece: { offset: number; bytes: number; sha256: string }): Promise<ReceivingInput> {
    const parts = this.#parts;
    this.#parts = [];
    const hash = createHash("sha256");
    for (const part of parts) hash.update(part);
    if (hash.digest("hex") !== piece.sha256) return { kind: "piece-wrong", offset: piece.offset };
    await this.#file?.append(parts, piece.sha256);
    return { kind: "stored", offset: piece.offset, bytes: piece.bytes };
  }

  async #finish(): Promise<ReceivingInput | undefined> {
    if (!this.#file || !this.#offer) return undefined;
    const staged = await this.#file.complete();
    const record = await this.#options.inbox.finish(this.#options.client, this.#offer, staged);
    this.#file = undefined;
    return { kind: "finished", sha256: record.sha256, name: record.name };
  }

  async #refusing(action: () => Promise<ReceivingInput | undefined>): Promise<ReceivingInput | undefined> {
    try {
      return await action();
    } catch (error) {
      const refused = error instanceof TransferRefused ? error : diskRefusal(error);
      return { kind: "refuse", refusal: refused.refusal };
    }
  }

  async #letGo(refusal: string | undefined): Promise<void> {
    if (refusal !== undefined && !RESUMABLE.has(refusal)) await this.#file?.discard();
    else await this.#file?.close();
    this.#file = undefined;
  }
}
