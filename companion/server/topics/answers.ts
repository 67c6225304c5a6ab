/** How a topic answers what is asked of it: a response, or one sentence that says what was wrong. */

import * as v from "valibot";
import { message } from "../../../shared/texts/message.ts";
import { SaidError, sentenceOf } from "../../../shared/texts/said.ts";
import type { Numbered, ReceivedLookup } from "../../files/received/received-lookup.ts";
import { candidates } from "../../trust/named-client.ts";
import type { Payload, Reply } from "../channels/channel.ts";

/** The answer of an action, or its error as one. */
export function answered(action: () => Payload): Reply {
  try {
    return { status: "ok", response: action() };
  } catch (error) {
    const why = v.isValiError(error)
      ? new SaidError(message("channel.field", { field: v.getDotPath(error.issues[0]) ?? "" }))
      : error;
    return { status: "error", response: { ...sentenceOf(why) } };
  }
}

/** The one received file that is meant. Throws `SaidError` where none is, or not one alone. */
export function oneMeant(lookup: ReceivedLookup, said: string): Numbered {
  const meant = lookup.meant(said);
  const [only] = meant;
  if (!only) throw new SaidError(message("arrived.no-such", { id: said }));
  if (meant.length === 1) return only;
  const named = candidates(meant.map(({ record }) => record));
  throw new SaidError(message("arrived.several", { id: said, candidates: named }));
}
