/** Tells the companion that a file is given up: what it has of it goes. */

import type { Offer, Refuse } from "../../../shared/protocol/lane-words.ts";
import { message } from "../../../shared/texts/message.ts";
import { saying } from "../../../shared/texts/said.ts";
import { type Lane, LaneLost } from "../lanes/lane.ts";

const GIVEN_UP: Refuse = {
  type: "refuse",
  code: "source_gone",
  ...saying(message("capture.taken-off")),
};

/**
 * Offers the file as one of which nothing is known, so that nothing is resumed, and then refuses to give it. Those
 * are words that every companion knows. Says whether nothing of it is left; where the disk has failed, something may be.
 * Throws `LaneLost` where it is to be tried again.
 */
export async function giveUp(lane: Lane, id: string): Promise<boolean> {
  const offer: Offer = {
    type: "offer",
    id,
    name: "given up",
    bytes: null,
    mediaType: "",
    expects: "any",
    fidelity: "original",
  };
  const stopWatching = lane.watch(() => false);
  try {
    lane.say(offer);
    for (;;) {
      const arrival = await lane.next();
      const type = arrival.kind === "word" ? arrival.word.type : undefined;
      if (type === "wait") continue;
      if (type === "want") lane.say(GIVEN_UP);
      else if (arrival.kind === "word" && arrival.word.type === "refuse") return isNothingLeft(arrival.word);
      // One that has come after all stays where it is.
      else if (type !== "have") throw new LaneLost("The companion broke the dialogue.");
      return true;
    }
  } finally {
    stopWatching();
  }
}

/** What the companion can't take it keeps nothing of; another lane that works on the file is waited for. */
function isNothingLeft({ code, message: why }: Refuse): boolean {
  if (code === "busy" || code === "superseded") throw new LaneLost(why);
  return code !== "disk_full" && code !== "disk_failed";
}
