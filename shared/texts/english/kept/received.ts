/** English: what is done with received files after they came. */

export const RECEIVED = {
  "kept.unknown": "No received file has the id {id}: `npx pagewire inbox` lists them.",
  "kept.several": "Several received files can be meant by {id}: type more of it.",
  "kept.in-bin": "{name} is in the bin: take it out with undo first.",
  "kept.moved":
    "{name} is not where it was received, {path}: it was moved or removed by hand, and is left as it is.",
  "kept.changed": "{name} was changed since it was received: it is left as it is. Move or remove it by hand.",
  "kept.no-name": "The new name is empty: write one.",
  "kept.outside": "{folder} is not inside the inbox: write a folder below it, such as 2026/cats.",
  "kept.deep": "There are more than {most} folders in one another: use fewer.",
  "kept.not-moved": "{name} could not be moved: its new name was taken at the same moment. Try again.",
  "kept.not-binned": "{name} could not be put into the bin: try again.",
  "kept.not-taken-out":
    "{name} is not in the bin any more, or has no place in the inbox: nothing was changed.",
} as const;
