/** What the browser says of the document that has sent a message. */

import * as v from "valibot";

/**
 * The life cycle of one that people see now: one that is only prerendered, cached or about to go is seen by no one. Firefox
 * does not say it: it prerenders nothing, and the script of a page that it keeps for going back does not run.
 */
export const SEEN_LIFECYCLE: v.GenericSchema<unknown> = import.meta.env.FIREFOX
  ? v.optional(v.unknown())
  : v.literal("active");
