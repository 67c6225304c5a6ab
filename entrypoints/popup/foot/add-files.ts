/** Files that were dropped, pasted or chosen in the popup go into the queue of what is to be sent. */

import { callBackground } from "../../../shared/extension/messages.ts";
import { changeSend, queueFile } from "../../../shared/extension/store/sends.ts";
import { smallPicture } from "../../../shared/extension/thumbnails/small-picture.ts";
import { text } from "../../../shared/texts/text.ts";

const ID_BYTES = 16;

/** Keeps each in the database, on the disk, before it says that it is queued; the background sends it from there. */
export async function addFiles(files: readonly File[]): Promise<void> {
  for (const file of files) {
    const id = [...crypto.getRandomValues(new Uint8Array(ID_BYTES))]
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("");
    await queueFile(
      {
        id,
        state: "waiting",
        name: file.name === "" ? text("popup.pasted-name") : file.name,
        expects: "any",
        url: "",
        fidelity: "original",
        at: Date.now(),
        bytes: file.size,
        mediaType: file.type,
        ackedBytes: 0,
      },
      file,
    );
    await callBackground("wake", {});
    const thumbnail = await smallPicture({ mediaType: file.type, bytes: file.size }, () =>
      Promise.resolve(file),
    );
    if (thumbnail) await changeSend(id, { thumbnail });
  }
}

/** What was dropped or pasted, without folders: those have no bytes of their own. */
export function filesIn(data: DataTransfer | null): File[] {
  const items = [...(data?.items ?? [])].filter(({ kind }) => kind === "file");
  return items
    .filter((item) => item.webkitGetAsEntry()?.isDirectory !== true)
    .map((item) => item.getAsFile())
    .filter((file) => file !== null);
}
