/** The dialogue of a lane, whatever carries it: one file at a time, in whichever direction its first word says. */

import { LANE_TOPIC_PREFIX } from "../../shared/protocol/lane-chunk.ts";
import type { LaneWord, Offer } from "../../shared/protocol/lane-words.ts";
import { ProtocolError } from "../../shared/protocol/protocol-error.ts";
import { FILES_TOPIC, OUTBOX_TOPIC } from "../../shared/protocol/topics.ts";
import { Receiver } from "../../shared/transfer/receiver.ts";
import { type Outlet, Sender, type SendingOutcome } from "../../shared/transfer/sender.ts";
import { TransferRefused } from "../files/disk-refusal.ts";
import type { Inbox } from "../files/inbox.ts";
import { IncomingTransfer } from "../files/incoming-transfer.ts";
import type { Outbox } from "../files/outbox.ts";
import type { OutgoingFile } from "../files/outgoing-file.ts";
import type { Log } from "../log.ts";
import type { Client } from "./channels/channel.ts";
import { mayUse } from "./channels/topic-pattern.ts";
import type { LaneClaims } from "./lane-claims.ts";

/** What every dialogue of one companion shares. */
export interface LaneServices {
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly claims: LaneClaims;
  readonly log: Log;
}

export interface LaneDialogueOptions extends LaneServices {
  readonly client: Client;
  readonly outlet: Outlet<Buffer>;
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
  #sender: { readonly sender: Sender<Buffer>; readonly file: OutgoingFile } | undefined;
  #release: (() => void) | undefined;
  /** What arrives is handled one after the other, in the order it came. */
  #work: Promise<void> = Promise.resolve();
  /** Nothing that comes from here on is heard, though it may have arrived already. */
  #isClosed = false;

  constructor(options: LaneDialogueOptions) {
    this.#options = options;
  }

  /** Whether a file is under way. */
  get isBusy(): boolean {
    return this.#receiver !== undefined || this.#sender !== undefined;
  }

  /** Whether the other end waits for us. */
  get isOurTurn(): boolean {
    return this.#receiver?.isOurTurn ?? this.#sender?.sender.isOurTurn ?? false;
  }

  /** Takes one word; resolves when it and everything before it has been handled. */
  takeWord(word: LaneWord): Promise<void> {
    return this.#inTurn(() => this.#word(word));
  }

  /** Takes bytes of the file, in as many parts as they came in; resolves when they have been handled. */
  takeBytes(parts: readonly Uint8Array[], bytes: number): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.#receiver)
        throw new ProtocolError("unexpected_word", "Bytes arrived before a file was offered.");
      await this.#receiver.takeBytes(parts, bytes);
    });
  }

  /** What carried it is gone: the file is let go of once what has arrived is handled. */
  close(): Promise<void> {
    this.#isClosed = true;
    this.#work = this.#work.then(() => this.#letGo());
    return this.#work;
  }

  /** Resolves when everything that arrived has been handled. */
  settled(): Promise<void> {
    return this.#work;
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
    else if (sending?.sender.over) await this.#endSending(sending.file, await sending.sender.outcome);
  }

  async #word(word: LaneWord): Promise<void> {
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

  async #beginReceiving(offer: Offer): Promise<void> {
    if (!(await this.#claim(offer.id, FILES_TOPIC))) return;
    const { client, inbox, outlet, windowBytes } = this.#options;
    this.#receiver = new Receiver({
      store: new IncomingTransfer(inbox, client.id),
      say: (word) => outlet.say(word),
      windowBytes,
    });
    await this.#receiver.takeWord(offer);
  }

  async #beginSending(id: string): Promise<void> {
    const { client, outbox, outlet, pieceBytes, windowBytes } = this.#options;
    if (!(await this.#claim(id, OUTBOX_TOPIC))) return;
    let file: OutgoingFile;
    try {
      file = await outbox.open(client.id, id);
    } catch (error) {
      if (!(error instanceof TransferRefused)) throw error;
      outlet.say(error.refusal);
      return await this.#letGo();
    }
    const onProgress = outbox.progressOf(client.id, id);
    const sender = new Sender({
      offer: file.offer,
      source: file,
      outlet,
      onProgress,
      pieceBytes,
      windowBytes,
    });
    this.#sender = { sender, file };
    // It may also come to its end by itself, where its source fails.
    sender.outcome
      .then(() => this.#inTurn(() => Promise.resolve()))
      .catch((error: unknown) => this.#fail(error));
    sender.begin();
  }

  async #endSending(file: OutgoingFile, outcome: SendingOutcome): Promise<void> {
    const { client, outbox } = this.#options;
    const { id, sha256 } = file.offer;
    switch (outcome.kind) {
      case "finished":
        // What the browser stored must be what was sent; else the copy stays and is asked for again.
        if (outcome.sha256 !== sha256)
          throw new ProtocolError("field_wrong", "The browser stored other bytes than were sent.");
        await outbox.stored(client.id, id, Date.now());
        break;
      case "refused":
        // A copy that is cut or changed can't be sent by any lane.
        if (outcome.isOurs) outbox.withdraw(id);
        break;
      case "broken":
        throw new ProtocolError("unexpected_word", outcome.message);
    }
    await this.#letGo();
  }

  /** Takes a file of the client's for this lane alone; refuses it where that can't be. */
  async #claim(id: string, topic: string): Promise<boolean> {
    const { claims, client, outlet, onSuperseded } = this.#options;
    try {
      if (!mayUse(client, topic) && !mayUse(client, LANE_TOPIC_PREFIX)) {
        throw new TransferRefused(
          "not_allowed",
          `This token is not for the topic ${topic}: make another with \`npx pagewire token\`.`,
        );
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
