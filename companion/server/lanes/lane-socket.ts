/** A raw lane: the dialogue over a WebSocket of its own, words as text frames, bytes as binary ones. */

import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { encodeLaneWord, type LaneWord } from "../../../shared/protocol/lane-words.ts";
import { LANE_STALL_MS, LANE_WAIT_MS, PIECE_BYTES } from "../../../shared/protocol/limits.ts";
import {
  decodeWord,
  encodeParcelWord,
  type ParcelWord,
} from "../../../shared/protocol/parcels/parcel-words.ts";
import { CloseCode, ProtocolError } from "../../../shared/protocol/protocol-error.ts";
import { Patience } from "../../../shared/transfer/patience.ts";
import {
  LANE_IDLE_CLOSE_MS,
  MAX_CONTROL_BUFFERED_BYTES,
  MAX_LANE_BUFFERED_BYTES,
  WAITING_FRAME_COST_BYTES,
} from "../../limits.ts";
import { type Owner, onBehalfOf } from "../../process/belonging.ts";
import type { Client } from "../channels/channel.ts";
import type { ClientTotal } from "../channels/client-totals.ts";
import { asParts } from "../sockets/socket-bytes.ts";
import { LaneDialogue } from "./lane-dialogue.ts";
import type { LaneServices } from "./lane-files.ts";

export interface LaneSocketOptions extends LaneServices {
  readonly client: Client;
  /** What the client's other lanes and sessions hold, too. */
  readonly total: ClientTotal;
}

/**
 * What may wait for the disk before nothing more is read, and when reading goes on: what a sender's window holds beyond
 * that waits in the system. More than some 10 MiB of waiting buffers has V8 collect its whole heap again and again:
 * a third of the companion's work (measured: 30 full collections in 256 MiB, now none).
 */
const PAUSE_ABOVE_BYTES = 2 * PIECE_BYTES;
const RESUME_BELOW_BYTES = PIECE_BYTES;

export class LaneSocket {
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  readonly #options: LaneSocketOptions;
  readonly #dialogue: LaneDialogue;
  readonly #patience = new Patience(performance.now());
  readonly #timer: NodeJS.Timeout;
  #waitingBytes = 0;
  /** What was said and not taken from us yet. */
  #unreadBytes = 0;
  #idleSinceMs = performance.now();
  /** What the socket had read when the last whole message came, or when it was last looked at. */
  #readBytes = 0;

