/** English: what the doctor finds, and how it is repaired. */

export const DOCTOR = {
  "doctor.home-missing": "{home} is not there yet; the first start makes it",
  "doctor.home-fix": "Do what it says, or choose another folder with --home.",
  "doctor.private": "keys and state are for you alone",
  "doctor.open": "other users of this computer can look into {places}",
  "doctor.open-fix":
    "Run `npx pagewire stop`, then `npx pagewire start`: it makes them private. Revoke and pair anew if somebody may have looked.",
  "doctor.open-disk-fix":
    "That disk keeps no permissions: mount it for you alone (umask=077), or use another home with --home.",
  "doctor.folders-missing": "not there yet; the first start makes them",
  "doctor.folders-useless": "a file can't be put from .state into the Inbox ({reason})",
  "doctor.by-link": "locks are kept, and files get their place by a second name",
  "doctor.by-move": "locks are kept, and files are moved to their place: the disk has no hard links",
  "doctor.by-copy": "locks are kept, and files are copied to their place: the Inbox is on another disk",
  "doctor.sending-useless": "a file can't be put into .state to be sent ({reason})",
  "doctor.kept-by-link":
    "large files of the Outbox wait for a browser under a second name and take no more room",
  "doctor.kept-by-copy":
    "files of the Outbox are copied while they wait for a browser: large ones need their room twice",
  "doctor.disk-home-fix": "Make the Inbox writable and free some space, or use another home with --home.",
  "doctor.not-shared": "no other companion serves this home folder",
  "doctor.shared-fix": "Stop that one, or use another home with --home.",
  "doctor.no-config": "no settings, all defaults",
  "doctor.config-fix": "Fix {file} or move it away.",
  "doctor.cache": "nobody else can change the code that Node keeps",
  "doctor.cache-fix":
    "Move that folder away; unset NODE_COMPILE_CACHE if it names it. Pagewire runs without it, and makes its own at the next start.",
  "doctor.node": "Node {version}",
  "doctor.node-fix": "Run `npm install`, then start it with `npx pagewire start`.",
  "doctor.disk": "there is room for more files",
  "doctor.disk-fix": "Free some space on the disk of the home folder.",
  "doctor.port-ours": "{address} answers as Pagewire",
  "doctor.port-other-home": "the Pagewire of another home folder answers on {address}",
  "doctor.port-other-home-fix":
    "Name that home folder with --home, or start this one with `npx pagewire start --port {port}`.",
  "doctor.port-other": "another program answers on {address}; it was told nothing",
  "doctor.port-other-fix": "End the other program, or run `npx pagewire start --port {port}`.",
  "doctor.port-forbidden-fix":
    "Run `npx pagewire start --port {port}`, and pair again if a browser was paired.",
  "doctor.port-silent": "nothing answers on {address}",
  "doctor.port-free": "{address} is free",
  "doctor.restart-fix": "Run `npx pagewire stop`, then `npx pagewire start`.",
  "doctor.not-asked": "not asked for in this home folder",
  "doctor.not-asked-fix": "Fix the home folder first.",
  "doctor.not-running": "Pagewire is not running",
  "doctor.summary": "Failed: {failed} of {all} checks. What follows each arrow mends it.",
  "doctor.companion": "version {version} runs as process {pid}",
  "doctor.versions": "the companion runs {running}, this command is {command}",
  "doctor.versions-fix": "Run `npx pagewire stop`, then `npx pagewire start`; reload the extension.",
  "doctor.paired": "{paired} paired, {connected} connected, {revoked} revoked",
  "doctor.revoked-fix":
    "Its pairing was revoked: run `npx pagewire pair` and open the link in that browser to pair it again.",
  "doctor.pair-fix": "Run `npx pagewire pair` and open the link in the browser that has the extension.",
  "doctor.start-fix": "Run `npx pagewire start`.",
  "doctor.start-later-fix": "Fix what fails above first, then run `npx pagewire start`.",
  "doctor.marks": "received files are marked with where they came from",
  "doctor.no-marks":
    "this system has nothing to mark received files with; `npx pagewire inbox` knows where each came from",
  "doctor.built": "built {time} in {folder}",
  "doctor.not-built": "the extension is not built",
  "doctor.build-fix": "Run `npm run build`, then load the folder .output/chrome-mv3 in chrome://extensions.",
} as const;
