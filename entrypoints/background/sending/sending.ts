/** Works on the queue of what is to be sent, several at a time, whenever the companion is connected. */

import type { Connection } from "../../../shared/extension/connection/connection.ts";
import { oneAtATime } from "../../../shared/extension/connection/one-at-a-time.ts";
import { onChange } from "../../../shared/extension/store/changes.ts";
import type { SendItem, StreamNote } from "../../../shared/extension/store/database.ts";
import { forgetGivenUp, givenUpSends } from "../../../shared/extension/store/given-up.ts";
import type { OpenStream } from "../../../shared/transfer/stream-source.ts";
import { FileBatch } from "../lanes/file-batch.ts";
import type { Lane } from "../lanes/lane.ts";
import { type LanePool, openLanePool } from "../lanes/lane-pool.ts";
import type { Waiting } from "../lanes/turn-queue.ts";
import { giveUp } from "./give-up.ts";
import { READ_TOGETHER } from "./read-ahead.ts";
import { SendQueue } from "./send-queue.ts";
import { type SendListener, SendWork } from "./send-work.ts";

/** Two large files fill the companion's disk thread already; four more lanes keep small ones from waiting. */
const MAX_LARGE_FILES = 2;
export const MAX_LANES = 6;
/** The list of finished items is cut each time this many have gone, and when the queue has come to rest. */
const FORGET_EVERY = 100;

export interface Sending {
  /** What is under way, for the badge. */
  readonly batch: FileBatch;
  /** The items, and what each is now. */
  readonly queue: SendQueue;
  /** Looks into the database for what waits. */
  kick(): void;
  /** Something is about to come. */
  warmUp(): void;
  /** Takes over a download that was begun, for when the item's turn comes. */
  handOver(item: SendItem, note: StreamNote, stream: OpenStream): void;
  /** Stops whatever is under way for an item that is not to be sent any more. */
  stop(id: string): void;
}

interface Parts {
  readonly pool: LanePool<Waiting>;
  readonly batch: FileBatch;
  readonly queue: SendQueue;
  readonly work: SendWork;
  /** Files whose turn is not to be sent but to be given up. */
  readonly givingUp: Set<string>;
}

/** Starts working. */
export function startSending(connection: Connection, listener: SendListener): Sending {
  const { onProgress } = listener;
  const batch = new FileBatch();
  const givingUp = new Set<string>();
  const queue: SendQueue = new SendQueue({
    upcoming: () => pool.upcoming(READ_TOGETHER).filter((id) => !givingUp.has(id)),
    isConnected: () => connection.socket() !== undefined,
    onWaiting: (item) => pool.add([item]),
    isLast: () => batch.open === 0,
  });
  const work = new SendWork(queue, batch, listener);
  const pool = openLanePool<Waiting>({
    connection,
    maxLanes: MAX_LANES,
    maxLargeFiles: MAX_LARGE_FILES,
    work: async (lane, { id }) => {
      if (givingUp.has(id)) return await tellGivenUp(lane, id);
      await work.send(lane, id);
      await tidy();
    },
    workTogether: async (lane, works) => {
      await work.sendTogether(
        lane,
        works.filter(({ item }) => !givingUp.has(item.id)),
      );
      for (const { item, over } of works.filter((one) => givingUp.has(one.item.id))) {
        await tellGivenUp(lane, item.id);
        over();
      }
      await tidy();
    },
    onChange: onProgress,
  });
  const parts = { pool, batch, queue, work, givingUp };
  const tellGivenUp = async (lane: Lane, id: string): Promise<void> => {
    const isTold = await giveUp(lane, id);
    if (isTold) await forgetGivenUp(id);
    givingUp.delete(id);
    // It may be on the list again; what could not be told is told another time.
    if (isTold) kick();
  };
  let tidied = 0;
  const tidy = async (): Promise<void> => {
    if (batch.open > 0 && batch.finished - tidied < FORGET_EVERY) return;
    tidied = batch.finished;
    await queue.tidy();
  };
  const kick = oneAtATime(async () => {
    await compare(parts);
    onProgress();
  });
  onChange((changed, by) => {
    // A page has paused, resumed or removed something; what this context does itself it knows.
    if (changed !== "sends" || by !== "elsewhere") return;
    void queue.lookAgain().then((unwanted) => {
      for (const id of unwanted) stop(parts, id);
      kick();
    });
  });
  return {
    batch,
    queue,
    kick,
    warmUp: () => pool.warmUp(),
    handOver: (...download) => {
      work.adopt(...download);
      kick();
    },
    stop: (id) => {
      stop(parts, id);
      kick();
    },
  };
}

/** Brings the pool to what the queue says: new items in, paused and removed ones out. */
async function compare(parts: Parts): Promise<void> {
  const { pool, batch, queue, givingUp } = parts;
  const known = pool.ids().filter((id) => !givingUp.has(id));
  const open = await queue.open();
  const isOpen = new Set(open.map((item) => item.id));
  const gone = known.filter((id) => !isOpen.has(id));
  for (const [index, item] of (await queue.find(gone)).entries()) {
    const id = gone[index];
    // One that is just done needs no stopping.
    if (id === undefined || (item && item.state !== "paused")) continue;
    stop(parts, id);
  }
  for (const item of open) batch.add(item);
  pool.add(open);
  for (const { id, at } of await givenUpSends()) {
    // One that was tried again meanwhile is sent: what is there of it is resumed or replaced.
    if (isOpen.has(id)) {
      if (!givingUp.has(id)) await forgetGivenUp(id);
      continue;
    }
    givingUp.add(id);
    pool.add([{ id, at, bytes: 0 }]);
  }
}

function stop({ pool, batch, work }: Parts, id: string): void {
  pool.drop(id);
  batch.drop(id);
  work.drop(id);
}
