/** English: why a file is not taken or given, and what the system says of a disk. */

export const FILES = {
  "files.size-differs": "The file has {bytes} bytes instead of {expected}: send it again.",
  "files.kept-differing": "The file's bytes kept differing from what was announced; send it again.",
  "files.differs": "The file's bytes differ from what was announced; send it again.",
  "files.disk-full": "The computer's disk is full: free some space, then retry.",
  "files.disk-full-for":
    "The computer's disk is full: {megabytes} MB are needed, and so much is not free. Free some space, then retry.",
  "files.disk-full-beside":
    "The computer's disk is full: {megabytes} MB are needed, and so much is not free beside what is coming now. Free some space, then retry.",
  "files.not-saved":
    "The computer could not save the file ({reason}): check the Pagewire folder, then retry.",
  "files.set-aside": "{name} is set aside: the companion ended twice while it looked into it.",
  "files.set-aside-retry": "{what} Retry to have it tried once more.",
  "files.set-aside-put": "{what} Put or send it again to have it tried once more.",
  "files.set-aside-outbox": "In the Outbox folder, {what} Put it there again to have it tried once more.",
  "files.not-accepted":
    "The file is {type} and the computer takes only {types}; nothing was saved. Add its type to acceptedTypes in config.json to send it.",
  "files.empty-not-accepted":
    "The file is empty and the computer takes only {types}; nothing was saved. Add its type to acceptedTypes in config.json to send it.",
  "files.too-large":
    "The file has {bytes} bytes or more and the computer takes at most {most}: raise maxFileBytes in config.json to send it.",
  "files.no-image":
    "The address holds no image but {found}; nothing was saved. Open the image in a tab of its own and send it from there.",
  "files.a-web-page": "a web page",
  "files.something-else": "something else",
  "files.no-free-name": "No free name is left for {name}.",
  "files.given-up": "The file was given up; send it again.",
  "files.record-gone": "The file's record is gone from the index; send it again.",
  "files.too-many": "Too many files are under way at once: let some of them finish first.",
  "files.other-lane":
    "Another browser with the same key is receiving or sending this file: pair one of the two anew.",
  "files.not-for-topic": "This token is not for the topic {topic}: make another with `npx pagewire token`.",
  "files.none-waits": "The computer has no such file for this browser any more.",
  "files.gone": "{name} is gone from the computer: send it again.",
  "files.changed": "{name} was changed on the computer: send it again.",
  "files.shorter": "{name} became shorter on the computer: send it again.",
  "files.unreadable-send": "{name} can't be read ({reason}): send it again.",
  "files.unreadable-ask": "{name} can't be read ({reason}): ask for it again.",
  "files.shorter-ask": "{name} became shorter while it was sent: ask for it again.",
  "files.one-stream": "One stream at a time: wait until it is complete.",
  "files.not-in-inbox": "No file of that id is in the inbox.",
  "files.too-large-for-message":
    "The file has {bytes} bytes; at most {most} fit one message: use a lane or a stream.",
  "files.other-offered": "The computer offers another file than it spoke of.",
  "files.storage-full":
    "The browser's storage is full: delete received files or free disk space, then press Continue.",
  "files.storage-lacks":
    "The browser's storage is full: {needed} are needed, {free} are free. Delete received files or free disk space, then press Continue.",
  "files.piece-missing": "A piece of {name} is missing: have it sent again.",

  "outgoing.is-folder": "{file} is a folder: name a file.",
  "outgoing.no-file": "{file} is not a file: name a regular file.",
  "outgoing.changing": "{file} changed while it was read: send it again when it is finished.",
  "outgoing.not-there": "{file} does not exist: check the name.",
  "outgoing.unreadable": "{file} can't be read ({reason}).",
  "outgoing.not-kept": "The file can't be kept for sending ({reason}): free some space, then send it again.",
  "outgoing.no-room":
    "{file} needs {megabytes} MB, and the computer's disk has not so much free: free some space first.",
  "outgoing.no-bytes": "The stream brings something else than bytes: give it Buffers or Uint8Arrays.",
  "outgoing.name-wrong": "A file needs a name of 1 to {bytes} bytes.",
  "outgoing.not-queued": "{name} can't be queued ({reason}): try again.",
  "outgoing.taken-back": "{name} was taken back before a browser had it.",
  "outgoing.copy-gone": "{name}: its copy is gone from the computer, send it again.",
  "outgoing.closed": "The companion is closed: what is queued goes when it runs again.",

  "system.disk-full": "the disk is full",
  "system.quota": "the disk quota is used up",
  "system.denied": "permission denied",
  "system.read-only": "the disk is read-only",
  "system.not-there": "it does not exist",
  "system.in-the-way": "a file is in the way",
  "system.disk-error": "the disk reports an error",
} as const;
