/** Sends many small files over one lane as parcels: all are read together, and answered many together. */

import type { ParcelHead } from "../../../shared/protocol/parcels/parcel.ts";
import { ProtocolError } from "../../../shared/protocol/protocol-error.ts";
import {
  type OutgoingParcel,
  type ParcelOutcome,
  ParcelSender,
} from "../../../shared/transfer/parcel-sender.ts";
import { type Lane, LaneLost } from "../lanes/lane.ts";
import type { Outgoing } from "./outgoing.ts";

/** A single file this small follows its head at once: asking whether it is known takes about as long as its bytes. */
const UNASKED_BYTES = 2 * 1024 * 1024;

/** The file as a parcel; `undefined` where it has to go piece by piece. */
export async function parcelOf({ offer, source }: Outgoing): Promise<OutgoingParcel | undefined> {
  const { bytes, sha256 } = offer;
  if (bytes === null || bytes === 0 || sha256 === undefined) return undefined;
  const read = await source.read(0, bytes);
  if (!(read?.bytes instanceof Uint8Array) || read.length !== bytes) return undefined;
  const head: ParcelHead = { ...offer, bytes, sha256 };
  return { head, bytes: read.bytes };
}

/** Sends parcels; resolves when each is answered. Throws `LaneLost` where the lane ends first. */
export async function sendParcels(
  lane: Lane,
  parcels: readonly OutgoingParcel[],
  onOutcome: (id: string, outcome: ParcelOutcome) => void,
): Promise<void> {
  const [first] = parcels;
  if (!first || !lane.parcels) return;
  const sender = new ParcelSender(lane.parcels, onOutcome);
  const stopWatching = lane.watch(() => false);
  try {
    sender.send(parcels, parcels.length > 1 || first.bytes.byteLength > UNASKED_BYTES);
    while (!sender.over) {
      const arrival = await lane.next();
      if (arrival.kind === "of-parcels") sender.takeWord(arrival.word);
      else if (arrival.kind === "bytes" || arrival.word.type !== "wait")
        throw new LaneLost("The companion broke the dialogue.");
    }
  } catch (error) {
    throw error instanceof ProtocolError ? new LaneLost(error.message) : error;
  } finally {
    stopWatching();
  }
}
