/** The door for bytes of a file that is under way on a lane: asked for by `GET` of one range, with the lane's bearer. */

import { HEX_FORM } from "../../../shared/protocol/hex.ts";
import { MAX_FILE_BYTES, MAX_PIECE_BYTES } from "../../../shared/protocol/limits.ts";
import { RANGE_BEARER_SCHEME, RANGE_PATH } from "../../../shared/protocol/proof.ts";
import type { Client } from "../channels/channel.ts";
import { type DoorKeeper, EXTENSION_ORIGIN, holderOf, MAX_BEARER_CHARACTERS } from "./door-keeper.ts";
import { headerValues, type RequestFacts } from "./request-facts.ts";

/** What is asked for: a stretch of one file, both ends included, no longer than a piece. */
export interface RangeRequest {
  readonly client: Client;
  /** The file's id. */
  readonly id: string;
  readonly first: number;
  readonly last: number;
}

/** Digits of a file's id. */
const ID_DIGITS = 32;
/** One range, both ends named: more digits than these no offset has. */
const RANGE_FORM = /^bytes=(\d{1,16})-(\d{1,16})$/;

/** Whether a path is that of a file's bytes. */
export function isRangePath(path: string): boolean {
  return path.startsWith(RANGE_PATH);
}

/** What is asked for, and by whom; else why it is refused. Whether there is such a file is not asked here. */
export function admitRange(
  request: RequestFacts,
  keeper: DoorKeeper,
  path: string,
  origin: string | undefined,
): RangeRequest | "method" | "origin" | "bearer" | "range" {
  if (request.method !== "GET") return "method";
  if (origin !== undefined && !EXTENSION_ORIGIN.test(origin)) return "origin";
  const bearer = only(headerValues(request, "authorization"));
  if (!bearer?.startsWith(RANGE_BEARER_SCHEME)) return "bearer";
  const secret = bearer.slice(RANGE_BEARER_SCHEME.length);
  const holder = secret.length > MAX_BEARER_CHARACTERS ? undefined : holderOf(keeper, secret, origin);
  if (!holder) return "bearer";
  const id = path.slice(RANGE_PATH.length);
  const stretch = stretchOf(only(headerValues(request, "range")));
  if (id.length !== ID_DIGITS || !HEX_FORM.test(id) || !stretch) return "range";
  return { client: holder.client, id, ...stretch };
}

function stretchOf(range: string | undefined): { readonly first: number; readonly last: number } | undefined {
  const [, from, to] = RANGE_FORM.exec(range ?? "") ?? [];
  const [first, last] = [Number(from), Number(to)];
  const isSound = first <= last && last < MAX_FILE_BYTES && last - first < MAX_PIECE_BYTES;
  return isSound ? { first, last } : undefined;
}

/** The value of what may be said once. */
function only(values: readonly string[]): string | undefined {
  return values.length === 1 ? values[0] : undefined;
}
