/** English: the commands that search and edit what was received. */

export const KEPT_COMMANDS = {
  "edit.nothing": "Nothing is to be changed: say --name, --tag, --note or --folder.",
  "bin.nothing": "The bin is empty.",
  "bin.explained":
    "`npx pagewire undo ID` takes a file out of the bin; after seven days it is removed for good.",
  "bin.since": "In the bin since",
  "search.nothing": "Nothing was found: try fewer words.",
  "search.not-ready":
    "What was received by an older version can't be searched yet: run `npx pagewire start` once.",
  "search.date": "a date such as 2026-11-28, or with a time 2026-11-28T09:30",
} as const;
