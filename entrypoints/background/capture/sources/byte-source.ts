/** One way to get the bytes of what was clicked: a rung of the ladder. */

import type { Picture } from "../../../../shared/extension/page-words.ts";
import type { SendItem } from "../../../../shared/extension/store/database.ts";
import type { Fidelity } from "../../../../shared/protocol/lane-words.ts";
import type { SiteBytes, SiteRequest } from "../../sites/site-bytes.ts";
import type { PagePlace } from "./page.ts";

/** What bytes are wanted of, and for how long. */
export interface Wanted {
  /** As it is on the list. */
  readonly item: SendItem;
  /** Where its bytes come from. */
  readonly url: string;
  /** Where it is shown; absent where its page is gone. */
  readonly place: PagePlace | undefined;
  /** As its page describes it. */
  readonly picture: Picture | undefined;
  /** The permission that would help where its site can't be read, as a match pattern. */
  readonly missing: string | undefined;
  /** Whether it is tried again: then nothing that the browser has kept of its site is an answer. */
  readonly isAgain: boolean;
  /** Ends the reading. */
  readonly signal: AbortSignal;
  readonly onSize: SiteRequest["onSize"];
}

/** Bytes, and what is true of them. */
export interface Obtained {
  readonly bytes: SiteBytes;
  /** Whether they are the file itself, or were made from it. */
  readonly fidelity: Fidelity;
}

/**
 * Gets the bytes. Throws `CaptureFailed` with why not, and the next way is tried; anything else, such as a refusal, ends
 * the matter.
 */
export type ByteSource = (wanted: Wanted) => Promise<Obtained>;
