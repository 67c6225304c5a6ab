/** Receives one file over a lane: pieces are checked, then committed to IndexedDB. */

import { noteReceiving } from "../../shared/extension/received.ts";
import type { Refuse } from "../../shared/protocol/lane-words.ts";
import type { WaitingFile } from "../../shared/protocol/topics.ts";
import { Receiver } from "../../shared/transfer/receiver.ts";
import { BrowserStore } from "./browser-store.ts";
import type { Lane } from "./lane.ts";

export type DownloadOutcome =
  | { readonly kind: "stored" }
  | { readonly kind: "refused"; readonly refusal: Refuse };

/** Asks for one file and stores it. Throws `LaneLost` where the lane ends first; what is stored stays. */
export async function download(lane: Lane, file: WaitingFile): Promise<DownloadOutcome> {
  await noteReceiving(file);
  const { windowBytes } = lane.sizes;
  const receiver: Receiver<ArrayBuffer> = new Receiver({
    store: new BrowserStore(file, () => void receiver.room()),
    say: (word) => lane.say(word),
    windowBytes,
  });
  const stored = Promise.withResolvers<undefined>();
  stored.promise.catch(() => undefined);
  const look = (): void => {
    if (receiver.over) stored.resolve(undefined);
  };
  const stopWatching = lane.watch(() => receiver.isOurTurn);
  try {
    lane.say({ type: "ask", id: file.id });
    while (!receiver.over) {
      const arrival = await Promise.race([lane.next(), stored.promise]);
      if (arrival?.kind === "word") await receiver.takeWord(arrival.word);
      // The next bytes are taken while these are written: several pieces in one transaction cost half (measured).
      else if (arrival) receiver.takeBytes([arrival.data], arrival.data.byteLength).then(look, stored.reject);
    }
  } finally {
    stopWatching();
    await receiver.close();
  }
  const { refusal } = receiver;
  return refusal ? { kind: "refused", refusal } : { kind: "stored" };
}
