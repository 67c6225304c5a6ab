/** Saving one received file into another file, of the user's choice. */

import type { OnRead } from "../../shared/extension/look/hand-over.ts";
import type { ReceivedItem } from "../../shared/extension/store/database.ts";
import { receivedPieces } from "../../shared/extension/store/received.ts";

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
