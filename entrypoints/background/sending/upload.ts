/** Sends one file over a lane. */

import type { Offer, Refuse } from "../../../shared/protocol/lane-words.ts";
import { type PieceSource, Sender } from "../../../shared/transfer/sender.ts";
import { type Lane, type LaneBytes, LaneLost } from "../lanes/lane.ts";

export type UploadOutcome =
  | { readonly kind: "finished"; readonly sha256: string; readonly name: string; readonly already: boolean }
  | { readonly kind: "refused"; readonly refusal: Refuse };

/**
 * Sends one file over a lane. Throws `LaneLost` where the lane ends first: the companion then knows how far it
 * came. `onProgress` is told what the companion has acknowledged.
 */
export async function upload(
  lane: Lane,
  offer: Offer,
  source: PieceSource<LaneBytes>,
  onProgress: (ackedBytes: number) => void,
): Promise<UploadOutcome> {
  const sender = new Sender({ offer, source, outlet: lane, onProgress, ...lane.sizes });
  const listen = async (): Promise<never> => {
    for (;;) {
      const arrival = await lane.next();
      if (arrival.kind !== "word") throw new LaneLost("The companion broke the dialogue.");
      sender.takeWord(arrival.word);
      // What comes after the last word belongs to the next file.
      if (sender.over) return await new Promise<never>(() => undefined);
    }
  };
  const stopWatching = lane.watch(() => sender.isOurTurn);
  try {
    sender.begin();
    const outcome = await Promise.race([sender.outcome, listen()]);
    if (outcome.kind === "broken") throw new LaneLost(outcome.message);
    return outcome;
  } finally {
    stopWatching();
    sender.stop();
  }
}
