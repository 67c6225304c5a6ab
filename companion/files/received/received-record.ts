/** One record of the inbox's index, and how it is read from its rows. */

import path from "node:path";
import type { SQLOutputValue } from "node:sqlite";
import * as v from "valibot";
import { decodeHow, FIDELITIES, type Fidelity, type How } from "../../../shared/protocol/lane-words.ts";
import { isoTime, optionalTextOf, type Row, textOf, UNKNOWN_TIME, wholeNumber } from "../stored-values.ts";

/** One received file as commands and scripts see it. */
export interface ReceivedRecord {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  /** The same inside the inbox, with slashes on every system. */
  readonly relativePath: string;
  readonly type: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly fidelity: Fidelity;
  readonly sources: readonly RecordedSource[];
  /** When it was finished, ISO 8601. */
  readonly receivedAt: string;
  /** How the bytes on the disk were had: what was said when they first came. Absent where nobody said. */
  readonly how?: How;
  /** The name it came with, where a rule or its owner has given it another one since. */
  readonly ownName?: string;
  /** What the user has written about it. Absent where that is nothing. */
  readonly note?: string;
  readonly tags?: readonly string[];
  /** When it went into the bin, ISO 8601. Absent while it is in the inbox. */
  readonly binnedAt?: string;
}

export interface RecordedSource {
  readonly url: string;
  readonly pageUrl: string | null;
  readonly title: string | null;
  readonly alt: string | null;
  /** When it was taken from there, ISO 8601. */
  readonly at: string;
}

/** Columns that tables of older versions lack, one or more of them. */
const NEWER_COLUMNS = ["how", "folder", "own_name", "note", "tags", "binned_at"] as const;

/** The columns that a record is read from, of those that its table has. */
export function recordColumns(has: (column: string) => boolean): {
  readonly sql: string;
  readonly isAll: boolean;
} {
  const newer = NEWER_COLUMNS.filter(has);
  const numbers = ["seq", "bytes", "received_at", ...newer.filter((column) => column === "binned_at")];
  const texts = [
    "id",
    "name",
    "type",
    "sha256",
    "fidelity",
    ...newer.filter((column) => column !== "binned_at"),
  ];
  return {
    sql: [...numbers.map(wholeNumber), ...texts].join(", "),
    isAll: newer.length === NEWER_COLUMNS.length,
  };
}

/** Those that one of its sources is read from. */
export const SOURCE_COLUMNS = `url, page_url, title, alt, ${wholeNumber("at")}`;

/** A record as it can be shown. */
export interface ReadRecord {
  /** `undefined` where the rows name no file of the inbox. */
  readonly record: ReceivedRecord | undefined;
  /** Whether something in the rows makes no sense. */
  readonly isDamaged: boolean;
}

/**
 * Reads a record from its rows; never throws. A time that no date can hold gives way to the nearest that is known: of
 * a source to when its file came.
 */
export function readRecord(inbox: string, row: Row, sourceRows: readonly Row[]): ReadRecord {
  const name = textOf(row.name);
  const bytes = Number(row.bytes);
  const folder = textOf(row.folder);
  if (!isPlainFolder(folder) || !isPlainName(name) || !Number.isSafeInteger(bytes))
    return { record: undefined, isDamaged: true };
  const fidelity = FIDELITIES.find((candidate) => candidate === row.fidelity);
  const how = decodeHow(row.how);
  const receivedAt = isoTime(row.received_at);
  const ownName = optionalTextOf(row.own_name);
  const note = optionalTextOf(row.note);
  const tags = tagsOf(row.tags);
  const binnedAt = typeof row.binned_at === "number" ? isoTime(row.binned_at) : undefined;
  const times = sourceRows.map(({ at }) => isoTime(at));
  const record: ReceivedRecord = {
    id: textOf(row.id),
    name,
    path: path.join(inbox, folder, name),
    relativePath: folder === "" ? name : `${folder}/${name}`,
    type: textOf(row.type),
    bytes,
    sha256: textOf(row.sha256),
    fidelity: fidelity ?? "original",
    sources: sourceRows.map((source, index) => ({
      url: textOf(source.url),
      pageUrl: optionalTextOf(source.page_url),
      title: optionalTextOf(source.title),
      alt: optionalTextOf(source.alt),
      at: times[index] ?? receivedAt ?? UNKNOWN_TIME,
    })),
    receivedAt: receivedAt ?? UNKNOWN_TIME,
    // One that only a newer version knows is no damage.
    ...(how && { how }),
    ...(ownName !== null && ownName !== name && { ownName }),
    ...(note && { note }),
    ...(tags.length > 0 && { tags }),
    ...(binnedAt !== undefined && { binnedAt }),
  };
  return { record, isDamaged: !fidelity || !receivedAt || times.includes(undefined) };
}

const TagsSchema = v.array(v.string());

/** The tags of a record's row. */
export function tagsOf(value: SQLOutputValue | undefined): readonly string[] {
  if (typeof value !== "string") return [];
  try {
    const tags = v.safeParse(TagsSchema, JSON.parse(value));
    return tags.success ? tags.output : [];
  } catch {
    return [];
  }
}

/** Whether a folder is the inbox itself or one inside it. */
function isPlainFolder(folder: string): boolean {
  return folder === "" || folder.split("/").every(isPlainName);
}

/** Whether a name is one of something in a folder itself: no other was ever given. */
function isPlainName(name: string): boolean {
  return name !== "" && name !== "." && name !== ".." && !/[/\\\0]/.test(name);
}
