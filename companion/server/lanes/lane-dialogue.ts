/** The dialogue of a lane, over any carrier: one file at a time, in the direction that its first word says. */

import { LANE_TOPIC_PREFIX } from "../../../shared/protocol/lane-chunk.ts";
import type { LaneWord, Offer } from "../../../shared/protocol/lane-words.ts";
import { isOfParcels, type ParcelWord } from "../../../shared/protocol/parcels/parcel-words.ts";
import { ProtocolError } from "../../../shared/protocol/protocol-error.ts";
import { message } from "../../../shared/texts/message.ts";
import { Receiver } from "../../../shared/transfer/receiver.ts";
import { Sender } from "../../../shared/transfer/sender.ts";
import { TransferRefused } from "../../files/disk-refusal.ts";
import type { Client } from "../channels/channel.ts";
import { mayUse } from "../channels/topic-pattern.ts";
import { askedBy, type LaneServices, type SentOnLane, takenFor } from "./lane-files.ts";
import { LaneParcels } from "./lane-parcels.ts";
import type { OpenRange } from "./range-files.ts";

/** What carries a dialogue's words and bytes to the client, in the order they are handed over. */
export interface LaneOutlet {
  say(word: LaneWord): void;
  /** `sent` is called once the bytes' memory is not needed any more, whether they arrived or not. */
  sendBytes(bytes: Buffer, sent: () => void): void;
  /** Absent where the carrier takes no parcels. */
  sayOfParcels?(word: ParcelWord): void;
}

export interface LaneDialogueOptions extends LaneServices {
  readonly client: Client;
  readonly outlet: LaneOutlet;
  /** How large pieces are and how much is under way, where the carrier takes less than a raw lane. */
  readonly pieceBytes?: number;
  readonly windowBytes?: number;
  /** The dialogue can't go on: what carries it is to be closed. */
  readonly onBroken: (error: unknown) => void;
  /** A newer lane has taken the file over: what carries this one is to be closed. */
  readonly onSuperseded: () => void;
}

export class LaneDialogue {
  readonly #options: LaneDialogueOptions;
  #receiver: Receiver<Uint8Array> | undefined;
  #sender: { readonly sender: Sender<Buffer>; readonly file: SentOnLane } | undefined;
  /** The file's bytes may be fetched as long as it is under way here. */
  #range: OpenRange | undefined;
  #release: (() => void) | undefined;
  /** What arrives is handled one after the other, in the order it came. */
  #work: Promise<void> = Promise.resolve();
  /** Nothing that comes from here on is heard, though it may have arrived already. */
  #isClosed = false;
  readonly #parcels: LaneParcels | undefined;

  constructor(options: LaneDialogueOptions) {
    this.#options = options;
    const { outlet } = options;
    if (outlet.sayOfParcels)
      this.#parcels = new LaneParcels({ ...options, say: (word) => outlet.sayOfParcels?.(word) });
  }

  /** Whether a file is under way. */
  get isBusy(): boolean {
    return this.#receiver !== undefined || this.#sender !== undefined || this.#hasParcels;
  }

  /** Whether a file comes in, for which room, a claim and an open file are held. */
  get isReceiving(): boolean {
    return this.#receiver !== undefined;
  }

  /** Whether the other end waits for us. */
  get isOurTurn(): boolean {
    const isSending = this.#sender && (this.#sender.sender.isOurTurn || this.#range?.isBusy === true);
    return this.#receiver?.isOurTurn ?? isSending ?? this.#hasParcels;
  }

  /** Takes one word; resolves when it and everything before it has been handled. */
  takeWord(word: LaneWord | ParcelWord): Promise<void> {
    return this.#inTurn(() => this.#word(word));
  }

  /**
   * Takes bytes of the file, or a parcel, in as many parts as they came in; resolves when they have been handled. The
   * next parcel may be taken while those before are still put away.
   */
  async takeBytes(parts: readonly Uint8Array[], bytes: number): Promise<void> {
    let parcel: Promise<void> | undefined;
    await this.#inTurn(async () => {
      if (this.#receiver) return await this.#receiver.takeBytes(parts, bytes);
      if (this.#sender || !this.#parcels)
        throw new ProtocolError("unexpected_word", "Bytes arrived before a file was offered.");
      parcel = this.#parcels.take(parts).answered;
    });
    await parcel?.catch((error: unknown) => this.#fail(error));
  }

  /** What carried it is gone: the file is let go of once what has arrived is handled. */
  close(): Promise<void> {
    this.#isClosed = true;
    this.#work = this.#work.then(() => this.#letGo());
    return this.settled();
  }

  /** Resolves when everything that arrived has been handled. */
  async settled(): Promise<void> {
    await this.#work;
    await this.#parcels?.settled();
  }

  get #hasParcels(): boolean {
    return this.#parcels?.isBusy ?? false;
  }

