/** The topics `lane:*`: the dialogue of a lane over a channel, its bytes as numbered chunks or as base64. */

import * as v from "valibot";
import {
  ChunkCount,
  checkChunkBytes,
  decodeLaneChunk,
  encodeLaneChunk,
  LANE_TOPIC_PREFIX,
  type LaneChunk,
  LaneEvent,
  type LaneForm,
  MAX_CHUNK_INDEX,
} from "../../../shared/protocol/lane-chunk.ts";
import { type LaneWord, laneWordOf } from "../../../shared/protocol/lane-words.ts";
import {
  CHANNEL_CHUNK_BYTES,
  CHANNEL_PIECE_BYTES,
  CHANNEL_WINDOW_BYTES,
  LANE_WAIT_MS,
} from "../../../shared/protocol/limits.ts";
import { ProtocolError } from "../../../shared/protocol/protocol-error.ts";
import { message } from "../../../shared/texts/message.ts";
import { Patience } from "../../../shared/transfer/patience.ts";
import { Base64Schema } from "../../process/field-schemas.ts";
import type { ChannelKind, JoinContext, JoinedChannel, Reply } from "../channels/channel.ts";
import { JoinRefused } from "../channels/channel.ts";
import { LaneDialogue } from "../lanes/lane-dialogue.ts";
import type { LaneServices } from "../lanes/lane-files.ts";

const JoinSchema = v.object({ form: v.optional(v.picklist(["binary", "base64"]), "binary") });
const ChunkSchema = v.object({
  index: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_CHUNK_INDEX)),
  base64: v.pipe(Base64Schema, v.minLength(1)),
});

/** For clients that may open raw lanes: browsers, scripts whose topics allow it, the owner. */
export function laneChannel(services: LaneServices): ChannelKind {
  return {
    topics: `${LANE_TOPIC_PREFIX}*`,
    authorize: () => true,
    join(context, payload) {
      const parsed = v.safeParse(JoinSchema, payload);
      if (!parsed.success) throw new JoinRefused("field_wrong", message("channel.form"));
      return new JoinedLane(context, parsed.output.form, services);
    },
  };
}

/** One client's lane over one topic. */
class JoinedLane implements JoinedChannel {
  readonly reply = { pieceBytes: CHANNEL_PIECE_BYTES, windowBytes: CHANNEL_WINDOW_BYTES };
  readonly #context: JoinContext;
  readonly #form: LaneForm;
  readonly #log: LaneServices["log"];
  readonly #dialogue: LaneDialogue;
  readonly #sent = new ChunkCount();
  readonly #arrived = new ChunkCount();
  readonly #patience = new Patience(performance.now());
  readonly #timer: NodeJS.Timeout;
  /** Words and bytes on their way down, in order; bytes wait until the client has read those before. */
  #sending: Promise<void> = Promise.resolve();
  #seenBytes = 0;
  #isClosed = false;

  constructor(context: JoinContext, form: LaneForm, services: LaneServices) {
    this.#context = context;
    this.#form = form;
    this.#log = services.log;
    this.#dialogue = new LaneDialogue({
      ...services,
      client: context.client,
      outlet: {
        say: (word) => this.#say(word),
        sendBytes: (bytes, sent) => this.#sendBytes(bytes, sent),
      },
      pieceBytes: CHANNEL_PIECE_BYTES,
      windowBytes: CHANNEL_WINDOW_BYTES,
      onBroken: (error) => this.#close(error instanceof ProtocolError ? error.code : "internal_error"),
      onSuperseded: () => this.#close("superseded"),
    });
    this.#timer = setInterval(() => this.#inTime(() => this.#look()), LANE_WAIT_MS);
  }

  /** Handled before the next: a client that sends faster than the disk writes is read no further. */
  async handle(event: string, payload: unknown): Promise<Reply | undefined> {
    if (this.#isClosed) return undefined;
    try {
      const word = event === LaneEvent.word ? laneWordOf(payload) : undefined;
      if (word?.type === "wait" && this.#dialogue.isReceiving) this.#patience.seen(performance.now());
      else this.#patience.heard(performance.now());
      if (word) await this.#dialogue.takeWord(word);
      else if (event === LaneEvent.bytes) await this.#takeChunk(chunkOf(payload));
      else throw new ProtocolError("unknown_word", "A lane's topic knows the events word and bytes.");
      return undefined;
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#close(error.code);
      return { status: "error", response: { reason: error.code, message: error.message } };
    }
  }

  leave(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
    this.#dialogue.close().catch((error: unknown) => this.#log("lane.close-failed", { error }));
  }

  /** An error in a timer ends the lane. */
  #inTime(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#log("lane.failed", { client: this.#context.client.id, error });
      this.#close("internal_error");
    }
  }

  async #takeChunk({ index, bytes }: LaneChunk): Promise<void> {
    this.#arrived.expect(index);
    this.#seenBytes += bytes.byteLength;
    await this.#dialogue.takeBytes([bytes], bytes.byteLength);
  }

  #say(word: LaneWord): void {
    this.#inOrder(() => this.#context.push(LaneEvent.word, { ...word }));
  }

  /** Other lanes and topics share the connection: together they must not be too much for a reader that keeps up. */
  #sendBytes(bytes: Buffer, sent: () => void): void {
    // A chunk is a copy: once the last one is pushed, nothing looks at the piece any more.
    this.#inOrder(() => this.#sendChunks(bytes).finally(sent));
  }

  #inOrder(action: () => Promise<void> | void): void {
    this.#sending = this.#sending.then(action).catch(() => this.#close("internal_error"));
  }

  async #sendChunks(bytes: Buffer): Promise<void> {
    for (let at = 0; at < bytes.length && !this.#isClosed; at += CHANNEL_CHUNK_BYTES) {
      await this.#context.drained();
      const chunk = bytes.subarray(at, at + CHANNEL_CHUNK_BYTES);
      const index = this.#sent.take();
      const payload =
        this.#form === "binary"
          ? encodeLaneChunk({ index, bytes: chunk })
          : { index, base64: chunk.toString("base64") };
      this.#context.push(LaneEvent.bytes, payload);
    }
  }

  #close(reason: string): void {
    if (this.#isClosed) return;
    this.#context.push(LaneEvent.closed, { reason });
    this.leave();
  }

  #look(): void {
    const nowMs = performance.now();
    if (!this.#dialogue.isBusy) return this.#patience.heard(nowMs);
    const { isOurTurn } = this.#dialogue;
    const verdict = this.#patience.look({ nowMs, isOurTurn, seenBytes: this.#seenBytes });
    if (verdict === "say-wait") this.#say({ type: "wait" });
    else if (verdict !== undefined) this.#close(verdict);
  }
}

function chunkOf(payload: unknown): LaneChunk {
  if (payload instanceof Uint8Array) return decodeLaneChunk(payload);
  const parsed = v.safeParse(ChunkSchema, payload);
  if (!parsed.success)
    throw new ProtocolError("field_wrong", "A chunk is bytes behind its number, or an index and base64.");
  const bytes = Buffer.from(parsed.output.base64, "base64");
  checkChunkBytes(bytes.byteLength);
  return { index: parsed.output.index, bytes };
}
