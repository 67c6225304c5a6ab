/** A small lane client: the product's dialogue with the real companion, with one thing done in another way. */

import { digestOf } from "../../../entrypoints/background/bytes/digest.ts";
import { type Bytes, PieceReader } from "../../../entrypoints/background/bytes/piece-reader.ts";
import { FRAME_BYTES } from "../../../entrypoints/background/lanes/socket-lane.ts";
import { proveBySocket } from "../../../shared/extension/connection/carrier.ts";
import { readPairing } from "../../../shared/extension/connection/pairing.ts";
import { toHex } from "../../../shared/protocol/hex.ts";
import { decodeLaneWord, encodeLaneWord } from "../../../shared/protocol/lane-words.ts";
import { LOOPBACK_ADDRESS, PIECE_BYTES } from "../../../shared/protocol/limits.ts";
import { LANE_BEARER_PREFIX, LANE_SUBPROTOCOL } from "../../../shared/protocol/proof.ts";
import { Sender } from "../../../shared/transfer/sender.ts";
import { keptBlob } from "./kept-blob.ts";

const ID_BYTES = 16;

/** What is done in another way. */
export interface LaneManner {
  /** The pieces' digests, known before the clock starts: the browser digests nothing. */
  readonly digests?: readonly string[];
  /** How large the binary frames are, instead of the product's. */
  readonly frameBytes?: number;
}

/** The digests of all pieces of this turn's Blob. */
export async function digestPieces(): Promise<string[]> {
  const blob = keptBlob();
  const digests: string[] = [];
  for (let offset = 0; offset < blob.size; offset += PIECE_BYTES) {
    digests.push(await digestOf(await blob.slice(offset, offset + PIECE_BYTES).arrayBuffer()));
  }
  return digests;
}

/** Sends this turn's Blob on a lane of its own. Resolves with milliseconds when the companion has it for good. */
export async function sendOnLane(manner: LaneManner): Promise<number> {
  const socket = await openLane();
  const blob = keptBlob();
  const { digests, frameBytes = FRAME_BYTES } = manner;
  const reader = new PieceReader(blob, digests && ((_, offset) => knownDigest(digests, offset)));
  const sender = new Sender<Bytes>({
    offer: {
      type: "offer",
      id: toHex(crypto.getRandomValues(new Uint8Array(ID_BYTES))),
      name: "bench.bin",
      bytes: blob.size,
      mediaType: "",
      expects: "any",
      fidelity: "original",
    },
    source: {
      isSliced: true,
      read: (offset, length) => reader.read(offset, length),
      release: (bytes) => reader.release(bytes),
    },
    outlet: {
      say: (word) => socket.send(encodeLaneWord(word)),
      sendBytes: (bytes) => {
        for (let at = 0; at < bytes.byteLength; at += frameBytes)
          socket.send(bytes.subarray(at, at + frameBytes));
      },
    },
  });
  socket.onmessage = (event: MessageEvent<unknown>) => sender.takeWord(decodeLaneWord(String(event.data)));
  const lost = new Promise<never>((_, reject) => {
    socket.onclose = ({ code }) => reject(new Error(`the lane was closed (${code})`));
  });
  const begun = performance.now();
  sender.begin();
  const outcome = await Promise.race([sender.outcome, lost]);
  const ms = performance.now() - begun;
  if (outcome.kind !== "finished") throw new Error(`the file was not taken: ${JSON.stringify(outcome)}`);
  lost.catch(() => undefined);
  socket.close();
  return ms;
}

function knownDigest(digests: readonly string[], offset: number): Promise<string> {
  const known = digests[offset / PIECE_BYTES];
  return known === undefined ? Promise.reject(new Error("no such piece")) : Promise.resolve(known);
}

async function openLane(): Promise<WebSocket> {
  const pairing = await readPairing();
  if (!pairing) throw new Error("this browser is not paired");
  const { ticket } = (await proveBySocket(pairing)).ticket;
  const socket = new WebSocket(`ws://${LOOPBACK_ADDRESS}:${pairing.port}/raw`, [
    LANE_SUBPROTOCOL,
    `${LANE_BEARER_PREFIX}${ticket}`,
  ]);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  return socket;
}
