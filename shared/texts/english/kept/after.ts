/** English: what can be done with a sent file in the popup. */

export const AFTER = {
  "after.edit": "Rename, tag or move…",
  "after.bin": "Undo: put into the bin",
  "after.take-out": "Take out of the bin",
  "after.binned": "In the bin",
  "after.in-bin": "{name} is in the bin for seven days.",
  "after.taken-out": "{name} is in Inbox again.",
  "after.dialog": "Edit this file",
  "after.name": "Name",
  "after.folder": "Folder inside Inbox",
  "after.tags": "Tags, separated by commas",
  "after.note": "Note",
  "after.found": "Found in Inbox on the computer",
  "after.refused": "The companion can't do this: update it, then try again.",
} as const;
