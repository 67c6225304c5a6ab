/** What this background knows of an item before the database does. */

import type { SendItem } from "../../../shared/extension/store/database.ts";
import type { TakenSend } from "../../../shared/extension/store/sends.ts";

/** What is here of an item and not, or not all, in the database: newer than what that says. */
export interface Held {
  item: SendItem;
  /** The item itself is in the database. */
  readonly noted: Promise<unknown>;
  /** What the database has not heard of it. */
  unwritten: Partial<SendItem>;
  file?: Pick<TakenSend, "blob" | "bytes">;
  /** The first try to send it is over. */
  readonly tried: PromiseWithResolvers<void>;
}

/** Whether what a page has left in the database lets an item go on as it is here. */
export function isWanted(here: SendItem, there: SendItem | undefined): boolean {
  if (here.state === "fetching") return there?.state === "fetching";
  return here.state === "done" || (there !== undefined && there.state !== "paused");
}