  #inTurn(action: () => Promise<void>): Promise<void> {
    this.#work = this.#work
      .then(() => (this.#isClosed ? undefined : action()))
      .catch((error: unknown) => this.#fail(error))
      .then(() => this.#endIfOver())
      .catch((error: unknown) => this.#fail(error));
    return this.#work;
  }

  /** A file that is over is done with before the next word: that may begin the next file. */
  async #endIfOver(): Promise<void> {
    const sending = this.#sender;
    if (this.#receiver?.over) await this.#letGo();
    else if (sending?.sender.over) {
      await sending.file.ended(await sending.sender.outcome);
      await this.#letGo();
    }
  }

  async #word(word: LaneWord | ParcelWord): Promise<void> {
    if (isOfParcels(word)) return this.#ofParcels(word);
    if (this.#receiver) return await this.#receiver.takeWord(word);
    if (this.#sender) return this.#sender.sender.takeWord(word);
    switch (word.type) {
      case "offer":
        return await this.#beginReceiving(word);
      case "ask":
        return await this.#beginSending(word.id);
      // What was said of the file before, when our refusal of it was on its way already.
      case "wait":
      case "ack":
      case "want":
      case "refuse":
        return undefined;
      default:
        throw new ProtocolError(
          "unexpected_word",
          `A lane begins with an offer or an ask, not with "${word.type}".`,
        );
    }
  }

  #ofParcels(word: ParcelWord): void {
    if (word.type !== "seek" || !this.#parcels || this.#receiver || this.#sender)
      throw new ProtocolError("unexpected_word", `"${word.type}" was not expected here.`);
    this.#parcels.seek(word);
  }

  async #beginReceiving(offer: Offer): Promise<void> {
    const { client, files, outlet, windowBytes, onRefused } = this.#options;
    const { topic, store } = takenFor(files, client, offer.id);
    if (!(await this.#claim(offer.id, topic))) return;
    this.#receiver = new Receiver({
      store,
      say: (word) => {
        outlet.say(word);
        if (word.type === "refuse") onRefused(offer.name, word);
      },
      windowBytes,
    });
    await this.#receiver.takeWord(offer);
  }

  async #beginSending(id: string): Promise<void> {
    const { client, files, outlet, pieceBytes, windowBytes, ranges } = this.#options;
    const asked = askedBy(files, client, id);
    if (!(await this.#claim(id, asked.topic))) return;
    let file: SentOnLane;
    try {
      file = await asked.open();
    } catch (error) {
      if (!(error instanceof TransferRefused)) throw error;
      outlet.say(error.refusal);
      return await this.#letGo();
    }
    const sender = new Sender({
      offer: file.offer,
      source: file.source,
      outlet: {
        say: (word) => outlet.say(word),
        sendBytes: (bytes) => outlet.sendBytes(bytes, () => file.reuse(bytes)),
      },
      onProgress: (bytes) => file.onProgress?.(bytes),
      pieceBytes,
      windowBytes,
    });
    this.#sender = { sender, file };
    if (file.fetched) this.#range = ranges.open(client.id, id, file.fetched);
    // It may also come to its end by itself, where its source fails.
    sender.outcome
      .then(() => this.#inTurn(() => Promise.resolve()))
      .catch((error: unknown) => this.#fail(error));
    sender.begin();
  }

  /** Takes a file of the client's for this lane alone; refuses it where that can't be. */
  async #claim(id: string, topic: string): Promise<boolean> {
    const { claims, client, outlet, onSuperseded } = this.#options;
    try {
      if (!mayUse(client, topic) && !mayUse(client, LANE_TOPIC_PREFIX)) {
        throw new TransferRefused("not_allowed", message("files.not-for-topic", { topic }));
      }
      this.#release = await claims.claim(client.id, id, async () => {
        onSuperseded();
        await this.close();
      });
      return true;
    } catch (error) {
      if (!(error instanceof TransferRefused)) throw error;
      outlet.say(error.refusal);
      return false;
    }
  }

  async #letGo(): Promise<void> {
    const [receiver, sender] = [this.#receiver, this.#sender];
    this.#receiver = undefined;
    this.#sender = undefined;
    try {
      await this.#range?.close();
      this.#range = undefined;
      await receiver?.close();
      await sender?.file.close();
    } catch (error) {
      this.#options.log("lane.close-failed", { error });
    }
    this.#release?.();
    this.#release = undefined;
  }

  #fail(error: unknown): void {
    this.#isClosed = true;
    const { client, log, onBroken } = this.#options;
    log("lane.failed", { client: client.id, error });
    onBroken(error);
  }
}
