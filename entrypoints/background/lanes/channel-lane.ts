/** A lane over a channel of the control socket, where no socket of its own can be opened: slower, but it gets through. */

import type { Channel, Socket } from "phoenix";
import * as v from "valibot";
import {
  ChunkCount,
  checkChunkBytes,
  decodeLaneChunk,
  encodeLaneChunk,
  LANE_TOPIC_PREFIX,
  LaneEvent,
  type LaneForm,
  MAX_CHUNK_INDEX,
} from "../../../shared/protocol/lane-chunk.ts";
import { encodeLaneWord, type LaneWord } from "../../../shared/protocol/lane-words.ts";
import {
  CHANNEL_CHUNK_BYTES,
  CHANNEL_PIECE_BYTES,
  CHANNEL_WINDOW_BYTES,
} from "../../../shared/protocol/limits.ts";
import { CarriedLane, type Lane, type LaneBytes, LaneLost, type LaneSizes } from "./lane.ts";

const ClosedSchema = v.object({ reason: v.string() });
/** While long polling the companion writes every byte as base64, whatever its form. */
const Base64Schema = v.object({ base64: v.string() });
const ChunkSchema = v.object({
  index: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_CHUNK_INDEX)),
  base64: v.string(),
});

/** The published types leave this one out. */
interface NumberedChannel extends Channel {
  joinRef(): string;
}

let lanes = 0;

export class ChannelLane extends CarriedLane {
  readonly sizes: LaneSizes = { pieceBytes: CHANNEL_PIECE_BYTES, windowBytes: CHANNEL_WINDOW_BYTES };
  readonly #socket: Socket;
  readonly #channel: NumberedChannel;
  readonly #form: LaneForm;
  readonly #sent = new ChunkCount();
  readonly #arrived = new ChunkCount();
  /** Bytes have to be read before they are sent; words wait for the bytes before them. */
  #sending: Promise<void> = Promise.resolve();

  private constructor(socket: Socket, channel: NumberedChannel, form: LaneForm) {
    super();
    this.#socket = socket;
    this.#channel = channel;
    this.#form = form;
    channel.on(LaneEvent.word, (payload: unknown) => this.takeText(JSON.stringify(payload)));
    channel.on(LaneEvent.bytes, (payload: unknown) => this.#takeChunk(payload));
    channel.on(LaneEvent.closed, (payload: unknown) => {
      const closed = v.safeParse(ClosedSchema, payload);
      this.lose(`The lane was closed (${closed.success ? closed.output.reason : "unknown"}).`);
    });
    channel.onClose(() => this.lose("The lane's channel was closed."));
    channel.onError(() => this.lose("The lane's channel failed."));
  }

  /** Joins a topic of its own; throws `LaneLost` where the companion does not let it in. */
  static open(socket: Socket, form: LaneForm): Promise<Lane> {
    lanes += 1;
    const channel = socket.channel(`${LANE_TOPIC_PREFIX}${lanes}`, { form }) as NumberedChannel;
    const lane = new ChannelLane(socket, channel, form);
    return new Promise((resolve, reject) => {
      const refuse = (): void => {
        channel.leave();
        reject(new LaneLost("The lane's channel could not be joined."));
      };
      // A socket that is lost meanwhile takes the join's answer with it, and its timeout too.
      channel.onError(refuse);
      channel.onClose(() => reject(new LaneLost("The lane's channel was closed.")));
      channel
        .join()
        .receive("ok", () => resolve(lane))
        .receive("error", refuse)
        .receive("timeout", refuse);
    });
  }

  override get isOpen(): boolean {
    return super.isOpen && this.#socket.isConnected();
  }

  say(word: LaneWord): void {
    this.#inTurn(() => this.#push(LaneEvent.word, JSON.parse(encodeLaneWord(word))));
  }

  sendBytes(bytes: LaneBytes): void {
    const copy = bytes instanceof Blob ? bytes : bytes.slice();
    this.#inTurn(async () => {
      const whole = copy instanceof Blob ? new Uint8Array(await copy.arrayBuffer()) : copy;
      for (let at = 0; at < whole.byteLength && this.isOpen; at += CHANNEL_CHUNK_BYTES) {
        const chunk = whole.subarray(at, at + CHANNEL_CHUNK_BYTES);
        const index = this.#sent.take();
        if (this.#form === "base64") this.#push(LaneEvent.bytes, { index, base64: chunk.toBase64() });
        else this.#push(LaneEvent.bytes, encodeLaneChunk({ index, bytes: chunk }).buffer);
      }
    });
  }

  protected release(): void {
    this.#channel.leave();
  }

  #inTurn(action: () => Promise<void> | void): void {
    this.#sending = this.#sending.then(action).catch((error: unknown) => {
      this.lose(error instanceof Error ? error.message : String(error));
    });
  }

  /** Past the channel's own `push`, which would keep every chunk for its timeout: ten seconds of bytes in memory. */
  #push(event: string, payload: unknown): void {
    if (!this.isOpen) return;
    const [topic, join_ref, ref] = [this.#channel.topic, this.#channel.joinRef(), this.#socket.makeRef()];
    this.#socket.push({ topic, event, payload, ref, join_ref });
  }

  #takeChunk(payload: unknown): void {
    this.attempt(() => {
      const { index, bytes } = chunkOf(payload);
      this.#arrived.expect(index);
      this.takeBytes(bytes.slice().buffer);
    });
  }
}

function chunkOf(payload: unknown): { index: number; bytes: Uint8Array<ArrayBuffer> } {
  const numbered = v.safeParse(ChunkSchema, payload);
  if (numbered.success) {
    const { index, base64 } = numbered.output;
    const bytes = Uint8Array.fromBase64(base64);
    checkChunkBytes(bytes.byteLength);
    return { index, bytes };
  }
  const whole =
    payload instanceof ArrayBuffer ? payload : Uint8Array.fromBase64(v.parse(Base64Schema, payload).base64);
  const { index, bytes } = decodeLaneChunk(new Uint8Array(whole));
  return { index, bytes: new Uint8Array(bytes) };
}
