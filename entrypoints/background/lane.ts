/** One raw lane as the background uses it: words and bytes in order, and the moment it is lost. */

import type { LaneAccess } from "../../shared/extension/lane-access.ts";
import { decodeLaneWord, encodeLaneWord, type LaneWord } from "../../shared/protocol/lane-words.ts";
import { LANE_IDLE_MS, LOOPBACK_ADDRESS } from "../../shared/protocol/limits.ts";
import { LANE_BEARER_PREFIX, LANE_SUBPROTOCOL } from "../../shared/protocol/proof.ts";

/** The lane ended before the file did: it is resumed on a new one. */
export class LaneLost extends Error {
  override readonly name = "LaneLost";
  readonly code = "lane_lost";
  /** The WebSocket's close code, where there was one. */
  readonly closeCode: number | undefined;

  constructor(message: string, closeCode?: number) {
    super(message);
    this.closeCode = closeCode;
  }
}

/** What arrives on a lane. */
export type LaneArrival =
  | { readonly kind: "word"; readonly word: LaneWord }
  | { readonly kind: "bytes"; readonly data: ArrayBuffer };

export class Lane {
  readonly #socket: WebSocket;
  readonly #arrivals: LaneArrival[] = [];
  #waiting: { resolve: (arrival: LaneArrival) => void; reject: (error: Error) => void } | undefined;
  #lost: LaneLost | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", (event: MessageEvent<unknown>) => this.#arrive(event.data));
    socket.addEventListener("close", (event) =>
      this.#lose(`The lane was closed (${event.code}).`, event.code),
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
      socket.addEventListener("open", () => resolve(new Lane(socket)), { once: true });
      socket.addEventListener("close", () => reject(new LaneLost("The lane could not be opened.")), {
        once: true,
      });
    });
  }

  say(word: LaneWord): void {
    this.#socket.send(encodeLaneWord(word));
  }

  /** Sends bytes as one frame. A Blob's bytes never enter the script's memory (measured, the fast way as well). */
  sendBytes(bytes: Blob): void {
    this.#socket.send(bytes);
  }

  /** The next word or bytes. Throws `LaneLost` when the lane ends, or stays silent for too long. */
  next(): Promise<LaneArrival> {
    const arrival = this.#arrivals.shift();
    if (arrival) return Promise.resolve(arrival);
    if (this.#lost) return Promise.reject(this.#lost);
    this.#idle = setTimeout(() => this.#socket.close(), LANE_IDLE_MS);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  /** Whether it has ended; nothing more can be said on it. */
  get isLost(): boolean {
    return this.#lost !== undefined;
  }

  /** Ends it; whoever waits for the next word learns it at once. */
  close(): void {
    this.#lose("The lane was closed here.");
    this.#socket.close();
  }

  #arrive(data: unknown): void {
    let arrival: LaneArrival;
    try {
      if (data instanceof ArrayBuffer) arrival = { kind: "bytes", data };
      else arrival = { kind: "word", word: decodeLaneWord(String(data)) };
    } catch (error) {
      this.#lose(error instanceof Error ? error.message : String(error));
      this.#socket.close();
      return;
    }
    clearTimeout(this.#idle);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) waiting.resolve(arrival);
    else this.#arrivals.push(arrival);
  }

  #lose(reason: string, closeCode?: number): void {
    clearTimeout(this.#idle);
    this.#lost ??= new LaneLost(reason, closeCode);
    this.#waiting?.reject(this.#lost);
    this.#waiting = undefined;
  }
}
