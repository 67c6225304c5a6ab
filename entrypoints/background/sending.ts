/** Works on the queue of what is to be sent, several at a time, whenever the companion is connected. */

import { onChange } from "../../shared/extension/changes.ts";
import type { Connection } from "../../shared/extension/connection.ts";
import type { SendItem } from "../../shared/extension/database.ts";
import { oneAtATime } from "../../shared/extension/one-at-a-time.ts";
import { findSends, sendsIn, type TakenSend } from "../../shared/extension/sends.ts";
import { type LanePool, openLanePool } from "./lane-pool.ts";
import { READ_TOGETHER } from "./read-ahead.ts";
import { SendBatch } from "./send-batch.ts";
import { SendWork } from "./send-work.ts";

/** Two large files fill the companion's disk thread already; four more lanes keep small ones from waiting. */
const MAX_LARGE_FILES = 2;
export const MAX_LANES = 6;
/** The list of finished items is cut after so many, and when the queue has come to rest. */
const FORGET_EVERY = 100;

export interface Sending {
  /** What is under way, for the badge. */
  readonly batch: SendBatch;
  /** Looks into the database for what waits. */
  kick(): void;
  /** Something is about to come. */
  warmUp(): void;
  /** Sends what was just got, before the database has it; resolves with whether the first try was enough. */
  sendNow(taken: TakenSend): Promise<boolean>;
}

/** Starts working; `onProgress` is told whenever an item's state or progress changes. */
export function startSending(connection: Connection, onProgress: () => void): Sending {
  const batch = new SendBatch();
  const work: SendWork = new SendWork(batch, () => pool.upcoming(READ_TOGETHER), onProgress);
  const pool = openLanePool<SendItem>({
    connection,
    maxLanes: MAX_LANES,
    maxLargeFiles: MAX_LARGE_FILES,
    work: async (lane, item) => {
      await work.send(lane, item.id);
      if (batch.open === 0 || batch.finished % FORGET_EVERY === 0) await work.tidy();
    },
    onChange: onProgress,
  });
  const kick = oneAtATime(async () => {
    await compare(pool, batch, work);
    onProgress();
  });
  onChange((changed, by) => {
    // A page has paused, resumed or removed something; what this context does itself it knows.
    if (changed !== "sends" || by !== "elsewhere") return;
    work.reconsider();
    kick();
  });
  return {
    batch,
    kick,
    warmUp: () => pool.warmUp(),
    sendNow: (taken) => {
      const sent = work.keep(taken);
      pool.add([taken.item]);
      return sent;
    },
  };
}

/** Brings the pool to what the database says: new items in, paused and removed ones out. */
async function compare(pool: LanePool<SendItem>, batch: SendBatch, work: SendWork): Promise<void> {
  const known = pool.ids();
  const open = await sendsIn("waiting", "sending");
  const isOpen = new Set(open.map((item) => item.id));
  const gone = known.filter((id) => !isOpen.has(id));
  const found = gone.length > 0 ? await findSends(gone) : [];
  for (const [index, item] of found.entries()) {
    const id = gone[index];
    // One that is just done needs no stopping.
    if (id === undefined || (item && item.state !== "paused")) continue;
    pool.drop(id);
    batch.drop(id);
    work.drop(id);
  }
  const left = open.filter(({ id }) => !work.hasSent(id));
  for (const item of left) batch.add(item);
  pool.add(left);
}
