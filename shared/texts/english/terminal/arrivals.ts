/** English: what came, as the commands of a terminal say it. */

export const ARRIVALS = {
  "option.seconds": "It must be a number of seconds, at most {most}.",
  "arrived.no-such": "No received file has the ID {id}: `npx pagewire inbox` lists them.",
  "arrived.several": "{id} may mean several files: {candidates}. Give more of the ID.",
  "arrived.no-type": "{type} is no media type: give one like image, image/* or image/png.",
  "arrived.vanished": "{name} is no longer in the inbox: somebody has moved or removed it.",
  "arrived.unreadable": "{name} can't be read: {reason}.",

  "latest.nothing": "Nothing has been received yet.",
  "latest.none-of-type": "Nothing of this type has been received yet.",
  "latest.gone": "{name} is no longer in the inbox, so it is passed over.",
  "wait.over": "Nothing came within {seconds} s.",

  "get.json-to-stdout":
    "Standard output is either the file or its JSON: leave out --json, or give a folder to --to.",
  "get.no-folder": "There is no folder {folder}: make it, or give another.",
  "get.not-written": "{folder} does not take the file: {reason}.",
  "get.changed": "{name} was changed since it came: this is the file as it is now.",
  "open.failed": "No program opens {name}: {reason}.",
  "rm.removed": "Removed {name} ({size}).",
  "rm.removed-from": "Removed {name} ({size}), which had come from {url}.",
  "rm.not-removed": "{name} can't be removed: {reason}.",
  "completion.shells": "There is completion for {shells}: name one of them.",
} as const;
