/** One object as one line of JSON that any terminal may be given: nothing in it is a command to one, or hidden. */

import { asciiJson, escapedJson } from "../../shared/protocol/unseen.ts";
import { isUtf8Locale } from "./locale.ts";

/**
 * The line, without its line feed; it says the same as `JSON.stringify` when it is read. Where the locale is not
 * UTF-8 it is plain ASCII: there the bytes of an ordinary letter (Ý is C3 9D) are a terminal's controls.
 */
export function jsonLine(object: object, isUtf8 = isUtf8Locale()): string {
  const json = JSON.stringify(object);
  return isUtf8 ? escapedJson(json) : asciiJson(json);
}
