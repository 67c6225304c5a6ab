/** A raw lane that sends parcels, by the sender that the product uses. */

import { createHash } from "node:crypto";
import type { Offer } from "../../shared/protocol/lane-words.ts";
import { encodeParcel, type ParcelHead } from "../../shared/protocol/parcels/parcel.ts";
import { decodeWord, encodeParcelWord, isOfParcels } from "../../shared/protocol/parcels/parcel-words.ts";
import { LANE_BEARER_PREFIX, LANE_SUBPROTOCOL } from "../../shared/protocol/proof.ts";
import {
  type OutgoingParcel,
  type ParcelOutcome,
  ParcelSender,
} from "../../shared/transfer/parcel-sender.ts";
import { Listening, offerOf } from "./node-browser.ts";

/** A raw lane by a script's token, which comes from no page. */
export async function openScriptLane(port: number, token: string): Promise<Listening> {
  const protocols = [LANE_SUBPROTOCOL, `${LANE_BEARER_PREFIX}${token}`];
  const lane = new Listening(`ws://127.0.0.1:${port}/raw`, protocols, {});
  if (!(await lane.opened())) throw new Error("the lane was refused");
  return lane;
}

/** A file as a parcel; `words` are said of it in place of what is true. */
export function parcelOf(bytes: Uint8Array, words: Partial<Offer> = {}): OutgoingParcel {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const head: ParcelHead = { ...offerOf(bytes), sha256, ...words, bytes: bytes.byteLength };
  return { head: { ...head, sha256: words.sha256 ?? sha256 }, bytes: new Uint8Array(bytes) };
}

/** A parcel as the one frame that it is. */
export function frameOf({ head, bytes }: OutgoingParcel): Uint8Array {
  return encodeParcel(head, bytes);
}

export interface SentParcels {
  /** By id. */
  readonly outcomes: ReadonlyMap<string, ParcelOutcome>;
  /** How many bytes of files were sent, and in how many words they were answered. */
  readonly sentBytes: number;
  readonly words: number;
}

/** Sends parcels and waits until each is answered. Throws where the lane ends first, or says something else. */
export async function sendParcelsOver(
  lane: Listening,
  parcels: readonly OutgoingParcel[],
  seeks = false,
): Promise<SentParcels> {
  const outcomes = new Map<string, ParcelOutcome>();
  let sentBytes = 0;
  let words = 0;
  const sender = new ParcelSender(
    {
      sayOfParcels: (word) => lane.socket.send(encodeParcelWord(word)),
      sendParcel(head, bytes) {
        sentBytes += bytes?.byteLength ?? 0;
        lane.socket.send(encodeParcel(head, bytes));
      },
    },
    (id, outcome) => void outcomes.set(id, outcome),
  );
  sender.send(parcels, seeks);
  while (!sender.over) {
    const word = decodeWord(String(await lane.next()));
    if (!isOfParcels(word)) throw new Error(`the companion said ${word.type}`);
    words += 1;
    sender.takeWord(word);
  }
  return { outcomes, sentBytes, words };
}
