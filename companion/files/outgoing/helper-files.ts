/** Which files programs keep for themselves: half files of downloaders, and the bookkeeping of editors, desktops and sync programs. */

import { type Message, message, type PlainTextCode } from "../../../shared/texts/message.ts";
import { fitsPattern } from "../name-pattern.ts";

interface HelperKind {
  readonly why: PlainTextCode;
  readonly patterns: readonly string[];
}

/** Each row names where its patterns are documented or can be seen. */
const HELPERS: readonly HelperKind[] = [
  { why: "passed.hidden", patterns: [".*"] },
  {
    why: "passed.unfinished",
    patterns: [
      // Browsers: Firefox, Chrome and its kin (and the File System Access API's swap files), Safari, Opera, old Internet Explorer.
      ...["*.part", "*.crdownload", "*.crswap", "*.download", "*.opdownload", "*.partial"],
      // aria2 (aria2c(1), "control file"; its temporary name while that is written).
      ...["*.aria2", "*.aria2__temp"],
      // BitTorrent: qBittorrent, µTorrent, BitComet, Azureus, Resilio Sync (each one's "append to incomplete files").
      ...["*.!qb", "*.!ut", "*.!bt", "*.bc!", "*.az!", "*.!sync", "*.rslspart"],
      // eMule and aMule (their Temp folder), Xunlei, FlashGet, Free Download Manager, GetRight, Orbit, DownThemAll.
      ...[
        "*.part.met",
        "*.part.met.bak",
        "*.???.td",
        "*.????.td",
        "*.td.cfg",
        "*.xltd",
        "*.xltd.cfg",
        "*.jc!",
      ],
      ...["*.fdmdownload", "*.getright", "*.ob!", "*.dtapart"],
      // yt-dlp (downloader/fragment.py: `.part-FragN`, `.ytdl`; postprocessors write `.temp.` names).
      ...["*.part-frag*", "*.ytdl", "*.temp.mp4", "*.temp.mkv", "*.temp.webm", "*.temp.m4a", "*.temp.mp3"],
      // WinSCP and ownCloud's list (`*.filepart`), lftp (`pget -c`), axel (its state file; `.td` and `.st` behind another ending alone: they are source files, too).
      ...["*.filepart", "*.lftp-pget-status", "*.lftp-pget-status~"],
      ...["*.??.st", "*.???.st", "*.????.st"],
      // Syncthing (docs: "temporary files"), Google Drive, OneDrive and Windows programs that replace a file.
      ...["~syncthing~*", "*.tmp.drivedownload", "*.tmp.driveupload", "~rf*.tmp"],
      // Of any program.
      ...["*.tmp", "*.temp", "*.incomplete", "*.unfinished"],
    ],
  },
  {
    why: "passed.editor",
    patterns: [
      // github/gitignore, Global: Vim, Emacs, JetBrains, Kate, LibreOffice (hidden), Microsoft Office.
      ...["*.swp", "*.swo", "*.swx", "*.kate-swp", "*~", "#*#", "*___jb_tmp___", "*___jb_old___", "~*"],
      // ownCloud's sync-exclude.lst: GnuCash, Unison.
      ...["*.gnucash.tmp-*", "*.gnucash.*.log", "*.unison"],
      // macOS: how AppKit saves a document beside the old one (`name.sb-XXXXXXXX-XXXXXX`).
      "*.sb-????????-??????",
    ],
  },
  {
    why: "passed.desktop",
    patterns: [
      // github/gitignore, Global: Windows, macOS (its other files are hidden ones).
      ...["thumbs.db", "thumbs.db:*", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "icon\r"],
      // What systems and network disks keep in a volume: Windows, ext4, Synology, Netatalk.
      ...["$recycle.bin", "system volume information", "lost+found", "@eadir", "network trash folder"],
      // Dropbox and Samba (a stream of a file, shown as one of its own).
      ...["*:com.dropbox.*", "*:zone.identifier"],
    ],
  },
];

/** Of each kind, what tells whether a name in small letters fits: every name in the folder is asked all of them. */
const COMPILED = HELPERS.map(({ why, patterns }) => ({ why, fits: patterns.map(compiled) }));

/** Most patterns are an ending or a beginning, which takes no walk through the name. */
function compiled(pattern: string): (lower: string) => boolean {
  const isPlain = (text: string): boolean => !(text.includes("*") || text.includes("?"));
  const [ending, beginning] = [pattern.slice(1), pattern.slice(0, -1)];
  if (pattern.startsWith("*") && isPlain(ending)) return (lower) => lower.endsWith(ending);
  if (pattern.endsWith("*") && isPlain(beginning)) return (lower) => lower.startsWith(beginning);
  return isPlain(pattern) ? (lower) => lower === pattern : (lower) => fitsPattern(lower, pattern);
}

/** Endings that a program gives to what it keeps beside a file that is not whole yet. */
const BESIDE = [
  ".aria2",
  ".!qB",
  ".part",
  ".crdownload",
  ".ytdl",
  ".st",
  ".lftp-pget-status",
  ".filepart",
  ".!ut",
];

/** Why a file of that name is not for others, however whole it is; `undefined` for one that is. */
export function helperReason(name: string, alsoIgnored: readonly string[] = []): Message | undefined {
  const lower = name.toLowerCase();
  const kind = COMPILED.find(({ fits }) => fits.some((one) => one(lower)));
  if (kind) return message(kind.why);
  const own = alsoIgnored.find((pattern) => fitsPattern(name, pattern));
  return own === undefined ? undefined : message("passed.configured", { pattern: own });
}

/** Whether a name is one of a finished file that is not hidden. */
export function isForOthers(name: string): boolean {
  return helperReason(name) === undefined;
}

/** Whether a name is one that may lie beside a file that is not whole yet. */
export function isBeside(name: string): boolean {
  return BESIDE.some((ending) => name.endsWith(ending));
}

/** What lies beside a file and says that it is not whole; `has` knows every name of the folder. */
export function unfinishedBeside(name: string, has: (name: string) => boolean): string | undefined {
  for (const ending of BESIDE) if (has(name + ending)) return name + ending;
  return undefined;
}
