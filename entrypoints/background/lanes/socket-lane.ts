/** A raw lane: a WebSocket of its own, words as text frames, bytes as binary ones. */

import type { LaneAccess } from "../../../shared/extension/connection/lane-access.ts";
import { encodeLaneWord, type LaneWord } from "../../../shared/protocol/lane-words.ts";
import { LOOPBACK_ADDRESS } from "../../../shared/protocol/limits.ts";
import { encodeParcel } from "../../../shared/protocol/parcels/parcel.ts";
import { encodeParcelWord } from "../../../shared/protocol/parcels/parcel-words.ts";
import { LANE_BEARER_PREFIX, LANE_SUBPROTOCOL } from "../../../shared/protocol/proof.ts";
import type { ParcelOutlet } from "../../../shared/transfer/parcel-sender.ts";
import {
  CarriedLane,
  type FetchStretch,
  type Lane,
  type LaneBytes,
  LaneLost,
  type LaneSizes,
} from "./lane.ts";
import { fetchBy, type Ranges } from "./range-fetch.ts";

/** Chromium copies each frame; larger ones go to fresh memory each time (measured: 5 % of all that 256 MiB cost). */
export const FRAME_BYTES = 1024 * 1024;

export class SocketLane extends CarriedLane {
  readonly sizes: LaneSizes = {};
  readonly parcels: ParcelOutlet | undefined;
  readonly #ranges: Ranges | undefined;
  readonly #socket: WebSocket;
  readonly #ended = new AbortController();

  private constructor(socket: WebSocket, takesParcels: boolean, ranges?: Ranges) {
    super();
    this.#socket = socket;
    this.#ranges = ranges;
    if (takesParcels)
      this.parcels = {
        sayOfParcels: (word) => socket.send(encodeParcelWord(word)),
        sendParcel: (head, bytes) => socket.send(encodeParcel(head, bytes)),
      };
    socket.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (data instanceof ArrayBuffer) this.takeBytes(data);
      else this.takeText(String(data));
      if (!this.isOpen) socket.close();
    });
    socket.addEventListener("close", ({ code }) => this.lose(`The lane was closed (${code}).`, code));
  }

  /** Opens a lane; throws `LaneLost` where the companion does not let it in. With `ranges` files may be fetched beside it. */
  static open(access: LaneAccess, ranges?: Ranges): Promise<Lane> {
    const socket = new WebSocket(`ws://${LOOPBACK_ADDRESS}:${access.port}/raw`, [
      LANE_SUBPROTOCOL,
      `${LANE_BEARER_PREFIX}${access.ticket}`,
    ]);
    socket.binaryType = "arraybuffer";
    return new Promise((resolve, reject) => {
      socket.addEventListener("open", () => resolve(new SocketLane(socket, access.takesParcels, ranges)), {
        once: true,
      });
      socket.addEventListener("close", () => reject(new LaneLost("The lane could not be opened.")), {
        once: true,
      });
    });
  }

  get fetch(): FetchStretch | undefined {
    const ranges = this.#ranges;
    return ranges && !ranges.haveFailed ? fetchBy(ranges, this.#ended.signal) : undefined;
  }

  override get isOpen(): boolean {
    return super.isOpen && this.#socket.readyState === WebSocket.OPEN;
  }

  say(word: LaneWord): void {
    this.#socket.send(encodeLaneWord(word));
  }

  sendBytes(bytes: LaneBytes): void {
    if (bytes instanceof Blob) return this.#socket.send(bytes);
    for (let at = 0; at < bytes.byteLength; at += FRAME_BYTES)
      this.#socket.send(bytes.subarray(at, at + FRAME_BYTES));
  }

  protected override lose(reason: string, closeCode?: number): void {
    super.lose(reason, closeCode);
    this.#ended.abort();
  }

  protected release(): void {
    this.#socket.close();
  }
}
