/** English: the home folder with its Outbox, its settings, and what the companion tells the person who runs it. */

export const HOME = {
  "home.unusable-full":
    "{folder} can't be used ({reason}): free some space, or choose another home with --home.",
  "home.unusable-denied":
    "{folder} can't be used ({reason}): make it writable for you, or choose another home with --home.",
  "home.unusable":
    "{folder} can't be used ({reason}): move what is there away, or choose another home with --home.",
  "home.no-file": "{file} is no file: move it away, then start again.",
  "home.no-target":
    "{folder} is a link to {target}, which is not there: connect that disk, or remove the link.",
  "home.no-folder": "{folder} is not a folder: move it away or choose another home with --home.",
  "home.closed": "Other users could look into or change {folders}: from now on only you can.",
  "home.links": "{place} leads over too many links: use another home with --home.",
  "home.foreign-way":
    "{place} belongs to another user (uid {uid}), who could replace what is in it: use another home with --home.",
  "home.foreign":
    "{place} belongs to another user (uid {uid}): look through it and make it yours with `sudo chown {own} {quoted}`, or use another home with --home.",
  "home.foreign-to-root":
    "{place} belongs to another user (uid {uid}): look through it and make it yours with `sudo chown {own} {quoted}`, or run Pagewire as that user.",
  "home.changeable":
    "{place} can be changed by other users (mode {mode}): look through it and run `chmod go-w {quoted}`, or use another home with --home.",
  "home.open-disk":
    "{folder} can be changed by other users, and its disk keeps no permissions: mount that disk for you alone (umask=077), or use another home with --home.",
  "home.readable-disk":
    "The disk of {folder} keeps no permissions: other users of this computer can read your keys and files there. Mount it for you alone (umask=077), or use another home with --home.",
  "home.no-locks":
    "{folder} is on a disk that keeps no locks (some network shares do so): use another home with --home. Its Inbox and Outbox may be links to folders on that disk.",
  "home.not-private": "{folder} is not a folder for you alone",
  "home.running":
    "Pagewire is already running for this home folder: use it, or stop it with `npx pagewire stop`.",
  "home.elsewhere":
    "This home folder is in use on another computer, {host}: stop Pagewire there, or use another home with --home. If it does not run there any more, start again in five minutes or remove {file}.",
  "home.copied":
    "This home folder is a copy of {home}, where Pagewire is running: stop that one, or use another home with --home. If the copy is to live by itself, remove {file}.",
  "home.not-locked": "{file} can't be locked ({reason}): check the folder, then start again.",
  "home.database":
    "{file} can't be used ({reason}): free some space or move the file away, then start again.",
  "home.notes": "{file} can't be used ({reason}): move it away, then start again.",
  "home.keys": "{file} can't be read ({reason}): move it away to start anew, then pair each browser again.",
  "home.keys-odd":
    "Entries of {file} that can't be read: {count}. They stay there and let nobody in: pair the browsers that are missing again.",
  "home.port-taken": "Port {port} is taken by another program: end it, or choose another with --port.",
  "home.port-low":
    "Port {port} can't be used: the system keeps the ports below {least} for administrators. Choose another with --port.",
  "home.port-reserved":
    "Port {port} can't be used: nobody listens there, but it is reserved by the system. Choose another with --port.",
  "home.port-unusable": "Port {port} can't be used ({reason}): choose another with --port.",

  "config.unreadable": "{file} can't be read ({reason}): fix it or move it away.",
  "config.no-file": "{file} is no file: move it away.",
  "config.no-json": "{file} is not JSON: fix it or move it away.",
  "config.wrong": '{file}: "{field}" is wrong: {flaw}.',
  "config.the-file": "the file",
  "config.media-type": "must be a media type such as image/png or image/*",
  "config.nul": "must not contain a NUL character",
  "config.words": 'must be a list like ["program", "argument"], not one text: no shell reads it',
  "config.types": 'must be a list like ["image/*"]',
  "config.no-type": "must name a type at least",
  "config.patterns": 'must be a list of patterns like ["*.bak"]',
  "config.pattern":
    "must be a pattern of file names that leaves some out and not all: * stands for any characters, ? for one",
  "config.template": "must be a text",
  "config.sidecars": "must be a list of {kinds}, each once at most",
  "config.program": "must begin with the name of a program",
  "config.socket-address": "must begin with ws:// or wss://, and name a host",
  "config.rest-address": "must begin with http:// or https://, and name a host",
  "config.venue": "no price venue has this name; the known ones are {names}",

  "companion.paired": "{name} is paired.",
  "companion.twin":
    "Two browsers say to be {name}: a profile and its copy have one key. The second is not let in until it is paired anew: `npx pagewire pair`.",
  "companion.fault": "Something went wrong inside the companion: it goes on, and its log says what it was.",
  "companion.hook-unstarted":
    "The program {program} of onReceived can't be started ({reason}). The file {name} is safe; from now on failures are only logged.",
  "companion.hook-ended":
    "The program {program} of onReceived ended with status {status}; what it printed is in {output}. The file {name} is safe; from now on failures are only logged.",
  "companion.hook-killed":
    "The program {program} of onReceived was ended by {signal}; what it printed is in {output}. The file {name} is safe; from now on failures are only logged.",

  "passed.hidden": "it is hidden",
  "passed.unfinished": "its name is that of a file that a program has not finished",
  "passed.editor": "its name is that of a file that an editor keeps for itself",
  "passed.desktop": "its name is that of a file that the system keeps for itself",
  "passed.configured": "outboxIgnores in config.json leaves out {pattern}",
  "passed.beside": "{other} lies beside it: it waits until that is gone",
  "passed.folder": "it is a folder: send it with `npx pagewire send`",
  "passed.link": "it is a link: send it with `npx pagewire send`",
  "passed.no-file": "it is no file",
  "passed.writing": "{program} (process {pid}) has it open for writing: it waits until that is done",
  "passed.sent": "its content was sent before: send it again with `npx pagewire send`",
  "passed.sent-as": "its content was sent before, as {name}: send it again with `npx pagewire send`",
  "passed.over": "In the Outbox folder, {name} is not sent: {why}",
  "passed.more": "Files in the Outbox folder that are not sent either, and not named here: {count}",
} as const;
