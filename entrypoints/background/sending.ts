/** Works on the queue of what is to be sent, a few at a time, whenever the companion is connected. */

import type { Connection } from "../../shared/extension/connection.ts";
import type { SendItem } from "../../shared/extension/database.ts";
import { changeSend, finishSend, listSends, sendBlob } from "../../shared/extension/sends.ts";
import type { Offer } from "../../shared/protocol/lane-words.ts";
import { CloseCode } from "../../shared/protocol/protocol-error.ts";
import { BlobSource } from "./blob-source.ts";
import { type Lane, LaneLost } from "./lane.ts";
import { type LanePool, openLanePool } from "./lane-pool.ts";
import { type UploadOutcome, upload } from "./upload.ts";

const MAX_LANES = 3;
/** How often progress is written down while bytes are acknowledged. */
const PROGRESS_EVERY_MS = 250;

/** Starts working; `onChange` is told whenever an item's state or progress changes. */
export function startSending(connection: Connection, onChange: () => void): LanePool {
  return openLanePool<SendItem>({
    connection,
    maxLanes: MAX_LANES,
    waiting: async () =>
      (await listSends()).filter(({ state }) => state === "waiting" || state === "sending"),
    work: (lane, item) => sendOne(lane, item, onChange),
    onChange,
  });
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
  const source = new BlobSource(blob);
  const offer = offerOf(item, blob, await source.sha256());
  const outcome = await uploadOrRefuse(lane, offer, source, (ackedBytes) => {
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

function offerOf(item: SendItem, blob: Blob, sha256: string | undefined): Offer {
  return {
    type: "offer",
    id: item.id,
    name: item.name,
    bytes: blob.size,
    mediaType: item.mediaType,
    expects: item.expects,
    fidelity: item.fidelity,
    ...(sha256 === undefined ? {} : { sha256 }),
    source: {
      url: item.url,
      at: item.at,
      ...(item.pageUrl === undefined ? {} : { pageUrl: item.pageUrl }),
      ...(item.title === undefined ? {} : { title: item.title }),
      ...(item.alt === undefined ? {} : { alt: item.alt }),
    },
  };
}
