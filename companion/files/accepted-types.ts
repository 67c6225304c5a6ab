/** Which files are taken by what they are: the setting `acceptedTypes`, held against a file's own bytes. */

import { message } from "../../shared/texts/message.ts";
import { TransferRefused } from "../../shared/transfer/transfer-refused.ts";
import type { DetectedType } from "./detected-type.ts";
import { isText } from "./media-type.ts";

/** Throws `TransferRefused` for a file that is not to be taken, by its type and its first bytes. */
export type Accepts = (detected: DetectedType | undefined, beginning: Uint8Array) => void;

/** `image/*`, `application/pdf`, every type by two stars. */
export const TYPE_PATTERN = /^(?:\*\/\*|[a-z0-9][a-z0-9.+-]*\/(?:\*|[a-z0-9][a-z0-9.+-]*))$/;

/** What is of another type, too: an animated PNG is a PNG. */
const ALSO: ReadonlyMap<string, string> = new Map([["image/apng", "image/png"]]);

/** A refusal's sentence must fit its message however many types the setting names. */
const MAX_SHOWN_CHARACTERS = 500;

/** The check that the patterns ask for; without any everything is taken. */
export function acceptsTypes(patterns: readonly string[] | undefined): Accepts {
  if (patterns === undefined) return () => undefined;
  const exact = new Set(patterns);
  const all = patterns.join(", ");
  const shown = all.length > MAX_SHOWN_CHARACTERS ? `${all.slice(0, MAX_SHOWN_CHARACTERS)}…` : all;
  return (detected, beginning) => {
    // What its sender says it is does not count here.
    const found = detected?.mediaType ?? (isText(beginning) ? "text/plain" : "application/octet-stream");
    const [kind = ""] = found.split("/");
    if (exact.has(ALSO.get(found) ?? "")) return;
    if (exact.has(found) || exact.has(`${kind}/*`) || exact.has("*/*")) return;
    throw new TransferRefused(
      "type_not_accepted",
      beginning.length === 0
        ? message("files.empty-not-accepted", { types: shown })
        : message("files.not-accepted", { type: found, types: shown }),
    );
  };
}
