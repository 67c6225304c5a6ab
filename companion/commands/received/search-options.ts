/** What narrows a list of received files: words, a first day, a host, a type. */

import { InvalidArgumentError, Option } from "commander";
import { text } from "../../../shared/texts/text.ts";

/** The options as commander makes them. */
export interface SearchOptions {
  readonly search?: string;
  /** Milliseconds since 1970. */
  readonly from?: number;
  readonly host?: string;
  readonly type?: string;
}

export const SEARCH_OPTIONS: readonly Option[] = [
  new Option(
    "--search <words>",
    "Those whose name, title, alt text, page, tags or note have all these words",
  ),
  new Option("--from <date>", "Those that came on that day or later").argParser(momentOf),
  new Option("--host <host>", "Those from that host, or from one below it"),
  new Option("--type <type>", "Those of a media type, image/*, or image"),
].map((option) => option.conflicts("follow"));

/** Whether anything is searched for. */
export function isSearching({ search, from, host, type }: SearchOptions): boolean {
  return [search, from, host, type].some((asked) => asked !== undefined);
}

/** A day begins where the user is. */
function momentOf(typed: string): number {
  const isForm =
    /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2})?)?$/.test(typed);
  const at = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(typed) ? `${typed}T00:00` : typed.replace(" ", "T"));
  if (!isForm || Number.isNaN(at)) throw new InvalidArgumentError(text("search.date"));
  return at;
}
