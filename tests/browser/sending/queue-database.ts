/** What the queue keeps in the browser's database, seen and changed past it, from a page of the extension. */

import type { Page } from "playwright-core";

/** What the database keeps of bytes to be sent. */
export const keptBlobs = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("pagewire");
        opening.onsuccess = () => {
          const count = opening.result.transaction("sendBlobs").objectStore("sendBlobs").count();
          count.onsuccess = () => {
            opening.result.close();
            resolve(count.result);
          };
        };
        opening.onerror = () => reject(opening.error);
      }),
  );

/** Puts so many finished items into the database, older than all others. */
export const seedFinished = (page: Page, count: number): Promise<void> =>
  page.evaluate(async (wanted) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open("pagewire");
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const write = db.transaction("sends", "readwrite");
    for (let at = 1; at <= wanted; at += 1) {
      const name = `old-${at}.png`;
      const about = {
        expects: "image",
        url: "http://pics.test/",
        fidelity: "original",
        how: "page-capture",
        mediaType: "image/png",
      };
      write.objectStore("sends").put({
        id: String(at).padStart(32, "0"),
        state: "done",
        name,
        at,
        bytes: 4,
        ackedBytes: 4,
        ...about,
      });
    }
    await new Promise((resolve) => {
      write.oncomplete = resolve;
    });
    db.close();
  }, count);
