/** Works on the queue of what is to be sent, several at a time, whenever the companion is connected. */

import { onChange } from "../../shared/extension/changes.ts";
import type { Connection } from "../../shared/extension/connection.ts";
import type { SendItem } from "../../shared/extension/database.ts";
import { oneAtATime } from "../../shared/extension/one-at-a-time.ts";
import {
  changeSend,
  findSends,
  finishSend,
  forgetOldest,
  returnSends,
  sendsIn,
  takeSend,
} from "../../shared/extension/sends.ts";
import type { Offer } from "../../shared/protocol/lane-words.ts";
import { CloseCode } from "../../shared/protocol/protocol-error.ts";
import { type Lane, LaneLost } from "./lane.ts";
import { type LanePool, openLanePool } from "./lane-pool.ts";
import { SendBatch } from "./send-batch.ts";
import { noteProgress } from "./send-progress.ts";
import { type UploadOutcome, upload } from "./upload.ts";

/** Two large files fill the companion's disk thread already; four more lanes keep small ones from waiting. */
const MAX_LARGE_FILES = 2;
const MAX_LANES = 6;
/** The list of finished items is cut after so many, and when the queue has come to rest. */
const FORGET_EVERY = 100;

export interface Sending {
  /** What is under way, for the badge. */
  readonly batch: SendBatch;
  /** Looks into the database for what waits. */
  kick(): void;
  /** Something is about to come. */
  warmUp(): void;
}

/** Starts working; `onProgress` is told whenever an item's state or progress changes. */
export function startSending(connection: Connection, onProgress: () => void): Sending {
  const batch = new SendBatch();
  const pool = openLanePool<SendItem>({
    connection,
    maxLanes: MAX_LANES,
    maxLargeFiles: MAX_LARGE_FILES,
    work: async (lane, item) => {
      await sendOne(lane, item.id, batch, onProgress);
      if (batch.open === 0 || batch.finished % FORGET_EVERY === 0) await forgetOldest();
    },
    onChange: onProgress,
  });
  const kick = oneAtATime(async () => {
    await compare(pool, batch);
    onProgress();
  });
  onChange((changed, by) => {
    // A page has paused, resumed or removed something; what this context does itself it knows.
    if (changed === "sends" && by === "elsewhere") kick();
  });
  return { batch, kick, warmUp: () => pool.warmUp() };
}

/** Brings the pool to what the database says: new items in, paused and removed ones out. */
async function compare(pool: LanePool<SendItem>, batch: SendBatch): Promise<void> {
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
  }
  for (const item of open) batch.add(item);
  pool.add(open);
}

async function sendOne(lane: Lane, id: string, batch: SendBatch, onProgress: () => void): Promise<void> {
  const taken = await takeSend(id);
  if (!taken) {
    batch.drop(id);
    return;
  }
  const { item, blob } = taken;
  if (!blob) {
    batch.drop(id);
    await changeSend(id, {
      state: "failed",
      message: "The browser no longer has the bytes: send the file again from its page.",
    });
    return;
  }
  batch.add(item);
  const progress = noteProgress(id, (ackedBytes) => {
    batch.acknowledged(id, ackedBytes);
    onProgress();
  });
  try {
    const outcome = await uploadOrRefuse(lane, offerOf(item, blob), blob, progress.acknowledged);
    progress.stop();
    if (outcome.kind === "finished") {
      batch.finish(id);
      const { name: storedName, already } = outcome;
      await finishSend(id, { ackedBytes: blob.size, bytes: blob.size, storedName, already });
    } else if (outcome.refusal.code === "superseded" || outcome.refusal.code === "busy") {
      throw new LaneLost(outcome.refusal.message);
    } else {
      batch.drop(id);
      await changeSend(id, { state: "failed", message: outcome.refusal.message });
    }
  } catch (error) {
    progress.stop();
    await returnSends([id]);
    throw error;
  }
}

/** A dialogue the companion can't follow would break off at every try: that is a failure, not a lost lane. */
async function uploadOrRefuse(...words: Parameters<typeof upload>): Promise<UploadOutcome> {
  try {
    return await upload(...words);
  } catch (error) {
    if (!(error instanceof LaneLost) || error.closeCode !== CloseCode.malformed) throw error;
    const message = "The computer could not follow what this browser said: update both, then retry.";
    return { kind: "refused", refusal: { type: "refuse", code: "not_allowed", message } };
  }
}

function offerOf(item: SendItem, blob: Blob): Offer {
  return {
    type: "offer",
    id: item.id,
    name: item.name,
    bytes: blob.size,
    mediaType: item.mediaType,
    expects: item.expects,
    fidelity: item.fidelity,
    source: {
      url: item.url,
      at: item.at,
      ...(item.pageUrl === undefined ? {} : { pageUrl: item.pageUrl }),
      ...(item.title === undefined ? {} : { title: item.title }),
      ...(item.alt === undefined ? {} : { alt: item.alt }),
    },
  };
}
