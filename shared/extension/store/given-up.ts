/** Files that were given up while they were sent: nothing of them is to stay in the browser or on the computer. */

import { announceChange } from "./changes.ts";
import { database, type GivenUp, type SendItem } from "./database.ts";
import { inState, piecesOf } from "./transition.ts";
import { withMark } from "./unseen.ts";

/**
 * The page of some items is gone before their bytes had come: they fail with what `failure` says of each, and nothing of
 * them stays. Returns their ids.
 */
export async function failSendsOf(
  tabId: number,
  failure: (item: SendItem) => Partial<SendItem>,
): Promise<string[]> {
  const transaction = (await database()).transaction(["sends", "streamPieces", "givenUp"], "readwrite");
  const index = transaction.objectStore("sends").index("state");
  const states = ["fetching", "waiting", "sending"] as const;
  const open = (await Promise.all(states.map((state) => index.getAll(inState(state))))).flat();
  const lost = open.filter((item) => item.tabId === tabId && (item.state === "fetching" || item.stream));
  await Promise.all(
    lost.map(async ({ gotBytes: _, ...item }) => {
      const begun = item.stream ? { stream: {}, bytes: null, ackedBytes: 0 } : { bytes: 0 };
      const failed: SendItem = { ...item, ...begun, ...failure(item), state: "failed" };
      await transaction.objectStore("sends").put(withMark(item, failed));
      if (!item.stream) return;
      await transaction.objectStore("streamPieces").delete(piecesOf(item.id));
      await transaction.objectStore("givenUp").put({ id: item.id, at: Date.now() });
    }),
  );
  await transaction.done;
  if (lost.length > 0) announceChange("sends");
  return lost.map(({ id }) => id);
}

/** What the computer has not been told yet that it was given up. */
export async function givenUpSends(): Promise<GivenUp[]> {
  return await (await database()).getAll("givenUp");
}

/** The computer has been told, or it is sent after all. */
export async function forgetGivenUp(id: string): Promise<void> {
  await (await database()).delete("givenUp", id);
}
