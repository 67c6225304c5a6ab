/** English: what a command says that works with a companion on another computer. */

export const FAR = {
  "uploads.not-announced": "Nobody said for whom this file is: send it again.",
  "uploads.taken": "Another file has this ID: send it under a new one.",
  "far.both-needed": "PAGEWIRE_URL and PAGEWIRE_TOKEN belong together: set both or neither.",
  "far.url-wrong":
    "{url} is no address of a forwarded port: it is like ws://127.0.0.1:8737, on this computer.",
  "far.two-homes": "--home means a companion here and PAGEWIRE_URL one elsewhere: leave one of them out.",
  "far.no-answer":
    "Nothing answers at {url}: is the connection that forwards it open, and does the companion run there?",
  "far.stranger": "What answers at {url} is no companion of Pagewire: check where that port leads.",
  "far.token-refused":
    "The companion at {url} does not take this token: it was revoked, or is another companion’s. Make a new one there with `npx pagewire token --name NAME`, or connect anew with `npx pagewire ssh`.",
  "far.token-elsewhere":
    "This token is not for {topic}: make one for it with `npx pagewire token --name NAME --topics {topic}`.",
  "far.older": "The companion at {url} is of an older version that can't do this: update it there.",
  "far.lost": "The connection to {url} broke and could not be had again: run it once more when it is back.",
  "far.note-unreadable": "{file} can't be read: remove it, or connect anew with `npx pagewire ssh`.",
  "far.status": "A companion runs at {url}, version {version}; browsers and scripts connected: {connected}.",
  "far.sending": "Sending {name}",
  "far.sending-of": "Sending {name} ({index} of {count})",
  "far.getting": "Getting {name}",
  "far.changed": "{name} was changed while it was on its way: get it again.",
} as const;
