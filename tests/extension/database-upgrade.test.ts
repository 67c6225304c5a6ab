import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import { countSends, sendBlob, sendsIn } from "../../shared/extension/store/sends.ts";
import { streamMemory } from "../../shared/extension/store/stream-pieces.ts";
import { countUnread } from "../../shared/extension/store/unseen.ts";
import { listedReceived, listedSends } from "../support/listed.ts";

const send = (id: string, state: string, at: number) => ({
  id,
  state,
  name: `${id}.png`,
  expects: "image",
  url: "http://pics.test/",
  fidelity: "original",
  at,
  bytes: 4,
  mediaType: "image/png",
  ackedBytes: 0,
});

const streamed = { head: { name: "s.zip", bytes: null, mediaType: "" }, restarts: 1 };
const pieces = [0, 4, 8].map((offset) => ({ offset, bytes: 4, sha256: `digest of ${offset}` }));

/** What the first version of the extension left behind; a stream's note is the third's. */
async function firstVersion(): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open("pagewire", 1);
    opening.onupgradeneeded = () => {
      const db = opening.result;
      db.createObjectStore("sends", { keyPath: "id" }).createIndex("at", "at");
      db.createObjectStore("sendBlobs");
      db.createObjectStore("received", { keyPath: "id" }).createIndex("at", "at");
      db.createObjectStore("pieces", { keyPath: ["id", "offset"] });
      db.createObjectStore("pairing");
    };
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const db = opening.result;
      const write = db.transaction(["sends", "sendBlobs", "received"], "readwrite");
      write.objectStore("sends").put(send("b", "waiting", 2));
      write.objectStore("sends").put(send("a", "sending", 1));
      write.objectStore("sends").put(send("c", "done", 3));
      const memory = { validator: '"v1"', pieces };
      write.objectStore("sends").put({ ...send("s", "paused", 4), stream: { ...streamed, memory } });
      write.objectStore("sends").put({ ...send("x", "paused", 5), stream: { memory: { pieces: [{}] } } });
      write.objectStore("sendBlobs").put(new Blob(["four"]), "b");
      write.objectStore("received").put({ id: "r", state: "stored", name: "r.txt", at: 1, bytes: 0 });
      write.oncomplete = () => {
        db.close();
        resolve();
      };
    };
  });
}

describe("a database of the first version", () => {
  it("is taken over with all that is in it, and its items are found by their state", async () => {
    await firstVersion();
    expect((await sendsIn("waiting", "sending")).map(({ id }) => id)).toEqual(["a", "b"]);
    expect(await countSends("done")).toBe(1);
    expect((await listedSends()).map(({ id }) => id)).toEqual(["a", "b", "x", "s", "c"]);
    expect(await (await sendBlob("b"))?.text()).toBe("four");
    expect((await listedReceived()).map(({ id }) => id)).toEqual(["r"]);
    expect(await countUnread()).toBe(0);
    expect(await streamMemory("s")).toEqual({ validator: '"v1"', pieces });
    expect((await sendsIn("paused"))[0]?.stream).toEqual({ ...streamed, validator: '"v1"' });
    expect((await streamMemory("x")).pieces).toEqual([]);
  });
});
