/** English: what the commands say beside their data. */

export const COMMANDS = {
  "command.not-running": "Pagewire is not running: start it with `npx pagewire start`.",
  "command.note-unreadable": "Pagewire runs, but {file} can't be read: try again in a few seconds.",
  "command.refused":
    "The companion refuses this command: run it as the user who started the companion, with the same --home.",
  "command.refused-plain": "The companion refused.",
  "command.no-answer": "The companion does not answer: see `npx pagewire doctor`.",
  "command.polling": "No WebSocket can be had on this computer: using long polling.",
  "status.running": "running: port {port}, process {pid}, version {version}, {connected} connected",
  "status.home": "home:    {home}",
  "status.inbox": "Inbox:   {inbox}",
  "status.not-running": "not running",
  "status.start": "Start it with `npx pagewire start`.",

  "command.stopped": "The companion stopped.",
  "command.not-written": "What was said could not all be written ({reason}).",
  "command.port-number": "A port is a number from 0 to {most}.",
  "command.whole-number": "It must be a whole number.",
  "command.time-left": "{time} left",

  "start.listening": "Pagewire listens on {address} and keeps its files in {home}.",
  "start.open-link": "To pair a browser that has the extension, open this link (10 minutes, one use):",
  "start.long-link": "It is longer than a line: `npx pagewire pair --open` opens one in the default browser.",
  "start.paired":
    "Browsers paired: {paired}. `npx pagewire pair` makes a link for another one, or for one whose pairing was lost.",
  "start.ctrl-c": "Ctrl-C stops it.",
  "start.no-browser": "No browser could be opened: open the link yourself.",
  "start.port-of-other":
    "Port {port} is taken by the Pagewire of another home folder: stop that one with its --home, or choose another port with --port.",
  "start.came": "{browser} is connected.",
  "start.left": "{browser} has left.",
  "start.received": "Received {name} ({size}).",
  "start.received-from": "Received {name} ({size}) from {host}.",
  "start.stored": "Sent {name} ({size}) to {browser}.",
  "start.refused": "Not taken: {name}. {why}",
  "start.more": "… and {count} more in this second.",
  "start.stopping": "Stopping.",
  "stop.goes-on": "The companion (process {pid}) does not stop: end it by hand.",

  "table.name": "Name",
  "table.size": "Size",
  "table.received": "Received",
  "table.type": "Type",
  "table.page": "Page",
  "table.id": "ID",
  "table.waits-since": "Waits since",
  "table.for": "For",
  "table.kind": "Kind",
  "table.state": "State",
  "table.files-waiting": "Files waiting",
  "table.last-seen": "Last seen",

  "clients.open-link": "Open the link in the browser to pair; it works once and for {minutes} minutes.",
  "clients.opened-link":
    "It is handed to the default browser: where none opens, open the link yourself. It works once and for {minutes} minutes.",
  "clients.nobody": "Nobody is paired yet: run `npx pagewire pair`.",
  "clients.revoked": "{name} is not trusted any more.",
  "clients.browser": "browser",
  "clients.script": "script",
  "clients.connected": "connected",
  "clients.away": "away",
  "clients.waiting": "files that wait for it: {files}",
  "clients.token":
    "This token is shown once. Anybody who has it may connect as {name}, without the mutual proof that browsers give; `npx pagewire revoke {id}` ends that.",
  "clients.token-use":
    "A Phoenix client gives it as its authToken to {address}: the folder examples shows how.",

  "inbox.nothing": "Nothing has been received in {home} yet.",
  "inbox.damaged": "Record {seq} ({name}) is damaged: what of it can't be read is left out.",
  "outbox.nothing": "Nothing waits for a browser.",
  "outbox.any-browser": "any browser",
  "outbox.damaged":
    "The waiting file {id} is damaged in the index: take it back with `npx pagewire outbox --cancel {id}`.",

  "send.one-name": "--name names one file: send them one at a time.",
  "send.empty-name": "--name needs a name.",
  "send.name-of-folder": "--name names one file and {folder} is a folder: leave --name out.",
  "send.empty-folder": "{folder} holds no files to send: hidden and unfinished ones and links are left out.",
  "send.named-by-folders": "Several files have one name, so they go by their folders as well: {name}.",
  "send.stopped": "The companion stopped before {name} was queued: start it, then send the rest again.",
  "send.copying": "Copying {name}",
  "send.copying-of": "Copying {name} ({index} of {count})",
  "send.nobody-paired":
    "Nobody is paired yet, so it stays queued: run `npx pagewire pair` and open the link in a browser that has the extension.",
  "send.waits-for-pairing":
    "Nobody is paired yet. Waiting for a pairing: run `npx pagewire pair` in another terminal and open the link in a browser that has the extension. Ctrl-C ends the waiting, and it stays queued.",
  "send.nobody-connected": "No paired browser is connected: it stays queued until one is.",
  "send.summary": "Queued: {count} ({size}).",
  "send.lost": "The companion stopped; what is not stored stays queued and goes when it runs again.",
  "send.withdrawn":
    "{name} was withdrawn: its copy was taken back or is gone from the computer. Send it again if a browser is to have it.",
  "send.one-waiting": "{name}, waiting for a browser",
  "send.several": "{name} ({stored} of {count} stored)",
  "send.several-waiting": "{name} ({stored} of {count} stored, waiting for a browser)",

  "prices.no-price": "No price came for {symbols}: check the network, or try DEMO.",
} as const;
