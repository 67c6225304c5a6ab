/** The search that follows what is typed, once typing rests. */

import { useEffect, useState } from "preact/hooks";
import type { Search, SymbolSearch } from "./symbol-search.ts";

/** Typing that goes on within this asks nothing. */
const REST_MS = 150;

/** What was found for exactly this text; `undefined` until it is known. */
export function useSearch(search: SymbolSearch, typed: string): Search | undefined {
  const [answer, setAnswer] = useState<{ readonly of: string; readonly search: Search }>();
  const query = typed.trim();
  useEffect(() => {
    if (query === "") return;
    let isLeft = false;
    const timer = setTimeout(() => {
      void search.find(query).then((found) => {
        if (found && !isLeft) setAnswer({ of: query, search: found });
      });
    }, REST_MS);
    return () => {
      isLeft = true;
      clearTimeout(timer);
    };
  }, [search, query]);
  return answer?.of === query ? answer.search : undefined;
}
