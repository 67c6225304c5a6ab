/** What a file is by its own bytes: never by its name, never by what a server claimed. */

/** What the bytes say: a media type and the extension that goes with it. */
export interface DetectedType {
  readonly mediaType: string;
  readonly extension: string;
  readonly isImage: boolean;
}

const ASCII_SPACE: ReadonlySet<number> = new Set(Buffer.from("\t\n\v\f\r "));
/** `<`, and the first bytes of what else may stand in front of it: other white space and the byte order mark. */
const MARKUP_BEGINS: ReadonlySet<number> = new Set([0x3c, 0xc2, 0xe1, 0xe2, 0xe3, 0xef]);

let detector: Promise<typeof import("file-type")> | undefined;

/** How much of a file's beginning is looked at. */
export const DETECTION_BYTES = 4100;

/**
 * Looks at the beginning of a file. `undefined` where the bytes say nothing (plain text, unknown formats).
 * The detector is loaded on first use: it costs about 40 ms, which the companion's start need not pay.
 */
export async function detectType(beginning: Uint8Array): Promise<DetectedType | undefined> {
  const head = beginning.subarray(0, DETECTION_BYTES);
  const markup = markupOf(head);
  if (isSvg(markup)) return { mediaType: "image/svg+xml", extension: "svg", isImage: true };
  if (isHtml(markup)) return { mediaType: "text/html", extension: "html", isImage: false };
  detector ??= import("file-type");
  const { fileTypeFromBuffer } = await detector;
  // The detector may run over the end of a beginning that is cut; that only means it does not know.
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  if (!found) return undefined;
  return { mediaType: found.mime, extension: found.ext, isImage: found.mime.startsWith("image/") };
}

/** UTF-8 without control characters but white space; a beginning may end inside a character. */
export function isText(beginning: Uint8Array): boolean {
  const head = beginning.subarray(0, DETECTION_BYTES);
  if (head.length === 0) return false;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return ![...text].some((character) => character < " " && !"\t\n\r\f".includes(character));
  } catch {
    return false;
  }
}

/** XML's prologue, comments and document types, which may stand in front of the first element. */
const PROLOGUE = /^(?:\uFEFF|\s|<\?[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE\s+svg(?:[^>[]|\[[^\]]*\])*>)*/i;

function isSvg(markup: string): boolean {
  return /^<(?:svg:)?svg[\s>/]/i.test(markup.replace(PROLOGUE, ""));
}

function isHtml(markup: string): boolean {
  return /^(?:\uFEFF|\s|<!--[\s\S]*?-->)*<(?:!doctype\s+html|html|head|body|script|title|meta|div|p|h1)[\s>]/i.test(
    markup,
  );
}

/** The text of what may be markup; none where the first byte tells that it is none: most files are pictures. */
function markupOf(head: Uint8Array): string {
  const first = head.find((byte) => !ASCII_SPACE.has(byte));
  return first !== undefined && MARKUP_BEGINS.has(first) ? new TextDecoder("utf-8").decode(head) : "";
}
