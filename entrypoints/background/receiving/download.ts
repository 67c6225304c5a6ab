/** Receives one file over a lane: pieces are checked, then committed to IndexedDB. */

import type { Refuse } from "../../../shared/protocol/lane-words.ts";
import type { WaitingFile } from "../../../shared/protocol/topics.ts";
import { Receiver } from "../../../shared/transfer/receiver.ts";
import { type Lane, LaneLost } from "../lanes/lane.ts";
import { BrowserStore } from "./browser-store.ts";

export type DownloadOutcome =
  | { readonly kind: "stored" }
  | { readonly kind: "refused"; readonly refusal: Refuse };

/**
 * Asks for one file that is noted and stores it; one that was taken off the list since is refused. Throws `LaneLost`
 * where the lane ends first; what is stored stays.
 */
export async function download(
  lane: Lane,
  file: WaitingFile,
  onStored: (storedBytes: number) => void = () => undefined,
): Promise<DownloadOutcome> {
  const { windowBytes } = lane.sizes;
  const store = new BrowserStore(file, { onRoom: () => void receiver.room(), onStored }, lane.fetch);
  const receiver: Receiver<ArrayBuffer> = new Receiver({
    store,
    say: (word) => lane.say(word),
    windowBytes,
  });
  const over = Promise.withResolvers<void>();
  const look = (): void => {
    if (receiver.over) over.resolve();
  };
  const listen = async (): Promise<never> => {
    for (;;) {
      const arrival = await lane.next();
      // The next bytes are taken while these are written: several pieces in one transaction cost half (measured).
      if (arrival.kind === "bytes")
        receiver.takeBytes([arrival.data], arrival.data.byteLength).then(look, over.reject);
      else if (arrival.kind === "of-parcels") throw new LaneLost("The companion broke the dialogue.");
      else if (arrival.word.type === "range") receiver.takeWord(arrival.word).then(look, over.reject);
      else await receiver.takeWord(arrival.word).then(look);
      // What comes after the last word belongs to the next file.
      if (receiver.over) return await new Promise<never>(() => undefined);
    }
  };
  const stopWatching = lane.watch(() => receiver.isOurTurn && !store.isFetching);
  try {
    lane.say({ type: "ask", id: file.id });
    // Raced once: each race with a promise that stays open keeps what won it, in some engines.
    await Promise.race([over.promise, listen()]);
  } finally {
    stopWatching();
    await receiver.close();
  }
  const { refusal } = receiver;
  return refusal ? { kind: "refused", refusal } : { kind: "stored" };
}
