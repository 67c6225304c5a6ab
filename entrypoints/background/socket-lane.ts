/** A raw lane: a WebSocket of its own, words as text frames, bytes as binary ones. */

import type { LaneAccess } from "../../shared/extension/lane-access.ts";
import { encodeLaneWord, type LaneWord } from "../../shared/protocol/lane-words.ts";
import { LOOPBACK_ADDRESS } from "../../shared/protocol/limits.ts";
import { LANE_BEARER_PREFIX, LANE_SUBPROTOCOL } from "../../shared/protocol/proof.ts";
import {
  type Lane,
  type LaneArrival,
  LaneArrivals,
  type LaneBytes,
  LaneLost,
  type LaneSizes,
} from "./lane.ts";

/** Chromium copies each frame; larger ones go to fresh memory each time (measured: 5 % of all that 256 MiB cost). */
export const FRAME_BYTES = 1024 * 1024;

export class SocketLane implements Lane {
  readonly sizes: LaneSizes = {};
  readonly #socket: WebSocket;
  readonly #arrivals = new LaneArrivals();

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (data instanceof ArrayBuffer) this.#arrivals.takeBytes(data);
      else this.#arrivals.takeText(String(data));
      if (!this.#arrivals.isOpen) socket.close();
    });
    socket.addEventListener("close", ({ code }) =>
      this.#arrivals.lose(`The lane was closed (${code}).`, code),
    );
  }

  /** Opens a lane; throws `LaneLost` where the companion does not let it in. */
  static open(access: LaneAccess): Promise<Lane> {
    const socket = new WebSocket(`ws://${LOOPBACK_ADDRESS}:${access.port}/raw`, [
      LANE_SUBPROTOCOL,
      `${LANE_BEARER_PREFIX}${access.ticket}`,
    ]);
    socket.binaryType = "arraybuffer";
    return new Promise((resolve, reject) => {
      socket.addEventListener("open", () => resolve(new SocketLane(socket)), { once: true });
      socket.addEventListener("close", () => reject(new LaneLost("The lane could not be opened.")), {
        once: true,
      });
    });
  }

  get isOpen(): boolean {
    return this.#arrivals.isOpen && this.#socket.readyState === WebSocket.OPEN;
  }

  say(word: LaneWord): void {
    this.#socket.send(encodeLaneWord(word));
  }

  sendBytes(bytes: LaneBytes): void {
    if (bytes instanceof Blob) return this.#socket.send(bytes);
    for (let at = 0; at < bytes.byteLength; at += FRAME_BYTES)
      this.#socket.send(bytes.subarray(at, at + FRAME_BYTES));
  }

  next(): Promise<LaneArrival> {
    return this.#arrivals.next();
  }

  watch(isOurTurn: () => boolean): () => void {
    return this.#arrivals.watch(this, isOurTurn);
  }

  close(): void {
    this.#arrivals.lose("The lane was closed.");
    this.#socket.close();
  }
}
