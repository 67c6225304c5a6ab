/** One raw lane: carries one file at a time, in whichever direction its first word says. */

import type { WebSocket } from "ws";
import {
  decodeLaneWord,
  encodeLaneWord,
  type LaneWord,
  type Refuse,
} from "../../shared/protocol/lane-words.ts";
import { LANE_IDLE_MS, MAX_PIECE_BYTES, WINDOW_BYTES } from "../../shared/protocol/limits.ts";
import { CloseCode, ProtocolError } from "../../shared/protocol/protocol-error.ts";
import { FILES_TOPIC, OUTBOX_TOPIC } from "../../shared/protocol/topics.ts";
import { TransferRefused } from "../files/disk-refusal.ts";
import type { Inbox } from "../files/inbox.ts";
import type { Outbox } from "../files/outbox.ts";
import type { Log } from "../log.ts";
import { countBufferBytes } from "./buffer-collection.ts";
import type { Client } from "./channels/channel.ts";
import { mayUse } from "./channels/topic-pattern.ts";
import type { LaneClaims } from "./lane-claims.ts";
import { LaneReceiver } from "./lane-receiver.ts";
import { LaneSender } from "./lane-sender.ts";
import { asParts } from "./socket-bytes.ts";

export interface LaneSocketOptions {
  readonly client: Client;
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly claims: LaneClaims;
  readonly log: Log;
}

/** What may wait for the disk before the socket is paused: a sender that keeps its window never gets there. */
const PAUSE_ABOVE_BYTES = WINDOW_BYTES + MAX_PIECE_BYTES;

export class LaneSocket {
  readonly #socket: WebSocket;
  readonly #options: LaneSocketOptions;
  #transfer: LaneReceiver | LaneSender | undefined;
  #release: (() => void) | undefined;
  /** Frames are handled one after the other, in the order they came. */
  #work: Promise<void> = Promise.resolve();
  #waitingBytes = 0;
  #closed = false;
  readonly #idle: NodeJS.Timeout;

  constructor(socket: WebSocket, options: LaneSocketOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#idle = setTimeout(() => socket.close(CloseCode.timeout, "idle"), LANE_IDLE_MS);
    // A browser's frame comes in many fragments; they are hashed and written as they are, never joined.
    socket.binaryType = "fragments";
    socket.on("message", (data, isBinary) => this.#receive(data, isBinary));
    socket.on("close", () => void this.#end());
  }

  /** Resolves when everything that arrived has been handled and the file is let go of. */
  settled(): Promise<void> {
    return this.#work;
  }

  #receive(data: WebSocket.RawData, isBinary: boolean): void {
    // A closing socket still hands over what was under way; nobody may use that to do more.
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#idle.refresh();
    const parts = asParts(data);
    const bytes = parts.reduce((sum, part) => sum + part.byteLength, 0);
    this.#waitingBytes += bytes;
    if (this.#waitingBytes > PAUSE_ABOVE_BYTES) this.#socket.pause();
    this.#work = this.#work
      .then(() => {
        if (this.#closed) return undefined;
        return isBinary ? this.#takeBytes(parts) : this.#takeWord(Buffer.concat(parts).toString("utf8"));
      })
      .catch((error: unknown) => this.#fail(error))
      .then(() => {
        this.#waitingBytes -= bytes;
        countBufferBytes(bytes);
        if (this.#socket.isPaused && this.#waitingBytes <= WINDOW_BYTES) this.#socket.resume();
        return this.#letGoIfOver();
      });
  }

  async #takeWord(text: string): Promise<void> {
    const word = decodeLaneWord(text);
    if (this.#transfer) return await this.#transfer.takeWord(word);
    switch (word.type) {
      case "offer":
        if (!mayUse(this.#options.client, FILES_TOPIC)) return this.#say(notAllowed(FILES_TOPIC));
        return await this.#beginReceiving(word.id, word);
      case "ask":
        if (!mayUse(this.#options.client, OUTBOX_TOPIC)) return this.#say(notAllowed(OUTBOX_TOPIC));
        return await this.#beginSending(word.id);
      default:
        throw new ProtocolError(
          "unexpected_word",
          `A lane begins with an offer or an ask, not with "${word.type}".`,
        );
    }
  }

  async #takeBytes(parts: readonly Uint8Array[]): Promise<void> {
    if (!(this.#transfer instanceof LaneReceiver)) {
      throw new ProtocolError("unexpected_word", "Bytes arrived before a file was offered.");
    }
    await this.#transfer.takeBytes(parts);
  }

  async #beginReceiving(id: string, offer: LaneWord): Promise<void> {
    await this.#claim(id);
    const { client, inbox } = this.#options;
    const receiver = new LaneReceiver({ client: client.id, inbox, say: (word) => this.#say(word) });
    this.#transfer = receiver;
    await receiver.takeWord(offer);
  }

  async #beginSending(id: string): Promise<void> {
    const { client, outbox, log } = this.#options;
    await this.#claim(id);
    try {
      const file = await outbox.open(client.id, id);
      const sender = new LaneSender({
        file,
        say: (word) => this.#say(word),
        sendBytes: (bytes) => this.#socket.send(bytes, () => countBufferBytes(bytes.byteLength)),
        onStored: () => outbox.stored(client.id, id, Date.now()),
        onSourceFailed: () => outbox.withdraw(id),
        onBroken: (message) => {
          log("lane.broken", { client: client.id, message });
          this.#socket.close(CloseCode.malformed, "broken dialogue");
        },
      });
      this.#transfer = sender;
      await sender.begin();
    } catch (error) {
      if (!(error instanceof TransferRefused)) throw error;
      this.#say(error.refusal);
      this.#release?.();
      this.#release = undefined;
    }
  }

  async #claim(id: string): Promise<void> {
    this.#release = await this.#options.claims.claim(this.#options.client.id, id, async () => {
      this.#socket.close(CloseCode.superseded, "a newer lane has taken this file over");
      await this.#end();
    });
  }

  #say(word: LaneWord): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(encodeLaneWord(word));
  }

  async #letGoIfOver(): Promise<void> {
    if (!this.#transfer?.over) return;
    await this.#transfer.close();
    this.#transfer = undefined;
    this.#release?.();
    this.#release = undefined;
  }

  #fail(error: unknown): void {
    this.#options.log("lane.failed", { client: this.#options.client.id, error });
    this.#socket.close(error instanceof ProtocolError ? error.closeCode : CloseCode.internalError, "failed");
  }

  /** Whatever ended the lane: the file is let go of once what has arrived is handled. */
  #end(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#idle);
    this.#work = this.#work
      .then(() => this.#transfer?.close())
      .catch((error: unknown) => this.#options.log("lane.close-failed", { error }))
      .then(() => {
        this.#transfer = undefined;
        this.#release?.();
        this.#release = undefined;
      });
    return this.#work;
  }
}

/** A lane does what the topic does: a token that is limited to others is good for neither. */
function notAllowed(topic: string): Refuse {
  const message = `This token is not for the topic ${topic}: make another with \`npx pagewire token\`.`;
  return { type: "refuse", code: "not_allowed", message };
}
