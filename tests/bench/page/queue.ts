/** Sends through the product itself: files are put into the extension's own queue and its background is woken. */

import { onChange } from "../../../shared/extension/changes.ts";
import { database, type SendItem } from "../../../shared/extension/database.ts";
import { keptBlob } from "./kept-blob.ts";

const ID_BYTES = 16;
/** While many are under way, looking costs what is measured: it is done this often at most. */
const LOOK_EVERY_MS = 20;

/** Sends this turn's Blob as one file. Resolves with milliseconds when the companion has it for good. */
export async function sendThroughQueue(): Promise<number> {
  return await sendAll([keptBlob()], "any");
}

/** Sends what an address gives as it downloads. Resolves with milliseconds when the companion has it for good. */
export async function sendUrlThroughQueue(url: string): Promise<number> {
  const item: SendItem = { ...itemOf(new Blob(), "any"), url, bytes: null, stream: {} };
  return await sendItems([item], []);
}

/** Sends so many pictures, all different. Resolves with milliseconds when the companion has the last of them. */
export async function sendImagesThroughQueue(count: number, bytes: number): Promise<number> {
  return await sendAll(
    Array.from({ length: count }, () => imageOf(bytes)),
    "image",
  );
}

async function sendAll(blobs: readonly Blob[], expects: SendItem["expects"]): Promise<number> {
  return await sendItems(
    blobs.map((blob) => itemOf(blob, expects)),
    blobs,
  );
}

/** An item without a Blob is read from its site. */
async function sendItems(items: readonly SendItem[], blobs: readonly Blob[]): Promise<number> {
  const db = await database();
  const write = db.transaction(["sends", "sendBlobs"], "readwrite");
  items.forEach((item, index) => {
    void write.objectStore("sends").put(item);
    const blob = blobs[index];
    if (blob) void write.objectStore("sendBlobs").put(blob, item.id);
  });
  await write.done;
  const { promise: finished, resolve, reject } = Promise.withResolvers<void>();
  let isToLook = false;
  const look = async (): Promise<void> => {
    isToLook = false;
    const first = await db.get("sends", items[0]?.id ?? "");
    if (first?.state === "failed") reject(new Error(first.message));
    // A finished file's bytes are let go of in the same transaction that says so.
    const isOver = blobs.length > 0 ? (await db.count("sendBlobs")) === 0 : first?.state === "done";
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
