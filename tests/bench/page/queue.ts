/** Sends through the product itself: files are put into the extension's own queue and its background is woken. */

import { onChange } from "../../../shared/extension/store/changes.ts";
import { database, type SendItem } from "../../../shared/extension/store/database.ts";
import { keptBlob } from "./kept-blob.ts";

const ID_BYTES = 16;
/** While many are under way, looking costs what is measured: it is done this often at most. */
const LOOK_EVERY_MS = 20;

/** What lies in the queue and has not been spoken of. */
let queued: readonly SendItem[] = [];

/** Puts this turn's Blob into the queue as one file. */
export async function queueBlob(): Promise<void> {
  await queue([keptBlob()], "any");
}

/** Puts so many pictures into the queue, all different. */
export async function queueImages(count: number, bytes: number): Promise<void> {
  await queue(
    Array.from({ length: count }, () => imageOf(bytes)),
    "image",
  );
}

/** Wakes the background. Resolves with milliseconds when the companion has all that was queued for good. */
export async function sendThroughQueue(): Promise<number> {
  return await wakeFor(queued, true);
}

/** Sends what an address gives as it downloads. Resolves with milliseconds when the companion has it for good. */
export async function sendUrlThroughQueue(url: string): Promise<number> {
  const item: SendItem = { ...itemOf(new Blob(), "any"), url, bytes: null, stream: {} };
  await (await database()).put("sends", item);
  return await wakeFor([item], false);
}

async function queue(blobs: readonly Blob[], expects: SendItem["expects"]): Promise<void> {
  const write = (await database()).transaction(["sends", "sendBlobs"], "readwrite");
  queued = blobs.map((blob) => {
    const item = itemOf(blob, expects);
    void write.objectStore("sends").put(item);
    void write.objectStore("sendBlobs").put(blob, item.id);
    return item;
  });
  await write.done;
}

async function wakeFor(items: readonly SendItem[], areKept: boolean): Promise<number> {
  const db = await database();
  const { promise: finished, resolve, reject } = Promise.withResolvers<void>();
  let isToLook = false;
  const look = async (): Promise<void> => {
    isToLook = false;
    const first = await db.get("sends", items[0]?.id ?? "");
    if (first?.state === "failed") reject(new Error(first.message));
    // A finished file's bytes are let go of in the same transaction that says so.
    const isOver = areKept ? (await db.count("sendBlobs")) === 0 : first?.state === "done";
    if (isOver) resolve();
  };
  const begun = performance.now();
  const stop = onChange((changed) => {
    if (changed !== "sends" || isToLook) return;
    isToLook = true;
    setTimeout(() => void look(), items.length > 1 ? LOOK_EVERY_MS : 0);
  });
  try {
    await chrome.runtime.sendMessage({ call: "wake", argument: {} });
    await finished;
    return performance.now() - begun;
  } finally {
    stop();
  }
}

function itemOf(blob: Blob, expects: SendItem["expects"]): SendItem {
  const id = hexOf(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
  return {
    id,
    state: "waiting",
    name: `bench-${id}.${expects === "image" ? "gif" : "bin"}`,
    expects,
    url: "http://bench.test/",
    fidelity: "original",
    at: Date.now(),
    bytes: blob.size,
    mediaType: "",
    ackedBytes: 0,
  };
}

/** A picture by its first bytes, which is all that is looked at. */
function imageOf(bytes: number): Blob {
  const rest = new Uint8Array(bytes - 6);
  const most = 65_536;
  for (let at = 0; at < rest.length; at += most) crypto.getRandomValues(rest.subarray(at, at + most));
  return new Blob(["GIF89a", rest]);
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
