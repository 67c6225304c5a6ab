/** English: the companion's own pages, and what it answers to commands and scripts. */

export const SERVER = {
  "server.running": "Pagewire is running",
  "server.listens":
    "The companion {version} listens on 127.0.0.1:{port}. It talks to browsers you have paired and to nobody else.",
  "server.try": "Try it",
  "server.try-about":
    "Right-click a picture and choose “Send to Pagewire”. A moment later it is in the folder Inbox on this computer.",
  "server.try-inbox": "There is no such item in the menu? Then this browser is not set up yet: see below.",
  "server.set-up": "Set up a browser",
  "server.set-up-about": "Once for each browser. One that is paired already needs nothing of this.",
  "server.load": "Load the extension first",
  "server.load-open": "Open the browser's page for extensions, and switch on “Developer mode” there.",
  "server.load-folder": "Press “Load unpacked” and choose this folder:",
  "server.load-build": "There is no such folder? `npm run build` makes it.",
  "server.load-reload": "Come back to this page and reload it.",
  "server.load-pair": "In a terminal ask for a pairing link, and open it in that browser:",
  "server.browsers":
    "For Chrome, Chromium, Edge and their kin, from version 148 on. Firefox, from 153 on, has one of its own: `npx pagewire extension --firefox` says how.",
  "server.dunes": "Dunes at dusk (JPEG)",
  "server.tide": "Tide lines (PNG)",
  "server.meadow": "A meadow in stripes (WebP)",
  "server.wire": "A wire between two pages (SVG)",
  "server.pair-title": "Pair this browser – Pagewire",
  "server.pair-about":
    "Once paired, this browser can send pictures to this computer, get files from it and show live prices. You can end that at any time in its settings.",
  "server.pair-try": "Try it on a sample page",
  "server.link-open": "The Pagewire extension does not answer in this browser yet.",
  "server.link-used": "This link was already used. Ask for a new one in a terminal:",
  "server.link-expired": "This link has expired. Ask for a new one in a terminal:",
  "server.link-unknown":
    "This link is not known to the companion that runs now. Ask for a new one in a terminal:",

  "owner.request-wrong": "The request is wrong: {flaw}.",
  "owner.unknown-event": "The companion does not know the event {event}.",
  "owner.no-client": "No client has the id or name {id}: `npx pagewire clients` lists them.",
  "owner.no-file": "No file with the id or name {id} waits for a browser: `npx pagewire outbox` lists them.",
  "owner.not-remembered":
    "It is cut off now, but that can't be remembered over a restart ({reason}): make room on the disk, then revoke it again.",
  "owner.no-copy": "The file's copy is not in the outgoing folder: send it again.",
  "owner.not-queued": "The file can't be queued ({reason}): try again.",
  "owner.no-recipient": "No paired browser is called {name}: `npx pagewire clients` lists them.",
  "owner.nothing": "nothing",
  "owner.recipient-taken":
    "{name} is not connected ({seen}); {other}, which is, gets it. For the other one: `--to {id}`.",
  "owner.recipient-away": "{name} is not connected ({seen}): what is sent waits until it is.",
  "owner.recipient-older":
    "{name} is not connected ({seen}); {other} was there since. If the first is gone for good: `npx pagewire revoke {id} --into {into}`.",
  "owner.last-seen": "last seen {time}",
  "owner.never-seen": "not seen yet",
  "owner.several-clients":
    "More than one client can be meant by {name}: {candidates}. Say more of the name, or the id.",
  "owner.several-files":
    "More than one waiting file can be meant by {name}: {candidates}. Say more of the name, or the id.",
  "owner.into-itself": "{name} can't be merged into itself: name another browser.",
  "owner.into-browser": "{name} is no browser: only a browser can take over what waits for one.",
  "owner.several-recipients":
    "More than one paired browser can be meant by {name}: {candidates}. Say more of the name, or the id.",

  "ghost.expired":
    "{name} was last seen {time} and is not trusted any more: should it come back, pair it again with `npx pagewire pair`.",
  "ghost.waits":
    "{name} was last seen {time}. Files that still wait for it: {files}; `npx pagewire revoke {id} --into {other}` hands them to a browser that is there.",
  "ghost.another": "OTHER",

  "channel.forbidden": "This client may not join the topic.",
  "channel.form": 'The field "form" is "binary" or "base64".',
  "channel.field": 'The field "{field}" is missing or wrong.',
  "channel.files-events": "The topic files knows put, get, fetch and stream.",
  "channel.folders-events": "The topic knows place and show.",
  "channel.inbox-events": "The topic inbox knows list and find.",
  "channel.outbox-events": "The topic outbox knows send and about.",
  "folders.file-gone":
    "The file is not in the Inbox folder any more: it was moved, renamed or deleted there.",
  "folders.unknown": "The companion can't show folders: update it, then try again.",
  "folders.not-shown": "No file manager can be opened on the computer. Copy the path instead.",
  "channel.pairing-events": "The topic knows leave, list and rename.",
  "channel.pairing-name": "A name is a text of at most 100 bytes.",
  "channel.pairing-not-kept": "The computer could not keep the name ({reason}): try again.",
} as const;
