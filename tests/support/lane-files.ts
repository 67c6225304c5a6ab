/** Whole files over a lane of any carrier, both ways, by the halves that the product uses. */

import { createHash } from "node:crypto";
import type { LaneWord, Offer } from "../../shared/protocol/lane-words.ts";
import { RANGE_PART_BYTES } from "../../shared/protocol/limits.ts";
import { type ArrivedPiece, type FetchedPiece, Receiver } from "../../shared/transfer/receiver.ts";
import { Sender, type SendingOutcome } from "../../shared/transfer/sender.ts";
import { TransferRefused } from "../../shared/transfer/transfer-refused.ts";
import type { Carrier, LaneClient } from "./lane-clients.ts";

export const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** The digests of a piece's parts. */
export function digestsOfParts(piece: Uint8Array): string[] {
  return Array.from({ length: Math.ceil(piece.length / RANGE_PART_BYTES) }, (_, index) =>
    sha256Of(piece.subarray(index * RANGE_PART_BYTES, (index + 1) * RANGE_PART_BYTES)),
  );
}

/** What the sender does otherwise than it should, or when it leaves. */
export interface Upload {
  readonly carrier: Carrier;
  readonly lane: LaneClient;
  readonly offer: Offer;
  readonly bytes: Uint8Array;
  /** Leaves, without closing anything, once so many bytes are acknowledged. */
  readonly leaveAt?: number;
  /** Changes a piece's bytes on their way. */
  readonly spoil?: (piece: Buffer, offset: number) => Buffer;
}

/** What became of a file that was sent. */
export interface Uploaded {
  /** `undefined` where the sender left. */
  readonly outcome: SendingOutcome | undefined;
  /** From where the companion wanted it. */
  readonly resumedAt: number;
  /** Every word the companion said. */
  readonly heard: LaneWord[];
  /** How many bytes of the file were sent. */
  readonly sentBytes: number;
}

/** Sends one file. Throws where the lane ends first. */
export async function sendFile({ carrier, lane, offer, bytes, leaveAt, spoil }: Upload): Promise<Uploaded> {
  let resumedAt = -1;
  let acked = 0;
  let sentBytes = 0;
  const heard: LaneWord[] = [];
  let at = 0;
  const sender = new Sender<Buffer>({
    offer,
    source: {
      isSliced: offer.bytes !== null,
      read(offset, length, isInParts) {
        const piece = Buffer.from(bytes.subarray(offset, offset + length));
        const sha256 = isInParts ? digestsOfParts(piece) : sha256Of(piece);
        return Promise.resolve(
          piece.length === 0 ? undefined : { bytes: piece, length: piece.length, sha256 },
        );
      },
    },
    outlet: {
      say(word) {
        if (word.type === "piece") at = word.offset;
        lane.say(word);
      },
      sendBytes(piece) {
        sentBytes += piece.length;
        lane.sendBytes(spoil ? spoil(piece, at) : piece);
      },
    },
    onProgress(ackedBytes) {
      acked = ackedBytes;
      if (resumedAt < 0) resumedAt = ackedBytes;
    },
    pieceBytes: carrier.pieceBytes,
    windowBytes: carrier.windowBytes,
  });
  sender.begin();
  while (!sender.over) {
    if (leaveAt !== undefined && resumedAt >= 0 && acked >= leaveAt)
      return { outcome: undefined, resumedAt, heard, sentBytes };
    const arrival = await lane.next();
    if (Buffer.isBuffer(arrival)) throw new Error("bytes came where none were expected");
    heard.push(arrival);
    sender.takeWord(arrival);
  }
  return { outcome: await sender.outcome, resumedAt, heard, sentBytes };
}

/** What a receiver holds of a file, also between two tries. */
export class HeldFile {
  bytes = Buffer.alloc(0);
  /** Everything that came in, stored or not. */
  arrivedBytes = 0;
  /** What of it was fetched beside the lane. */
  fetchedBytes = 0;
  offer: Offer | undefined;

  get offerBytes(): number {
    return this.offer?.bytes ?? 0;
  }
}

export interface Download {
  readonly carrier: Carrier;
  readonly lane: LaneClient;
  readonly id: string;
  readonly held?: HeldFile;
  /** Leaves once so many bytes are stored. */
  readonly leaveAt?: number;
  /** Says of the first so many pieces that they came wrong. */
  readonly wrongPieces?: number;
  /** Fetches in place of the lane's own way. */
  readonly fetch?: LaneClient["fetch"];
}

/** Asks for one file and receives it. Throws `TransferRefused` where either would not go on, else what the lane threw. */
export async function receiveFile(download: Download): Promise<HeldFile> {
  const { carrier, lane, id, held = new HeldFile(), leaveAt = Number.POSITIVE_INFINITY } = download;
  const fetch = download.fetch ?? lane.fetch;
  let wrong = download.wrongPieces ?? 0;
  /** What is fetched is kept in order. */
  let before: Promise<unknown> = Promise.resolve();
  const keep = (offset: number, piece: Buffer, isRight: boolean): "stored" | "wrong" => {
    if (wrong > 0 || !isRight || offset !== held.bytes.length) {
      wrong -= 1;
      return "wrong";
    }
    held.bytes = Buffer.concat([held.bytes, piece]);
    return "stored";
  };
  const receiver = new Receiver<Buffer>({
    store: {
      consider(offer) {
        held.offer = offer;
        return Promise.resolve({ kind: "take", offset: held.bytes.length });
      },
      store({ offset, sha256 }: ArrivedPiece, parts) {
        const piece = Buffer.concat(parts);
        return Promise.resolve(keep(offset, piece, sha256Of(piece) === sha256));
      },
      ...(fetch && {
        fetch({ offset, bytes, sha256 }: FetchedPiece) {
          const fetching = fetch(id, offset, bytes).catch(() => undefined);
          const kept = before.then(async () => {
            const piece = await fetching;
            if (!piece) return "not-fetched" as const;
            held.fetchedBytes += piece.length;
            return keep(
              offset,
              piece,
              digestsOfParts(piece).every((part, index) => part === sha256[index]),
            );
          });
          before = kept;
          return kept;
        },
      }),
      finish: () => Promise.resolve({ sha256: sha256Of(held.bytes), name: held.offer?.name ?? "" }),
      release: () => Promise.resolve(),
    },
    say: (word) => lane.say(word),
    windowBytes: carrier.windowBytes,
  });
  lane.say({ type: "ask", id });
  const fetching: Promise<void>[] = [];
  while (!receiver.over && held.bytes.length < leaveAt) {
    const arrival = await lane.next();
    if (Buffer.isBuffer(arrival)) {
      held.arrivedBytes += arrival.length;
      await receiver.takeBytes([arrival], arrival.length);
      continue;
    }
    const taken = receiver.takeWord(arrival);
    // Several stretches are fetched at a time, unless it is to be left in between.
    if (arrival.type !== "range" || leaveAt < held.offerBytes) await taken;
    else fetching.push(taken);
    taken.catch(() => undefined);
    if (arrival.type === "end") await Promise.all(fetching);
  }
  const { refusal } = receiver;
  if (refusal) throw new TransferRefused(refusal.code, refusal);
  return held;
}
