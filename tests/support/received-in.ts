/** What the extension's own database holds of a received file, read from one of its pages. */

import type { Page } from "playwright-core";

/** The hex SHA-256 of the stored pieces put together; throws where there are none of this id. */
export function receivedSha256(page: Page, id: string): Promise<string> {
  return page.evaluate(async (fileId) => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await done(indexedDB.open("pagewire"));
    const store = (name: string): IDBObjectStore => db.transaction(name).objectStore(name);
    const item: { bytes: number } | undefined = await done(store("received").get(fileId));
    if (!item) throw new Error("no such file");
    const parts: Blob[] = [];
    for (let offset = 0; offset < item.bytes; ) {
      const piece: { data: Blob | ArrayBuffer } = await done(store("pieces").get([fileId, offset]));
      const part = new Blob([piece.data]);
      parts.push(part);
      offset += part.size;
    }
    db.close();
    const digest = await crypto.subtle.digest("SHA-256", await new Blob(parts).arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }, id);
}
