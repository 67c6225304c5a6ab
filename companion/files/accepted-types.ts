/** Which files are taken by what they are: the setting `acceptedTypes`, held against a file's own bytes. */

import { TransferRefused } from "../../shared/transfer/transfer-refused.ts";
import { type DetectedType, isText } from "./media-type.ts";

/** Throws `TransferRefused` for a file that is not to be taken, by its type and its first bytes. */
export type Accepts = (detected: DetectedType | undefined, beginning: Uint8Array) => void;

/** `image/*`, `application/pdf`, every type by two stars. */
export const TYPE_PATTERN = /^(?:\*\/\*|[a-z0-9][a-z0-9.+-]*\/(?:\*|[a-z0-9][a-z0-9.+-]*))$/;

/** A refusal's sentence must fit its word however many types the setting names. */
const MAX_SHOWN_CHARACTERS = 500;

/** The check behind the patterns; without any everything is taken. */
export function acceptsTypes(patterns: readonly string[] | undefined): Accepts {
  if (patterns === undefined) return () => undefined;
  const exact = new Set(patterns);
  const all = patterns.join(", ");
  const shown = all.length > MAX_SHOWN_CHARACTERS ? `${all.slice(0, MAX_SHOWN_CHARACTERS)}…` : all;
  return (detected, beginning) => {
    // What its sender says it is does not count here.
    const found = detected?.mediaType ?? (isText(beginning) ? "text/plain" : "application/octet-stream");
    const [kind = ""] = found.split("/");
    if (exact.has(found) || exact.has(`${kind}/*`) || exact.has("*/*")) return;
    const what = beginning.length === 0 ? "is empty" : `is ${found}`;
    throw new TransferRefused(
      "type_not_accepted",
      `The file ${what} and the computer takes only ${shown}; nothing was saved. Add its type to acceptedTypes in config.json to send it.`,
    );
  };
}
