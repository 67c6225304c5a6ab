import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LaneWord, Offer } from "../../shared/protocol/lane-words.ts";
import { MAX_WRONG_PIECES } from "../../shared/protocol/limits.ts";
import { ProtocolError } from "../../shared/protocol/protocol-error.ts";
import { ReceivingHalf, type ReceivingInput } from "../../shared/transfer/receiving-half.ts";
import { SendingHalf, type SendingInput } from "../../shared/transfer/sending-half.ts";

const ID = "00".repeat(16);
const LIMITS = { pieceBytes: 4, windowBytes: 8 };

function offerOf(bytes: Uint8Array): Offer {
  return {
    type: "offer",
    id: ID,
    name: "x",
    bytes: bytes.length,
    mediaType: "",
    expects: "any",
    fidelity: "original",
  };
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** A lane between both halves that can be cut after any number of frames, and spoil a piece on its way. */
class Wire {
  /** What the receiver has stored for good: the only thing that outlives a lane. */
  stored = Buffer.alloc(0);
  finished: Buffer | undefined;
  sentBytes = 0;
  refused: string | undefined;
  readonly #source: Uint8Array;

  constructor(source: Uint8Array) {
    this.#source = source;
  }

  /** Runs one lane until it is over or `frames` frames have crossed; returns whether the sender is done. */
  run(frames: number, spoil: (frame: number) => boolean = () => false): boolean {
    const offer = offerOf(this.#source);
    const sender = new SendingHalf(offer, LIMITS);
    const receiver = new ReceivingHalf();
    type Frame = { to: "receiver" | "sender"; word: LaneWord } | { to: "receiver"; bytes: Uint8Array };
    const wire: Frame[] = [];
    let gathered: Buffer[] = [];
    let done = false;
    const send = (inputs: SendingInput[], first = false): void => {
      const outputs = first ? sender.begin() : inputs.flatMap((input) => sender.take(input));
      for (const output of outputs) {
        if (output.kind === "say") wire.push({ to: "receiver", word: output.word });
        else if (output.kind === "send-bytes") {
          const bytes = this.#source.slice(output.offset, output.offset + output.bytes);
          this.sentBytes += bytes.length;
          wire.push({ to: "receiver", bytes });
        } else if (output.kind === "read-piece") {
          const { round, offset, bytes } = output;
          const piece = this.#source.subarray(offset, offset + bytes);
          send([{ kind: "piece-read", round, offset, bytes, sha256: sha256(piece) }]);
        } else if (output.kind === "finished") done = true;
        else if (output.kind === "refused") this.refused = output.refusal.code;
        else if (output.kind === "broken") throw new Error(output.message);
      }
    };
    const receive = (input: ReceivingInput): void => {
      for (const output of receiver.take(input)) {
        if (output.kind === "say") wire.push({ to: "sender", word: output.word });
        else if (output.kind === "consider") receive({ kind: "accepted", offset: this.stored.length });
        else if (output.kind === "drop") gathered = [];
        else if (output.kind === "store") {
          const bytes = Buffer.concat(gathered);
          gathered = [];
          if (sha256(bytes) !== output.sha256) receive({ kind: "piece-wrong", offset: output.offset });
          else {
            expect(output.offset).toBe(this.stored.length);
            this.stored = Buffer.concat([this.stored, bytes]);
            receive({ kind: "stored", offset: output.offset, bytes: output.bytes });
          }
        } else if (output.kind === "finish") {
          this.finished = this.stored;
          receive({ kind: "finished", sha256: sha256(this.stored), name: "x" });
        }
      }
    };
    send([], true);
    for (let count = 0; count < frames && wire.length > 0; count += 1) {
      const frame = wire.shift();
      if (!frame) break;
      if ("bytes" in frame) {
        const bytes = Buffer.from(frame.bytes);
        if (spoil(count)) bytes[0] = (bytes[0] ?? 0) ^ 1;
        gathered.push(bytes);
        receive({ kind: "bytes", bytes: bytes.length });
      } else if (frame.to === "receiver") receive({ kind: "word", word: frame.word });
      else send([{ kind: "word", word: frame.word }]);
    }
    return done;
  }
}

describe("the two halves together", () => {
  it.each([0, 1, 3, 4, 5, 8, 9, 100])("carry a file of %i bytes", (length) => {
    const source = Buffer.from(Array.from({ length }, (_, index) => index));
    const wire = new Wire(source);
    expect(wire.run(Number.MAX_SAFE_INTEGER)).toBe(true);
    expect(wire.finished).toEqual(source);
    expect(wire.sentBytes).toBe(length);
  });

  it("finish with the same bytes however often the lane is cut, and send at most a window twice a cut", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 80 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 12 }),
        (source, cuts) => {
          const wire = new Wire(source);
          for (const frames of cuts) wire.run(frames);
          expect(wire.run(Number.MAX_SAFE_INTEGER)).toBe(true);
          expect(wire.finished).toEqual(Buffer.from(source));
          expect(wire.sentBytes).toBeLessThanOrEqual(source.length + cuts.length * LIMITS.windowBytes);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("ask again for a piece that came wrong, and finish with the right bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), fc.nat({ max: 60 }), (source, spoiled) => {
        const wire = new Wire(source);
        expect(wire.run(Number.MAX_SAFE_INTEGER, (frame) => frame === spoiled)).toBe(true);
        expect(wire.finished).toEqual(Buffer.from(source));
      }),
      { numRuns: 1_000 },
    );
  });

  it("give a file up whose bytes never match, and never finish it", () => {
    const wire = new Wire(Buffer.from("0123456789"));
    expect(wire.run(Number.MAX_SAFE_INTEGER, () => true)).toBe(false);
    expect(wire.refused).toBe("source_changed");
    expect(wire.finished).toBeUndefined();
    expect(MAX_WRONG_PIECES).toBe(3);
  });
});

