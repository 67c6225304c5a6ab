/** What is said over a page of something that was clicked there: one rule, from facts alone. */

import type { ConnectionState } from "../../../../shared/extension/connection/connection.ts";
import { shownName } from "../../../../shared/extension/look/shown-text.ts";
import type { SendItem } from "../../../../shared/extension/store/database.ts";
import { comesFromSite } from "../../../../shared/extension/store/sends.ts";
import type { ToastTone } from "../../../../shared/extension/words/toast-words.ts";
import { readSaid } from "../../../../shared/texts/said.ts";
import { text } from "../../../../shared/texts/text.ts";

/** What a press on the action of a notice means; the background knows of what. */
export type ToastAction = "retry" | "allow" | "pair";

export interface ToastFacts {
  readonly item: SendItem;
  readonly connection: ConnectionState;
  /** How long ago it was clicked, or tried again. */
  readonly sinceMs: number;
}

export interface SaidToast {
  readonly tone: ToastTone;
  readonly words: string;
  readonly action?: ToastAction;
  /** There is nothing more to come that is worth saying there. */
  readonly isLast: boolean;
}

/** What has gone within this time is said once, when it has. */
const BUSY_AFTER_MS = 1_500;
/** An attempt to connect that takes longer meets nobody, or somebody who does not answer. */
const CONNECTING_MS = 4_000;
/** A longer name keeps its beginning and its ending. */
const MAX_NAME_CHARACTERS = 48;
const NAME_ENDING_CHARACTERS = 14;
/** First strong isolate, pop directional isolate: a name of the other direction turns nothing around it. */
const [ISOLATE, END_OF_ISOLATE] = ["\u2068", "\u2069"];

/** `undefined` as long as there is nothing to be said. */
export function toastFor({ item, connection, sinceMs }: ToastFacts): SaidToast | undefined {
  const name = toastName(item.storedName ?? item.name);
  switch (item.state) {
    case "done":
      return {
        tone: "done",
        words: text(item.already ? "toast.already" : "toast.saved", { name }) + noteOf(item),
        isLast: true,
      };
    case "failed":
      return failureOf(item, name);
    case "fetching":
      return sinceMs < BUSY_AFTER_MS || item.isUndecided
        ? undefined
        : { tone: "busy", words: text("toast.fetching", { name }), isLast: false };
    case "paused":
      return undefined;
    case "waiting":
    case "sending":
      return openOf(item, name, connection, sinceMs);
  }
}

/** Of a screenshot it may be that a part is missing. */
function noteOf(item: SendItem): string {
  return item.fidelity === "screenshot" && item.said ? `. ${readSaid({ message: "", ...item })}` : "";
}

function failureOf(item: SendItem, name: string): SaidToast | undefined {
  // The user is being asked in a window of its own.
  if (item.said?.code === "capture.asks") return undefined;
  const why = item.message === undefined ? text("sent.failed") : readSaid({ ...item, message: item.message });
  // Commands stand between backquotes, for pages that draw them as such.
  const words = text("toast.failed", { name, why: why.replaceAll("`", "") });
  if (item.needsOrigin) return { tone: "failed", words, action: "allow", isLast: true };
  // Without a site, what never came can only be sent from its page again.
  const isOver = !comesFromSite(item) && item.bytes === 0 && item.documentId === undefined;
  return { tone: "failed", words, ...(isOver ? {} : { action: "retry" }), isLast: true };
}

function openOf(
  item: SendItem,
  name: string,
  connection: ConnectionState,
  sinceMs: number,
): SaidToast | undefined {
  switch (connection) {
    case "connecting":
      return sinceMs < CONNECTING_MS
        ? undefined
        : { tone: "waits", words: text("toast.refused", { name }), isLast: true };
    case "not-paired":
      return { tone: "waits", words: text("toast.not-paired", { name }), action: "pair", isLast: true };
    case "not-running":
      return { tone: "waits", words: text("toast.not-running", { name }), isLast: true };
    case "refused":
      return { tone: "waits", words: text("toast.refused", { name }), isLast: true };
    case "connected": {
      if (sinceMs < BUSY_AFTER_MS) return undefined;
      const { bytes, ackedBytes } = item;
      if (bytes === null || bytes === 0)
        return { tone: "busy", words: text("toast.sending", { name }), isLast: false };
      const percent = Math.floor((ackedBytes / bytes) * 100);
      return { tone: "busy", words: text("toast.percent", { name, percent }), isLast: false };
    }
  }
}

/** A name as it stands in a sentence. */
export function toastName(name: string): string {
  const characters = [...shownName(name)];
  const short =
    characters.length <= MAX_NAME_CHARACTERS
      ? characters.join("")
      : `${characters.slice(0, MAX_NAME_CHARACTERS - NAME_ENDING_CHARACTERS - 1).join("")}…${characters.slice(-NAME_ENDING_CHARACTERS).join("")}`;
  return `${ISOLATE}${short}${END_OF_ISOLATE}`;
}
