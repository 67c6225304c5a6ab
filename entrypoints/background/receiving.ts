/** Gets the files that wait for this browser, a few at a time, and makes a thumbnail of each picture. */

import type { Socket } from "phoenix";
import * as v from "valibot";
import type { Connection } from "../../shared/extension/connection.ts";
import {
  changeReceived,
  findReceived,
  receivedBlob,
  removeUnfinished,
} from "../../shared/extension/received.ts";
import { OUTBOX_TOPIC, OutboxEvent, type WaitingFile } from "../../shared/protocol/topics.ts";
import { download } from "./download.ts";
import type { Lane } from "./lane.ts";
import { openLanePool } from "./lane-pool.ts";
import { thumbnailOf } from "./thumbnail.ts";

const MAX_LANES = 2;

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

/** Listens for files; `onChange` is told whenever one has come. */
export function startReceiving(connection: Connection, onChange: () => void): void {
  const queue = new Map<string, WaitingFile>();
  const pool = openLanePool<WaitingFile>({
    connection,
    maxLanes: MAX_LANES,
    waiting: () => Promise.resolve([...queue.values()]),
    work: async (lane, file) => {
      await receiveOne(lane, file);
      queue.delete(file.id);
    },
    onChange,
  });
  connection.onSocket((socket) => {
    // The companion says anew what waits.
    queue.clear();
    if (!socket) return;
    joinOutbox(
      socket,
      (file) => {
        queue.set(file.id, file);
        pool.kick();
      },
      (id) => queue.delete(id),
    );
  });
}

function joinOutbox(
  socket: Socket,
  enqueue: (file: WaitingFile) => void,
  dequeue: (id: string) => void,
): void {
  const channel = socket.channel(OUTBOX_TOPIC, {});
  channel.on(OutboxEvent.waiting, (payload: unknown) => {
    const parsed = v.safeParse(WaitingFileSchema, payload);
    if (parsed.success) enqueue(parsed.output);
  });
  channel.on(OutboxEvent.withdrawn, (payload: unknown) => {
    const parsed = v.safeParse(WithdrawnSchema, payload);
    if (!parsed.success) return;
    const { id, reason } = parsed.output;
    dequeue(id);
    // One whose copy is gone is refused when it is asked for, and shown with that reason.
    if (reason === "cancelled") void removeUnfinished((item) => item.id === id);
  });
  channel.join().receive("ok", (reply: unknown) => {
    const parsed = v.safeParse(JoinReplySchema, reply);
    if (!parsed.success) return;
    const { waiting } = parsed.output;
    waiting.forEach(enqueue);
    // What was begun and waits no more was taken back while this browser was away.
    const ids = new Set(waiting.map(({ id }) => id));
    void removeUnfinished((item) => item.state === "receiving" && !ids.has(item.id));
  });
}

async function receiveOne(lane: Lane, file: WaitingFile): Promise<void> {
  const outcome = await download(lane, file);
  if (outcome.kind === "refused") {
    await changeReceived(file.id, { state: "failed", message: outcome.refusal.message });
    return;
  }
  const item = await findReceived(file.id);
  if (!item) return;
  const thumbnail = await thumbnailOf(item, () => receivedBlob(item, item.mediaType));
  if (thumbnail) await changeReceived(file.id, { thumbnail });
}
