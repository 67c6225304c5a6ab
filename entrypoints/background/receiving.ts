/** Gets the files that wait for this browser, a few at a time, and makes a thumbnail of each picture. */

import type { Socket } from "phoenix";
import * as v from "valibot";
import { onChange } from "../../shared/extension/changes.ts";
import type { Connection } from "../../shared/extension/connection.ts";
import type { ReceivedItem } from "../../shared/extension/database.ts";
import { oneAtATime } from "../../shared/extension/one-at-a-time.ts";
import {
  changeReceived,
  findReceived,
  forgetTakenBack,
  noteWaiting,
  receivedBlob,
} from "../../shared/extension/received.ts";
import { OUTBOX_TOPIC, OutboxEvent, type WaitingFile } from "../../shared/protocol/topics.ts";
import { download } from "./download.ts";
import { type Lane, LaneLost } from "./lane.ts";
import { openLanePool } from "./lane-pool.ts";
import { lackOfRoom } from "./storage-room.ts";
import { thumbnailOf } from "./thumbnail.ts";

/** Each lane may bring a window of bytes into memory: fewer than for sending, and small ones still pass. */
const MAX_LANES = 3;
const MAX_LARGE_FILES = 2;

const WaitingFileSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  name: v.string(),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  mediaType: v.string(),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  at: v.number(),
});
const WithdrawnSchema = v.object({ id: v.string(), reason: v.optional(v.string()) });
const JoinReplySchema = v.object({ waiting: v.array(WaitingFileSchema) });

/** Listens for files; `onProgress` is told whenever one has come, or can't. */
export function startReceiving(connection: Connection, onProgress: () => void): void {
  /** What the companion says waits, and has not come yet. */
  const files = new Map<string, WaitingFile>();
  const pool = openLanePool<WaitingFile>({
    connection,
    maxLanes: MAX_LANES,
    maxLargeFiles: MAX_LARGE_FILES,
    work: async (lane, file) => {
      if ((await receiveOne(lane, file)) === "over") files.delete(file.id);
    },
    onChange: onProgress,
  });
  const compare = oneAtATime(async () => {
    const known = [...files.values()];
    for (const id of pool.ids()) if (!files.has(id)) pool.drop(id);
    for (const [index, item] of (await noteWaiting(known)).entries()) {
      const file = known[index];
      if (!file) continue;
      if (await mayCome(item)) pool.add([file]);
      else pool.drop(file.id);
    }
    onProgress();
  });
  connection.onSocket((socket) => {
    // The companion says anew what waits; what is under way goes on.
    files.clear();
    if (!socket) return;
    joinOutbox(socket, {
      waits: (waiting) => {
        for (const file of waiting) files.set(file.id, file);
        compare();
      },
      isWithdrawn: (id) => {
        files.delete(id);
        compare();
      },
    });
  });
  onChange((changed, by) => {
    // A page has paused, continued or deleted one; a deleted one may have made room for another.
    if (changed === "received" && by === "elsewhere" && files.size > 0) compare();
  });
}

interface OutboxListener {
  waits(files: readonly WaitingFile[]): void;
  isWithdrawn(id: string): void;
}

function joinOutbox(socket: Socket, listener: OutboxListener): void {
  const channel = socket.channel(OUTBOX_TOPIC, {});
  channel.on(OutboxEvent.waiting, (payload: unknown) => {
    const parsed = v.safeParse(WaitingFileSchema, payload);
    if (parsed.success) listener.waits([parsed.output]);
  });
  channel.on(OutboxEvent.withdrawn, (payload: unknown) => {
    const parsed = v.safeParse(WithdrawnSchema, payload);
    if (!parsed.success) return;
    const { id, reason } = parsed.output;
    listener.isWithdrawn(id);
    // One whose copy is gone is refused when it is asked for, and shown with that reason.
    if (reason === "cancelled") void forgetTakenBack((item) => item.id === id);
  });
  channel.join().receive("ok", (reply: unknown) => {
    const parsed = v.safeParse(JoinReplySchema, reply);
    if (!parsed.success) return;
    const { waiting } = parsed.output;
    listener.waits(waiting);
    // What waits no more was taken back while this browser was away.
    const ids = new Set(waiting.map(({ id }) => id));
    const now = Date.now();
    // One that is announced while this is looked at is newer.
    void forgetTakenBack(({ id, at }) => !ids.has(id) && at < now);
  });
}

/** Whether a file is to be asked for now. One that waits for room goes on by itself as soon as there is some. */
async function mayCome(item: ReceivedItem): Promise<boolean> {
  switch (item.state) {
    case "receiving":
      return true;
    case "failed":
      await changeReceived(item.id, { state: "receiving" });
      return true;
    case "full":
      if (await lackOfRoom(item)) return false;
      await changeReceived(item.id, { state: "receiving" });
      return true;
    case "stored":
      // It is here, and the companion has not heard of it: it asks what is missing.
      return true;
    case "paused":
    case "declined":
      return false;
  }
}

/** Says `over` when the file need not be asked for again, and `waits` where the user comes next. */
async function receiveOne(lane: Lane, file: WaitingFile): Promise<"over" | "waits"> {
  const before = await findReceived(file.id);
  if (!before || before.state === "paused" || before.state === "declined") return "waits";
  const lack = await lackOfRoom(before);
  if (lack) {
    await changeReceived(file.id, { state: "full", message: lack });
    return "waits";
  }
  const outcome = await download(lane, file);
  const isLater = outcome.kind === "refused" && ["busy", "superseded"].includes(outcome.refusal.code);
  if (isLater) throw new LaneLost(outcome.refusal.message);
  if (outcome.kind === "stored") {
    await keepThumbnail(file.id);
  } else if (outcome.refusal.code === "storage_full") {
    await changeReceived(file.id, { state: "full", message: outcome.refusal.message });
    return "waits";
  } else if (before.state !== "stored") {
    await changeReceived(file.id, { state: "failed", message: outcome.refusal.message });
  }
  return "over";
}

/** A picture is no part of the file: where there is no room for it, the list shows the file's kind. */
async function keepThumbnail(id: string): Promise<void> {
  const item = await findReceived(id);
  const thumbnail = item && (await thumbnailOf(item, () => receivedBlob(item, item.mediaType)));
  if (thumbnail) await changeReceived(id, { thumbnail }).catch(() => undefined);
}
