/** Fetches stretches of a file that is under way on a lane: the bytes go from the network to the browser, and no script holds them. */

import type { LaneAccess } from "../../../shared/extension/connection/lane-access.ts";
import { LANE_STALL_MS, LOOPBACK_ADDRESS } from "../../../shared/protocol/limits.ts";
import { RANGE_BEARER_SCHEME, RANGE_PATH } from "../../../shared/protocol/proof.ts";
import type { FetchStretch } from "./lane.ts";

/** What requests beside a lane need. */
export interface Ranges {
  /** A ticket that is good now: a lane may outlive its own. */
  readonly access: () => Promise<LaneAccess>;
  /** One could not be had, though its lane was still there: until the connection is another one, bytes come on the lanes. */
  haveFailed: boolean;
}

/** Of all files together: a browser opens six connections to one place, and others need some of them. */
const MAX_FETCHES = 4;

let underWay = 0;
const waiting: (() => void)[] = [];

/** Fetches by requests until the lane has ended. */
export function fetchBy(ranges: Ranges, ended: AbortSignal): FetchStretch {
  return async (id, offset, bytes) => {
    while (underWay >= MAX_FETCHES) await new Promise<void>((resolve) => waiting.push(resolve));
    underWay += 1;
    try {
      return await fetched(await ranges.access(), `bytes=${offset}-${offset + bytes - 1}`, id, bytes, ended);
    } catch (error) {
      ranges.haveFailed ||= !ended.aborted;
      throw error;
    } finally {
      underWay -= 1;
      waiting.shift()?.();
    }
  };
}

async function fetched(
  { port, ticket }: LaneAccess,
  range: string,
  id: string,
  bytes: number,
  ended: AbortSignal,
): Promise<Blob> {
  const answer = await fetch(`http://${LOOPBACK_ADDRESS}:${port}${RANGE_PATH}${id}`, {
    headers: { authorization: RANGE_BEARER_SCHEME + ticket, range },
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
    signal: AbortSignal.any([ended, AbortSignal.timeout(LANE_STALL_MS)]),
  });
  // Whoever holds the port may say anything: no more of it is taken than was asked for, packed a thousand times over neither.
  const { headers } = answer;
  const isAsAsked = headers.get("content-length") === String(bytes) && !headers.has("content-encoding");
  if (answer.status === 206 && isAsAsked) {
    const blob = await answer.blob();
    if (blob.size === bytes) return blob;
  }
  await answer.body?.cancel().catch(() => undefined);
  throw new Error(`The bytes could not be fetched (${answer.status}).`);
}
