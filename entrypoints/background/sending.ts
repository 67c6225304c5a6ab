/** Works on the queue of what is to be sent, a few at a time, whenever the companion is connected. */

import type { Connection } from "../../shared/extension/connection.ts";
import type { SendItem } from "../../shared/extension/database.ts";
import { changeSend, finishSend, listSends, sendBlob } from "../../shared/extension/sends.ts";
import type { Offer } from "../../shared/protocol/lane-words.ts";
import { Lane, LaneLost } from "./lane.ts";
import { upload } from "./upload.ts";

/** Several at a time, so that a small image does not wait behind a large video. */
const MAX_LANES = 3;
/** How often progress is written down while bytes are acknowledged. */
const PROGRESS_EVERY_MS = 250;
/** A lane that was lost while the companion stays connected is tried again after this. */
const RETRY_LANE_MS = 1_000;

export interface Sending {
  /** Looks at the queue now. */
  kick(): void;
}

/** Starts working; `onChange` is told whenever an item's state or progress changes. */
export function startSending(connection: Connection, onChange: () => void): Sending {
  const underWay = new Set<string>();
  let connected = false;
  let lanes = 0;

  const takeNext = async (): Promise<SendItem | undefined> => {
    const items = await listSends();
    const item = items.find(
      ({ id, state }) => (state === "waiting" || state === "sending") && !underWay.has(id),
    );
    if (item) underWay.add(item.id);
    return item;
  };

  const work = async (): Promise<void> => {
    lanes += 1;
    let lane: Lane | undefined;
    try {
      for (let item = await takeNext(); item; item = await takeNext()) {
        try {
          lane ??= await Lane.open(await connection.laneAccess());
          await sendOne(lane, item, onChange);
        } finally {
          underWay.delete(item.id);
        }
      }
    } catch (error) {
      // What was under way stays in the queue; it goes on from where the companion says it is.
      if (connected) setTimeout(kick, RETRY_LANE_MS);
      if (!(error instanceof LaneLost)) console.warn("A lane failed:", error);
    } finally {
      lane?.close();
      lanes -= 1;
      onChange();
    }
  };

  const kick = (): void => {
    if (!connected) return;
    void listSends().then((items) => {
      const open = items.filter(
        ({ id, state }) => (state === "waiting" || state === "sending") && !underWay.has(id),
      );
      for (let more = Math.min(open.length, MAX_LANES - lanes); more > 0; more -= 1) void work();
    });
  };

  connection.onSocket((socket) => {
    connected = socket !== undefined;
    kick();
  });
  return { kick };
}

async function sendOne(lane: Lane, item: SendItem, onChange: () => void): Promise<void> {
  const blob = await sendBlob(item.id);
  if (!blob) {
    await changeSend(item.id, {
      state: "failed",
      message: "The browser no longer has the bytes: send the file again from its page.",
    });
    return;
  }
  await changeSend(item.id, { state: "sending" });
  onChange();
  let noted = performance.now();
  const outcome = await upload(lane, offerOf(item, blob), blob, (ackedBytes) => {
    if (performance.now() - noted < PROGRESS_EVERY_MS) return;
    noted = performance.now();
    void changeSend(item.id, { ackedBytes }).then((still) => {
      // The user has taken it off the list: what is not sent yet stays unsent.
      if (!still) lane.close();
      onChange();
    });
  });
  if (outcome.kind === "finished") {
    await finishSend(item.id, { ackedBytes: blob.size, storedName: outcome.name, already: outcome.already });
  } else if (outcome.refusal.code === "superseded" || outcome.refusal.code === "busy") {
    throw new LaneLost(outcome.refusal.message);
  } else {
    await changeSend(item.id, { state: "failed", message: outcome.refusal.message });
  }
  onChange();
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
