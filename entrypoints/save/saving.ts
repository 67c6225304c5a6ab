/** Saving one received file: read out of the browser's storage, then given to its downloads or into a file of the user's choice. */

import { handOver, SAVED_TYPE } from "../../shared/extension/look/hand-over.ts";
import type { ReceivedItem } from "../../shared/extension/store/database.ts";
import { receivedBlob, receivedPieces } from "../../shared/extension/store/received.ts";
import { message } from "../../shared/texts/message.ts";
import { SaidError } from "../../shared/texts/said.ts";

/** Told how many bytes were read so far. */
export type OnRead = (bytes: number) => void;

/** Has the browser download it. Throws `SaidError` where the browser has no room for so many bytes at once, or a piece is missing. */
export async function saveAsDownload(item: ReceivedItem, onRead: OnRead): Promise<void> {
  const bytes = await receivedBlob(item, SAVED_TYPE, onRead);
  // A Blob that was too large is made all the same and is empty when it is read: the download would be no file.
  const end = await bytes
    .slice(-1)
    .arrayBuffer()
    .catch(() => undefined);
  const isWhole = bytes.size === item.bytes && (end?.byteLength === 1 || item.bytes === 0);
  if (!isWhole) throw new SaidError(message("save.too-large"));
  handOver(bytes, item.name);
}

/** A file that the user has chosen, as Chromium gives it. */
interface ChosenFile {
  createWritable(): Promise<WritableStream<Blob>>;
}

type Chooser = (options: { suggestedName: string }) => Promise<ChosenFile>;

/** Asks where to save, in browsers that can: what is written there takes no room anywhere else. */
export function chooser(): Chooser | undefined {
  const { showSaveFilePicker: ask } = window as { readonly showSaveFilePicker?: Chooser };
  return ask && ((options) => ask.call(window, options));
}

/** Writes it piece by piece into a file. What was begun is taken back where it fails. */
export async function saveInto(file: ChosenFile, item: ReceivedItem, onRead: OnRead): Promise<void> {
  const writer = (await file.createWritable()).getWriter();
  let bytes = 0;
  try {
    for await (const data of receivedPieces(item)) {
      await writer.write(data);
      bytes += data.size;
      onRead(bytes);
    }
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => undefined);
    throw error;
  }
}
