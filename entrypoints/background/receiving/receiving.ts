/** Gets the files that wait for this browser, a few at a time, and makes a thumbnail of each picture. */

import type { Socket } from "phoenix";
import * as v from "valibot";
import type { Connection } from "../../../shared/extension/connection/connection.ts";
import { oneAtATime } from "../../../shared/extension/connection/one-at-a-time.ts";
import { onChange } from "../../../shared/extension/store/changes.ts";
import type { ReceivedItem } from "../../../shared/extension/store/database.ts";
import {
  changeReceived,
  continueReceived,
  findReceived,
  forgetTakenBack,
  forgetWithdrawn,
  isGone,
  receivedBlob,
  receivedWithoutRoom,
} from "../../../shared/extension/store/received.ts";
import { smallPicture } from "../../../shared/extension/thumbnails/small-picture.ts";
import { OUTBOX_TOPIC, OutboxEvent, type WaitingFile } from "../../../shared/protocol/topics.ts";
import { decodeWaitingFile, decodeWaitingFiles } from "../../../shared/protocol/waiting-file.ts";
import { saying, sentenceOf } from "../../../shared/texts/said.ts";
import { FileBatch } from "../lanes/file-batch.ts";
import { type Lane, LaneLost } from "../lanes/lane.ts";
import { openLanePool } from "../lanes/lane-pool.ts";
import { Announced } from "./announced.ts";
import { download } from "./download.ts";
import { showIfMeant } from "./showing.ts";
import { lackOfRoom } from "./storage-room.ts";

/** Each lane may bring a window of bytes into memory: fewer than for sending, and small ones still pass. */
const MAX_LANES = 3;
const MAX_LARGE_FILES = 2;

const WithdrawnSchema = v.object({ id: v.string(), reason: v.optional(v.string()) });

/** Listens for files; `onProgress` is told whenever one has come further, or can't. Returns what is under way. */
export function startReceiving(connection: Connection, onProgress: () => void): FileBatch {
  const batch = new FileBatch();
  const pool = openLanePool<WaitingFile>({
    connection,
    maxLanes: MAX_LANES,
    maxLargeFiles: MAX_LARGE_FILES,
    work: async (lane, file) => {
      const outcome = await receiveOne(lane, file, (storedBytes) => {
        batch.acknowledged(file.id, storedBytes);
        onProgress();
      });
      if (outcome !== "waits") announced.remove(file.id);
      if (outcome === "stored") batch.finish(file.id);
      else batch.drop(file.id);
    },
    onChange: onProgress,
  });
  const announced = new Announced({ pool, batch, mayCome, onProgress });
  connection.onSocket((socket) => {
    // The companion says anew what waits; what is under way goes on.
    announced.clear();
    if (socket) joinOutbox(socket, announced);
  });
  onChange((changed, by) => {
    // A page has paused, continued or deleted one; a deleted one may have made room for another.
    if (changed === "received" && by === "elsewhere") announced.lookAtAll();
  });
  // Room comes without a word: the browser gives what was deleted back some time later, and others use the disk as well.
  chrome.alarms.onAlarm.addListener(oneAtATime(() => lookForRoom(announced)));
  return batch;
}

function joinOutbox(socket: Socket, announced: Announced): void {
  const channel = socket.channel(OUTBOX_TOPIC, {});
  channel.on(OutboxEvent.waiting, (payload: unknown) => {
    reading(() => announced.add([decodeWaitingFile(payload)]));
  });
  channel.on(OutboxEvent.withdrawn, (payload: unknown) => {
    const parsed = v.safeParse(WithdrawnSchema, payload);
    if (!parsed.success) return;
    const { id, reason } = parsed.output;
    announced.withdraw(id);
    // One whose copy is gone is refused when it is asked for, and shown with that reason.
    if (reason === "cancelled") void forgetWithdrawn(id);
  });
  channel.join().receive("ok", (reply: unknown) => {
    reading(() => {
      const { files, unreadable } = decodeWaitingFiles(reply);
      announced.set(files);
      if (unreadable > 0) {
        console.warn(`No sense in ${unreadable} files.`);
        return;
      }
      // What waits no more was taken back while this browser was away.
      const ids = new Set(files.map(({ id }) => id));
      const now = Date.now();
      // One that is announced while this is looked at is newer.
      void forgetTakenBack(({ id, at }) => !ids.has(id) && at < now);
    });
  });
}

/** What the companion said and can't be read is ignored: whatever else it says counts all the same. */
function reading(work: () => void): void {
  try {
    work();
  } catch (error) {
    console.warn("No sense:", error);
  }
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
      await continueReceived(item.id);
      return true;
    case "stored":
      // It is here, and the companion has not heard of it: it asks what is missing.
      return true;
    case "paused":
    case "declined":
    case "deleted":
      return false;
  }
}

/** Lets those go on that there is room for by now, whether their lanes have waited for it or not. */
async function lookForRoom(announced: Announced): Promise<void> {
  for (const item of await receivedWithoutRoom()) {
    if (!announced.has(item.id) || (await lackOfRoom(item))) continue;
    await continueReceived(item.id);
    announced.lookAt(item.id);
  }
}

/** Says `stored` or `over` when the file need not be asked for again, and `waits` where the user comes next. */
async function receiveOne(
  lane: Lane,
  file: WaitingFile,
  onStored: (storedBytes: number) => void,
): Promise<"stored" | "over" | "waits"> {
  const before = await findReceived(file.id);
  if (!before || before.state === "paused" || isGone(before)) return "waits";
  const lack = await lackOfRoom(before);
  if (lack) {
    await changeReceived(file.id, { state: "full", ...saying(lack) });
    return "waits";
  }
  const outcome = await download(lane, file, onStored);
  const isLater = outcome.kind === "refused" && ["busy", "superseded"].includes(outcome.refusal.code);
  if (isLater) throw new LaneLost(outcome.refusal.message);
  if (outcome.kind === "stored") {
    await keepThumbnail(file.id);
    // One that was here already was shown when it came.
    if (before.state !== "stored") await showIfMeant(file).catch(() => undefined);
    return "stored";
  } else if (outcome.refusal.code === "unknown_file") {
    // It was taken back while the browser was away, and the lane heard of it before the list of what waits had come.
    await forgetWithdrawn(file.id);
  } else if (outcome.refusal.code === "storage_full") {
    await changeReceived(file.id, { state: "full", ...sentenceOf(outcome.refusal) });
    return "waits";
  } else if (before.state !== "stored") {
    await changeReceived(file.id, { state: "failed", ...sentenceOf(outcome.refusal) });
  }
  return "over";
}

/** A picture is no part of the file: where there is no room for it, the list shows the file's kind. */
async function keepThumbnail(id: string): Promise<void> {
  const item = await findReceived(id);
  const thumbnail = item && (await smallPicture(item, () => receivedBlob(item, item.mediaType)));
  if (thumbnail) await changeReceived(id, { thumbnail }).catch(() => undefined);
}
