/** A raw lane: the dialogue over a WebSocket of its own, words as text frames, bytes as binary ones. */

import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { decodeLaneWord, encodeLaneWord } from "../../shared/protocol/lane-words.ts";
import { LANE_IDLE_MS, LANE_WAIT_MS, PIECE_BYTES } from "../../shared/protocol/limits.ts";
import { CloseCode, ProtocolError } from "../../shared/protocol/protocol-error.ts";
import { Patience } from "../../shared/transfer/patience.ts";
import { countBufferBytes } from "./buffer-collection.ts";
import type { Client } from "./channels/channel.ts";
import { LaneDialogue, type LaneServices } from "./lane-dialogue.ts";
import { asParts } from "./socket-bytes.ts";

export interface LaneSocketOptions extends LaneServices {
  readonly client: Client;
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
  #idleSinceMs = performance.now();

  /** Also given what the socket reads from: a frame that is still coming shows there alone. */
  constructor(socket: WebSocket, stream: Duplex, options: LaneSocketOptions) {
    this.#socket = socket;
    this.#stream = stream;
    this.#options = options;
    this.#dialogue = new LaneDialogue({
      ...options,
      outlet: {
        say: (word) => this.#say(encodeLaneWord(word)),
        sendBytes: (bytes) => this.#sendBytes(bytes),
      },
      onBroken: (error) => this.#fail(error),
      onSuperseded: () => socket.close(CloseCode.superseded, "a newer lane has taken this file over"),
    });
    this.#timer = setInterval(() => this.#look(), LANE_WAIT_MS);
    // A browser's frame comes in many fragments; they are hashed and written as they are, never joined.
    socket.binaryType = "fragments";
    socket.on("message", (data, isBinary) => this.#receive(asParts(data), isBinary));
    socket.on("close", () => {
      clearInterval(this.#timer);
      void this.#dialogue.close();
    });
  }

  /** Resolves when everything that arrived has been handled and the file is let go of. */
  settled(): Promise<void> {
    return this.#dialogue.settled();
  }

  #receive(parts: readonly Uint8Array[], isBinary: boolean): void {
    // A closing socket still hands over what was under way; nobody may use that to do more.
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#patience.heard(performance.now());
    const bytes = parts.reduce((sum, part) => sum + part.byteLength, 0);
    this.#waitingBytes += bytes;
    if (this.#waitingBytes > PAUSE_ABOVE_BYTES) this.#socket.pause();
    void this.#handle(parts, bytes, isBinary).then(() => {
      this.#waitingBytes -= bytes;
      countBufferBytes(bytes);
      this.#idleSinceMs = performance.now();
      if (this.#socket.isPaused && this.#waitingBytes <= RESUME_BELOW_BYTES) this.#socket.resume();
    });
  }

  #handle(parts: readonly Uint8Array[], bytes: number, isBinary: boolean): Promise<void> {
    if (isBinary) return this.#dialogue.takeBytes(parts, bytes);
    try {
      return this.#dialogue.takeWord(decodeLaneWord(Buffer.concat(parts).toString("utf8")));
    } catch (error) {
      this.#options.log("lane.malformed", { client: this.#options.client.id, error });
      this.#fail(error);
      return Promise.resolve();
    }
  }

  #fail(error: unknown): void {
    this.#socket.close(error instanceof ProtocolError ? error.closeCode : CloseCode.internalError, "failed");
  }

  #say(text: string): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(text);
  }

  /**
   * A piece goes down in one frame: a browser need not put it together (measured: a quarter faster than frames of
   * 1 MiB). It hears each frame as a sign of life, and nothing is slow between two programs of one computer.
   */
  #sendBytes(bytes: Buffer): void {
    if (this.#socket.readyState === this.#socket.OPEN)
      this.#socket.send(bytes, () => countBufferBytes(bytes.length));
  }

  /** A lane without a file may rest for a while; one with a file must get on. */
  #look(): void {
    const nowMs = performance.now();
    if (!this.#dialogue.isBusy) {
      this.#patience.heard(nowMs);
      if (nowMs - this.#idleSinceMs >= LANE_IDLE_MS) this.#socket.close(CloseCode.timeout, "idle");
      return;
    }
    const { isOurTurn } = this.#dialogue;
    const seenBytes = "bytesRead" in this.#stream ? Number(this.#stream.bytesRead) : 0;
    const verdict = this.#patience.look({ nowMs, isOurTurn, seenBytes });
    if (verdict === "say-wait") this.#say(encodeLaneWord({ type: "wait" }));
    else if (verdict !== undefined) this.#socket.close(CloseCode.timeout, verdict);
  }
}
