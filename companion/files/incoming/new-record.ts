/** The record of a file that has come as a whole: what its sender said, and what its bytes say. */

import path from "node:path";
import type { NamingFacts } from "../../../shared/naming/facts.ts";
import { safeFileName } from "../../../shared/naming/file-name.ts";
import { type ProposedPlace, plainPlace } from "../../../shared/naming/place.ts";
import type { Offer } from "../../../shared/protocol/lane-words.ts";
import type { Naming } from "../received/naming-rule.ts";
import type { NewRecord } from "../received/received-index.ts";
import type { StagedFile } from "./incoming-file.ts";

/** A record, and where its file is to go. */
export interface PlacedRecord {
  readonly record: NewRecord;
  readonly place: ProposedPlace;
}

/** Writes it, with the safe name that the file has without a template, and finds its place by the template. */
export function placedRecord(
  client: string,
  offer: Offer,
  staged: StagedFile,
  naming?: Pick<Naming, "placeOf" | "sidecars">,
): PlacedRecord {
  const name = safeFileName(offer.name, staged.detected?.extension);
  const record: NewRecord = {
    client,
    id: offer.id,
    name,
    ownName: name,
    type: staged.detected?.mediaType ?? fallbackType(offer.mediaType),
    bytes: staged.bytes,
    sha256: staged.sha256,
    fidelity: offer.fidelity,
    ...(offer.how && { how: offer.how }),
    receivedAt: Date.now(),
    staged: path.basename(staged.staged),
    sidecars: naming?.sidecars ?? [],
    ...(offer.source === undefined ? {} : { source: offer.source }),
  };
  return { record, place: naming?.placeOf({ ...record, at: record.receivedAt }) ?? plainPlace(name) };
}

/** What is known for naming it before it has come: its bytes may say otherwise. */
export function offeredFacts(offer: Offer): NamingFacts {
  const { sha256 = "", mediaType: type } = offer;
  return { ...offer, sha256, type, at: Date.now() };
}

/** What a sender claims counts only for texts, whose bytes say nothing, and never for something that could run. */
function fallbackType(claimed: string): string {
  const [type = ""] = claimed.split(";");
  return /^text\/(?!html)[\w.+-]+$/.test(type.trim()) || type.trim() === "application/json"
    ? type.trim()
    : "application/octet-stream";
}
