/** Gets the files that wait for this browser, a few at a time, and makes a thumbnail of each picture. */

import type { Socket } from "phoenix";
import * as v from "valibot";
import type { Connection } from "../../shared/extension/connection.ts";
import { changeReceived, findReceived, receivedBlob } from "../../shared/extension/received.ts";
import { OUTBOX_TOPIC, OutboxEvent, type WaitingFile } from "../../shared/protocol/topics.ts";
import { download } from "./download.ts";
import { Lane, LaneLost } from "./lane.ts";
import { thumbnailOf } from "./thumbnail.ts";

const MAX_LANES = 2;
const RETRY_LANE_MS = 1_000;

const WaitingFileSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  name: v.string(),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  mediaType: v.string(),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  at: v.number(),
});
const JoinReplySchema = v.object({ waiting: v.array(WaitingFileSchema) });

/** Listens for files; `onChange` is told whenever one has come. */
export function startReceiving(connection: Connection, onChange: () => void): void {
  const queue = new Map<string, WaitingFile>();
  const underWay = new Set<string>();
  let connected = false;
  let lanes = 0;

  const takeNext = (): WaitingFile | undefined => {
    const next = [...queue.values()].find((file) => !underWay.has(file.id));
    if (next) underWay.add(next.id);
    return next;
  };

  const work = async (): Promise<void> => {
    lanes += 1;
    let lane: Lane | undefined;
    try {
      for (let file = takeNext(); file; file = takeNext()) {
        try {
          lane ??= await Lane.open(await connection.laneAccess());
          await receiveOne(lane, file);
          queue.delete(file.id);
        } finally {
          underWay.delete(file.id);
        }
        onChange();
      }
    } catch (error) {
      if (connected) setTimeout(kick, RETRY_LANE_MS);
      if (!(error instanceof LaneLost)) console.warn("A lane failed:", error);
    } finally {
      lane?.close();
      lanes -= 1;
    }
  };

  const kick = (): void => {
    if (!connected) return;
    const open = [...queue.keys()].filter((id) => !underWay.has(id)).length;
    for (let more = Math.min(open, MAX_LANES - lanes); more > 0; more -= 1) void work();
  };

  const enqueue = (file: WaitingFile): void => {
    queue.set(file.id, file);
    kick();
  };

  connection.onSocket((socket) => {
    connected = socket !== undefined;
    queue.clear();
    if (socket) joinOutbox(socket, enqueue);
  });
}

function joinOutbox(socket: Socket, enqueue: (file: WaitingFile) => void): void {
  const channel = socket.channel(OUTBOX_TOPIC, {});
  channel.on(OutboxEvent.waiting, (payload: unknown) => {
    const parsed = v.safeParse(WaitingFileSchema, payload);
    if (parsed.success) enqueue(parsed.output);
  });
  channel.join().receive("ok", (reply: unknown) => {
    const parsed = v.safeParse(JoinReplySchema, reply);
    if (parsed.success) parsed.output.waiting.forEach(enqueue);
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
