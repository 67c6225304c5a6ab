/** A small lane client: the product's dialogue with the real companion, with one thing done in another way. */

import { proveBySocket } from "../../../shared/extension/carrier.ts";
import { readPairing } from "../../../shared/extension/pairing.ts";
import { toHex } from "../../../shared/protocol/hex.ts";
import { decodeLaneWord, encodeLaneWord, type LaneWord } from "../../../shared/protocol/lane-words.ts";
import { LOOPBACK_ADDRESS, PIECE_BYTES, WINDOW_BYTES } from "../../../shared/protocol/limits.ts";
import { LANE_BEARER_PREFIX, LANE_SUBPROTOCOL } from "../../../shared/protocol/proof.ts";
import { keptBlob } from "./kept-blob.ts";

const ID_BYTES = 16;

interface Piece {
  readonly offset: number;
  readonly bytes: number;
}

/** What a piece is sent as: one Blob, or ArrayBuffers of so many bytes. */
export interface LaneManner {
  /** The digests, where they are known before the clock starts. */
  readonly digests?: readonly string[];
  readonly bufferBytes?: number;
}

/** The digests of all pieces of this turn's Blob. */
export async function digestPieces(): Promise<string[]> {
  const blob = keptBlob();
  const digests: string[] = [];
  for (const piece of piecesOf(blob)) digests.push((await readPiece(blob, piece)).sha256);
  return digests;
}

/** Sends this turn's Blob on a lane of its own. Resolves with milliseconds when the companion has it for good. */
export async function sendOnLane({ digests, bufferBytes }: LaneManner): Promise<number> {
  const blob = keptBlob();
  const pieces = piecesOf(blob);
  const lane = await openLane();
  const begun = performance.now();
  lane.say({
    type: "offer",
    id: toHex(crypto.getRandomValues(new Uint8Array(ID_BYTES))),
    name: "bench.bin",
    bytes: blob.size,
    mediaType: "",
    expects: "any",
    fidelity: "original",
  });
  await lane.until(() => lane.wanted);
  const reads = pieces.map((): ReturnType<typeof readPiece> | undefined => undefined);
  for (const [index, piece] of pieces.entries()) {
    await lane.until(() => lane.acked + WINDOW_BYTES >= piece.offset + piece.bytes);
    const known = digests?.[index];
    if (known === undefined || bufferBytes !== undefined) {
      // As the product does: all that fits the window is read and digested side by side.
      for (const [ahead, other] of pieces.entries()) {
        const fits = other.offset + other.bytes <= lane.acked + WINDOW_BYTES;
        if (ahead >= index && fits) reads[ahead] ??= readPiece(blob, other);
      }
    }
    const read = await reads[index];
    lane.say({ type: "piece", ...piece, sha256: known ?? read?.sha256 ?? "" });
    if (bufferBytes === undefined) lane.send(blob.slice(piece.offset, piece.offset + piece.bytes));
    else {
      for (let at = 0; at < piece.bytes; at += bufferBytes) {
        if (read) lane.send(read.data.slice(at, at + bufferBytes));
      }
    }
    reads[index] = undefined;
  }
  lane.say({ type: "end", bytes: blob.size });
  await lane.until(() => lane.done);
  const ms = performance.now() - begun;
  lane.close();
  return ms;
}

function piecesOf(blob: Blob): Piece[] {
  return Array.from({ length: Math.ceil(blob.size / PIECE_BYTES) }, (_, index) => {
    const offset = index * PIECE_BYTES;
    return { offset, bytes: Math.min(PIECE_BYTES, blob.size - offset) };
  });
}

async function readPiece(blob: Blob, { offset, bytes }: Piece): Promise<{ data: ArrayBuffer; sha256: string }> {
  const data = await blob.slice(offset, offset + bytes).arrayBuffer();
  return { data, sha256: toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", data))) };
}

async function openLane() {
  const pairing = await readPairing();
  if (!pairing) throw new Error("this browser is not paired");
  const { ticket } = await proveBySocket(pairing);
  const socket = new WebSocket(`ws://${LOOPBACK_ADDRESS}:${pairing.port}/raw`, [
    LANE_SUBPROTOCOL,
    `${LANE_BEARER_PREFIX}${ticket}`,
  ]);
  let check: (() => void) | undefined;
  let broken: Error | undefined;
  const lane = {
    wanted: false,
    done: false,
    acked: 0,
    say: (word: LaneWord) => socket.send(encodeLaneWord(word)),
    send: (bytes: Blob | ArrayBuffer) => socket.send(bytes),
    close: () => socket.close(),
    /** Resolves as soon as something that the companion says makes it true. */
    until: (holds: () => boolean) =>
      new Promise<void>((resolve, reject) => {
        check = () => {
          if (broken) reject(broken);
          else if (holds()) resolve();
        };
        check();
      }),
  };
  socket.onmessage = (event: MessageEvent<unknown>) => {
    const word = decodeLaneWord(String(event.data));
    if (word.type === "want") lane.wanted = true;
    else if (word.type === "ack") lane.acked = word.offset;
    else if (word.type === "done") lane.done = true;
    else broken = new Error(`the companion said ${JSON.stringify(word)}`);
    check?.();
  };
  socket.onclose = ({ code }) => {
    broken = new Error(`the lane was closed (${code})`);
    check?.();
  };
  await new Promise((resolve) => {
    socket.onopen = resolve;
  });
  return lane;
}