describe("ReceivingHalf", () => {
  const piece = (offset: number, bytes: number): ReceivingInput => ({
    kind: "word",
    word: { type: "piece", offset, bytes, sha256: "00".repeat(32) },
  });
  const receiving = (): ReceivingHalf => {
    const half = new ReceivingHalf();
    half.take({ kind: "word", word: offerOf(new Uint8Array(10)) });
    half.take({ kind: "accepted", offset: 0 });
    return half;
  };

  it.each<[string, ReceivingInput[]]>([
    ["bytes before a piece", [{ kind: "bytes", bytes: 1 }]],
    ["a gap", [piece(4, 4)]],
    ["an overlap", [piece(0, 4), { kind: "bytes", bytes: 4 }, piece(2, 4)]],
    ["a piece behind the end", [piece(0, 11)]],
    ["more bytes than announced", [piece(0, 4), { kind: "bytes", bytes: 5 }]],
    ["a second piece before the first is whole", [piece(0, 4), piece(4, 4)]],
    ["an end before the bytes", [{ kind: "word", word: { type: "end", bytes: 10 } }]],
    ["a second offer", [{ kind: "word", word: offerOf(new Uint8Array(1)) }]],
    ["a word that only a receiver says", [{ kind: "word", word: { type: "ack", offset: 0 } }]],
  ])("breaks off at %s", (_, inputs) => {
    const half = receiving();
    expect(() => inputs.map((input) => half.take(input))).toThrow(ProtocolError);
  });

  it("acknowledges only what is stored", () => {
    const half = receiving();
    half.take(piece(0, 4));
    expect(half.take({ kind: "bytes", bytes: 4 })).toEqual([
      { kind: "store", offset: 0, bytes: 4, sha256: "00".repeat(32) },
    ]);
    expect(half.take({ kind: "stored", offset: 0, bytes: 4 })).toContainEqual({
      kind: "say",
      word: { type: "ack", offset: 4 },
    });
  });
});

describe("SendingHalf", () => {
  it("never has more under way than its window", () => {
    const half = new SendingHalf(offerOf(new Uint8Array(100)), LIMITS);
    const reads = (input: SendingInput): number =>
      half.take(input).filter(({ kind }) => kind === "read-piece").length;
    expect(reads({ kind: "word", word: { type: "want", offset: 0 } })).toBe(2);
    expect(reads({ kind: "piece-read", round: 1, offset: 0, bytes: 4, sha256: "" })).toBe(0);
    expect(reads({ kind: "word", word: { type: "ack", offset: 4 } })).toBe(1);
  });

  it("sends pieces in order though they were read out of order", () => {
    const half = new SendingHalf(offerOf(new Uint8Array(8)), LIMITS);
    half.take({ kind: "word", word: { type: "want", offset: 0 } });
    expect(half.take({ kind: "piece-read", round: 1, offset: 4, bytes: 4, sha256: "b" })).toEqual([]);
    const sent = half.take({ kind: "piece-read", round: 1, offset: 0, bytes: 4, sha256: "a" });
    expect(sent.filter(({ kind }) => kind === "send-bytes")).toEqual([
      { kind: "send-bytes", offset: 0, bytes: 4 },
      { kind: "send-bytes", offset: 4, bytes: 4 },
    ]);
  });

  it.each<[string, LaneWord]>([
    ["acknowledges bytes that were never sent", { type: "ack", offset: 8 }],
    ["wants more than there is", { type: "want", offset: 101 }],
    ["says done before the end", { type: "done", sha256: "00".repeat(32), name: "x" }],
    ["speaks like a sender", { type: "end", bytes: 1 }],
  ])("breaks off where the receiver %s", (_, word) => {
    const half = new SendingHalf(offerOf(new Uint8Array(100)), LIMITS);
    half.take({ kind: "word", word: { type: "want", offset: 0 } });
    expect(half.take({ kind: "word", word })).toEqual([expect.objectContaining({ kind: "broken" })]);
    expect(half.over).toBe(true);
  });
});
