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
} from "../../../shared/protocol/lane-chunk.ts";
import { type LaneWord, laneWordOf } from "../../../shared/protocol/lane-words.ts";
import {
  CHANNEL_CHUNK_BYTES,
  CHANNEL_PIECE_BYTES,
  CHANNEL_WINDOW_BYTES,
  LANE_WAIT_MS,
} from "../../../shared/protocol/limits.ts";
import { ProtocolError } from "../../../shared/protocol/protocol-error.ts";
import { Patience } from "../../../shared/transfer/patience.ts";
import { LaneDialogue, type LaneServices } from "../lane-dialogue.ts";
import type { ChannelKind, JoinContext, JoinedChannel, Reply } from "./channel.ts";
import { JoinRefused } from "./channel.ts";

const JoinSchema = v.object({ form: v.optional(v.picklist(["binary", "base64"]), "binary") });
const ChunkSchema = v.object({
  index: v.pipe(v.number(), v.integer(), v.minValue(0)),
  base64: v.pipe(
    v.string(),
    v.minLength(1),
    v.regex(/^[A-Za-z0-9+/]*={0,2}$/),
    v.check((text) => text.length % 4 === 0),
  ),
});

/** For whoever may open raw lanes: browsers, scripts whose topics allow it, the owner. */
export function laneChannel(services: LaneServices): ChannelKind {
  return {
    topics: `${LANE_TOPIC_PREFIX}*`,
    authorize: () => true,
    join(context, payload) {
      const parsed = v.safeParse(JoinSchema, payload);
      if (!parsed.success) throw new JoinRefused("field_wrong", 'The field "form" is "binary" or "base64".');
      return new LaneStay(context, parsed.output.form, services);
    },
  };
}

/** One client's lane over one topic. */
class LaneStay implements JoinedChannel {
  readonly reply = { pieceBytes: CHANNEL_PIECE_BYTES, windowBytes: CHANNEL_WINDOW_BYTES };
  readonly #context: JoinContext;
  readonly #form: LaneForm;
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
    this.#dialogue = new LaneDialogue({
      ...services,
      client: context.client,
      outlet: {
        say: (word) => this.#say(word),
        sendBytes: (bytes) => this.#sendBytes(bytes),
      },
      pieceBytes: CHANNEL_PIECE_BYTES,
      windowBytes: CHANNEL_WINDOW_BYTES,
      onBroken: (error) => this.#close(error instanceof ProtocolError ? error.code : "internal_error"),
      onSuperseded: () => this.#close("superseded"),
    });
    this.#timer = setInterval(() => this.#look(), LANE_WAIT_MS);
  }

  /** Handled before the next: a client that sends faster than the disk writes is read no further. */
  async handle(event: string, payload: unknown): Promise<Reply | undefined> {
    if (this.#isClosed) return undefined;
    try {
      this.#patience.heard(performance.now());
      if (event === LaneEvent.word) await this.#dialogue.takeWord(laneWordOf(payload));
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
    void this.#dialogue.close();
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
  #sendBytes(bytes: Buffer): void {
    this.#inOrder(() => this.#sendChunks(bytes));
  }

  #inOrder(action: () => Promise<void> | void): void {
    this.#sending = this.#sending.then(action).catch(() => this.#close("internal_error"));
  }

  async #sendChunks(bytes: Buffer): Promise<void> {
    for (let at = 0; at < bytes.length && !this.#isClosed; at += CHANNEL_CHUNK_BYTES) {
      await this.#context.room();
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
