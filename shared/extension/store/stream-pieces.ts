/** The digests of what was sent of a streamed file, one row a piece: noting a piece costs the same however many there are. */

import type { SentPiece, StreamMemory } from "../../transfer/stream-source.ts";
import { announceChange } from "./changes.ts";
import { database } from "./database.ts";
import { piecesOf } from "./transition.ts";

/**
 * Notes a piece that is about to be sent, in place of all that was noted from its offset on. Of an item that was removed
 * or begun anew since, nothing is noted. No list shows it, so that no page is told.
 */
export async function noteStreamPiece(
  id: string,
  piece: SentPiece,
  validator: string | undefined,
): Promise<void> {
  const transaction = (await database()).transaction(["sends", "streamPieces"], "readwrite");
  const item = await transaction.objectStore("sends").get(id);
  if (item?.stream?.head) {
    const rows = transaction.objectStore("streamPieces");
    await Promise.all([rows.delete(piecesOf(id, piece.offset)), rows.put({ id, ...piece })]);
    const { validator: before, ...stream } = item.stream;
    if (before !== validator) {
      const noted = validator === undefined ? stream : { ...stream, validator };
      await transaction.objectStore("sends").put({ ...item, stream: noted });
    }
  }
  await transaction.done;
}

/** What is remembered of a streamed file, for its stream to be resumed. */
export async function streamMemory(id: string): Promise<StreamMemory> {
  const transaction = (await database()).transaction(["sends", "streamPieces"]);
  const [item, rows] = await Promise.all([
    transaction.objectStore("sends").get(id),
    transaction.objectStore("streamPieces").getAll(piecesOf(id)),
  ]);
  const validator = item?.stream?.validator;
  const pieces = rows.map(({ offset, bytes, sha256 }) => ({ offset, bytes, sha256 }));
  return validator === undefined ? { pieces } : { validator, pieces };
}

/** The site's file has changed: nothing is known any more of what was sent, but how often that happened. */
export async function restartStream(id: string, restarts: number): Promise<void> {
  const transaction = (await database()).transaction(["sends", "streamPieces"], "readwrite");
  const item = await transaction.objectStore("sends").get(id);
  if (item)
    await transaction.objectStore("sends").put({ ...item, stream: { restarts }, ackedBytes: 0, bytes: null });
  await transaction.objectStore("streamPieces").delete(piecesOf(id));
  await transaction.done;
  announceChange("sends");
}