  /** Also given what the socket reads from: a frame that is still coming shows there alone. */
  constructor(socket: WebSocket, stream: Duplex, options: LaneSocketOptions) {
    this.#socket = socket;
    this.#stream = stream;
    this.#options = options;
    this.#dialogue = new LaneDialogue({
      ...options,
      outlet: {
        say: (word) => this.#say(encodeLaneWord(word)),
        sendBytes: (bytes, sent) => this.#sendBytes(bytes, sent),
        sayOfParcels: (word) => this.#say(encodeParcelWord(word)),
      },
      onBroken: (error) => this.#fail(error),
      onSuperseded: () => socket.close(CloseCode.superseded, "a newer lane has taken this file over"),
    });
    const owner: Owner = {
      what: "a lane",
      end: (error) => {
        options.log("lane.failed", { client: options.client.id, error });
        this.#fail(error);
      },
    };
    this.#timer = setInterval(() => onBehalfOf(owner, () => this.#look()), LANE_WAIT_MS);
    // A browser's frame comes in many fragments; they are hashed and written as they are, never joined.
    socket.binaryType = "fragments";
    socket.on("message", (data, isBinary) => onBehalfOf(owner, () => this.#receive(asParts(data), isBinary)));
    socket.on("close", () => {
      clearInterval(this.#timer);
      this.#dialogue.close().catch(owner.end);
    });
  }

  /** Resolves when everything that arrived has been handled and the file is let go of. */
  settled(): Promise<void> {
    return this.#dialogue.settled();
  }

  #receive(parts: readonly Uint8Array[], isBinary: boolean): void {
    // A closing socket still hands over what was on its way; nobody may use that to do more.
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    const word = isBinary ? undefined : this.#wordOf(parts);
    if (!isBinary && word === undefined) return;
    const isWait = word?.type === "wait";
    if (isWait && this.#dialogue.isReceiving) this.#patience.seen(performance.now());
    else this.#patience.heard(performance.now());
    this.#readBytes = this.#seenBytes;
    const bytes = parts.reduce((sum, part) => sum + part.byteLength, 0);
    this.#count(bytes);
    if (this.#waitingBytes > PAUSE_ABOVE_BYTES || this.#options.total.isBehind) this.#socket.pause();
    const handled = word ? this.#dialogue.takeWord(word) : this.#dialogue.takeBytes(parts, bytes);
    handled
      .finally(() => this.#count(-bytes))
      .then(() => {
        if (!isWait) this.#idleSinceMs = performance.now();
        this.#goOn();
      })
      .catch((error: unknown) => this.#fail(error));
  }

  #count(bytes: number): void {
    this.#waitingBytes += bytes;
    this.#options.total.countUnhandled(bytes);
  }

  /** Goes on reading where little waits of this lane's, and of all its client's. */
  readonly #goOn = (): void => {
    const { total } = this.#options;
    if (!this.#socket.isPaused || this.#waitingBytes > RESUME_BELOW_BYTES) return;
    if (total.isBehind) total.onCaughtUp(this.#goOn);
    else this.#socket.resume();
  };

  /** The word; `undefined` for anything else, which ends the lane. */
  #wordOf(parts: readonly Uint8Array[]): LaneWord | ParcelWord | undefined {
    try {
      return decodeWord(Buffer.concat(parts).toString("utf8"));
    } catch (error) {
      this.#options.log("lane.malformed", { client: this.#options.client.id, error });
      this.#fail(error);
      return undefined;
    }
  }

  #fail(error: unknown): void {
    this.#socket.close(error instanceof ProtocolError ? error.closeCode : CloseCode.internalError, "failed");
  }

  /** Who asks on and on and reads no answer is let go of, before the answers fill the memory. */
  #say(text: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    const cost = text.length + WAITING_FRAME_COST_BYTES;
    this.#unreadBytes += cost;
    this.#socket.send(text, () => {
      this.#unreadBytes -= cost;
    });
    if (this.#unreadBytes > MAX_CONTROL_BUFFERED_BYTES) this.#socket.close(CloseCode.tooSlow, "too slow");
  }

  /**
   * A piece goes down in one frame: a browser need not put it together (measured: a quarter faster than frames of
   * 1 MiB). It hears each frame as a sign of life, and nothing is slow between two programs of one computer.
   */
  #sendBytes(bytes: Buffer, sent: () => void): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(bytes, sent);
    // A reader that asks to go back again and again is sent a window each time.
    if (this.#socket.bufferedAmount > MAX_LANE_BUFFERED_BYTES)
      this.#socket.close(CloseCode.tooSlow, "too slow");
  }

  /** Every byte that has come in so far, finished frames or not. */
  get #seenBytes(): number {
    return "bytesRead" in this.#stream ? Number(this.#stream.bytesRead) : 0;
  }

  /** A lane without a file may rest for a while; one with a file must get on. */
  #look(): void {
    const nowMs = performance.now();
    if (!this.#dialogue.isBusy) return this.#lookAtRest(nowMs);
    const { isOurTurn } = this.#dialogue;
    const verdict = this.#patience.look({ nowMs, isOurTurn, seenBytes: this.#seenBytes });
    if (verdict === "say-wait") this.#say(encodeLaneWord({ type: "wait" }));
    else if (verdict !== undefined) this.#socket.close(CloseCode.timeout, verdict);
  }

  /** A parcel on a slow line shows in nothing but bytes that come: its sender is told that they do. */
  #lookAtRest(nowMs: number): void {
    this.#patience.heard(nowMs);
    const [isComing, restedMs] = [this.#seenBytes > this.#readBytes, nowMs - this.#idleSinceMs];
    this.#readBytes = this.#seenBytes;
    if (restedMs >= (isComing ? LANE_STALL_MS : LANE_IDLE_CLOSE_MS))
      this.#socket.close(CloseCode.timeout, isComing ? "stalled" : "idle");
    else if (isComing) this.#say(encodeLaneWord({ type: "wait" }));
  }
}
