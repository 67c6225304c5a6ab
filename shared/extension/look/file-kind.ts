/** What kind of file one is: its icon, its colour, its word, and how it can be shown; by its bytes' type first, by its ending where that says no more. */

import { type Message, message } from "../../texts/message.ts";
import { sentence } from "../../texts/text.ts";
import type { IconName } from "./Icon.tsx";
import { isRaster, isVector } from "./picture.ts";

/** How a file can be looked at here; `card`: not at all, only what it is is said. */
export type Showing =
  | "picture"
  | "drawing"
  | "video"
  | "sound"
  | "pdf"
  | "table"
  | "json"
  | "text"
  | "code"
  | "card";

/** A colour of `shared/look/tokens.css`. */
export type KindColour = `--kind-${"image" | "video" | "sound" | "text" | "table" | "document" | "archive"}`;

export interface FileKind {
  readonly icon: IconName;
  readonly colour: KindColour;
  /** "PNG image", to be said by `sentence`. */
  readonly word: Message;
  readonly showing: Showing;
}

/** What is known of a file. */
export interface NamedFile {
  readonly mediaType: string;
  readonly name: string;
}

/** The kind of a file. */
export function kindOf({ mediaType, name }: NamedFile): FileKind {
  const type = mediaType.toLowerCase();
  const ending = endingOf(name);
  return byType(type) ?? byEnding(type, ending) ?? other(ending);
}

/** A kind in the reader's words. */
export function kindWord(file: NamedFile): string {
  return sentence(kindOf(file).word);
}

/** The ending of a name, without its dot and in lower case; empty where it has none. */
export function endingOf(name: string): string {
  const dot = name.lastIndexOf(".");
  const ending = dot <= 0 ? "" : name.slice(dot + 1);
  return /^[A-Za-z0-9]{1,10}$/.test(ending) ? ending.toLowerCase() : "";
}

/** What the type alone decides. */
function byType(type: string): FileKind | undefined {
  const [family, subtype = ""] = type.split("/");
  const format = formatOf(subtype);
  switch (family) {
    case "image":
      return kind("image", "image", message("kind.image", { format }), pictureShowing(type));
    case "video":
      return kind("video", "video", message("kind.video", { format }), "video");
    case "audio":
      return kind("sound", "sound", message("kind.sound", { format: SOUNDS[subtype] ?? format }), "sound");
    case "font":
      return FONT;
  }
  return BY_TYPE.get(type);
}

function pictureShowing(type: string): Showing {
  if (isVector(type)) return "drawing";
  return isRaster(type) ? "picture" : "card";
}

/** What the ending decides where the bytes are text, a package of files or nothing known. It never makes a picture or a film of them. */
function byEnding(type: string, ending: string): FileKind | undefined {
  const isText = type.startsWith("text/") || type === "" || type === "application/octet-stream";
  const textual = isText || TEXTUAL.has(type) ? TEXTS.get(ending) : undefined;
  if (textual) return textual;
  if (type.startsWith("text/")) return TEXT;
  if (TEXTUAL.has(type)) return XML;
  return BINARIES.get(ending);
}

function other(ending: string): FileKind {
  if (ending === "") return kind("document", "text", message("kind.unknown"));
  return kind("document", "text", message("kind.other", { format: ending.toUpperCase() }));
}

function kind(icon: IconName, colour: string, word: Message, showing: Showing = "card"): FileKind {
  return { icon, colour: `--kind-${colour}` as KindColour, word, showing };
}

/** Formats whose names are not their media types' in capitals. */
const FORMATS: Readonly<Record<string, string>> = {
  "svg+xml": "SVG",
  "x-icon": "ICO",
  "vnd.microsoft.icon": "ICO",
  "vnd.adobe.photoshop": "Photoshop",
  quicktime: "QuickTime",
  matroska: "Matroska",
  webm: "WebM",
  webp: "WebP",
  msvideo: "AVI",
  ogg: "Ogg",
};
const SOUNDS: Readonly<Record<string, string>> = { mpeg: "MP3", "x-m4a": "M4A", mp4: "M4A", wave: "WAV" };
/** A longer name is none that people know a format by. */
const MAX_FORMAT_CHARACTERS = 12;

function formatOf(subtype: string): string {
  const plain = subtype.startsWith("x-") ? subtype.slice(2) : subtype;
  const named = FORMATS[subtype] ?? FORMATS[plain];
  return (
    named ??
    plain
      .slice(plain.lastIndexOf(".") + 1)
      .slice(0, MAX_FORMAT_CHARACTERS)
      .toUpperCase()
  );
}

const TEXT = kind("text", "text", message("kind.text"), "text");
const XML = kind("code", "text", message("kind.data", { format: "XML" }), "code");
const PAGE = kind("code", "text", message("kind.page"), "code");
const JSON_DATA = kind("code", "text", message("kind.json"), "json");
const PDF = kind("document", "document", message("kind.pdf"), "pdf");
const WORD = kind("document", "text", message("kind.word"));
const WRITING = kind("document", "text", message("kind.writing"));
const WORKBOOK = kind("table", "table", message("kind.workbook"));
const SPREADSHEET = kind("table", "table", message("kind.spreadsheet"));
const SLIDES = kind("document", "archive", message("kind.slides"));
const PRESENTATION = kind("document", "archive", message("kind.presentation"));
const BOOK = kind("document", "document", message("kind.book"));
const FONT = kind("text", "text", message("kind.font"));
const PROGRAM = kind("settings", "archive", message("kind.program"));
const DISK = kind("archive", "archive", message("kind.disk"));
const POSTSCRIPT = kind("document", "document", message("kind.postscript"));
const table = (format: string): FileKind =>
  kind("table", "table", message("kind.table", { format }), "table");
const archive = (format: string): FileKind => kind("archive", "archive", message("kind.archive", { format }));
const code = (format: string): FileKind => kind("code", "text", message("kind.code", { format }), "code");
const data = (format: string): FileKind => kind("code", "text", message("kind.data", { format }), "code");

/** Types that are text beyond `text/…`, and may be something more exact by their ending. */
const TEXTUAL: ReadonlySet<string> = new Set(["application/xml", "application/javascript"]);

const OFFICE = "application/vnd.openxmlformats-officedocument.";
const OPEN = "application/vnd.oasis.opendocument.";

const BY_TYPE: ReadonlyMap<string, FileKind> = new Map([
  ["application/pdf", PDF],
  ["application/json", JSON_DATA],
  ["text/html", PAGE],
  ["text/csv", table("CSV")],
  ["text/tab-separated-values", table("TSV")],
  [`${OFFICE}wordprocessingml.document`, WORD],
  [`${OFFICE}spreadsheetml.sheet`, WORKBOOK],
  [`${OFFICE}presentationml.presentation`, SLIDES],
  [`${OPEN}text`, WRITING],
  [`${OPEN}spreadsheet`, SPREADSHEET],
  [`${OPEN}presentation`, PRESENTATION],
  ["application/rtf", WRITING],
  ["application/postscript", POSTSCRIPT],
  ["application/eps", POSTSCRIPT],
  ["application/epub+zip", BOOK],
  ["application/x-mobipocket-ebook", BOOK],
  ["application/ogg", kind("sound", "sound", message("kind.sound", { format: "Ogg" }), "sound")],
  ["application/gzip", archive("Gzip")],
  ["application/x-tar", archive("Tar")],
  ["application/x-bzip2", archive("Bzip2")],
  ["application/x-xz", archive("XZ")],
  ["application/zstd", archive("Zstandard")],
  ["application/x-7z-compressed", archive("7-Zip")],
  ["application/x-rar-compressed", archive("RAR")],
  ["application/x-apple-diskimage", DISK],
  ["application/x-msdownload", PROGRAM],
  ["application/x-elf", PROGRAM],
  ["application/x-mach-binary", PROGRAM],
  ["application/wasm", PROGRAM],
]);

/** Endings of what is not text; a package of files is known by them alone. */
const BINARIES = endings([
  ["doc docx", WORD],
  ["odt pages", WRITING],
  ["xls xlsx", WORKBOOK],
  ["ods numbers", SPREADSHEET],
  ["ppt pptx", SLIDES],
  ["odp key", PRESENTATION],
  ["zip", archive("Zip")],
  ["apk exe msi dmg deb rpm jar", PROGRAM],
  ["iso img", DISK],
]);

/** Endings of text. */
const TEXTS = endings([
  ["txt text", TEXT],
  ["md markdown", kind("text", "text", message("kind.markdown"), "text")],
  ["log", kind("text", "text", message("kind.log"), "code")],
  ["srt vtt", kind("text", "text", message("kind.subtitles"), "text")],
  ["csv", table("CSV")],
  ["tsv tab", table("TSV")],
  ["json geojson ipynb webmanifest", JSON_DATA],
  ["html htm xhtml", PAGE],
  ["xml", XML],
  ["yaml yml", data("YAML")],
  ["toml", data("TOML")],
  ["ini cfg conf", data("INI")],
  ["jsonl ndjson", data("JSON Lines")],
  ["js mjs cjs jsx", code("JavaScript")],
  ["ts tsx", code("TypeScript")],
  ["css", code("CSS")],
  ["py", code("Python")],
  ["sh bash zsh", code("Shell")],
  ["c h", code("C")],
  ["cpp cc hpp", code("C++")],
  ["cs", code("C#")],
  ["java", code("Java")],
  ["kt", code("Kotlin")],
  ["swift", code("Swift")],
  ["go", code("Go")],
  ["rs", code("Rust")],
  ["rb", code("Ruby")],
  ["php", code("PHP")],
  ["sql", code("SQL")],
  ["r", code("R")],
  ["tex", code("LaTeX")],
  ["ps1 bat cmd", code("Windows")],
  ["diff patch", code("Diff")],
]);

function endings(rows: readonly (readonly [string, FileKind])[]): ReadonlyMap<string, FileKind> {
  return new Map(rows.flatMap(([names, found]) => names.split(" ").map((name) => [name, found] as const)));
}
