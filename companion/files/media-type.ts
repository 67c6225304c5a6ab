/** What a file is by its own bytes: never by its name, never by what a server claimed. */

import type { DetectedType } from "./detected-type.ts";
import { isCutShort, isHtml, isSvg } from "./markup.ts";
import { pictureByBrands } from "./picture-brands.ts";

const ASCII_SPACE: ReadonlySet<number> = new Set(Buffer.from("\t\n\v\f\r "));
/** `<`, and the first bytes of what else may precede it: other white space and the byte order mark. */
const MARKUP_BEGINS: ReadonlySet<number> = new Set([0x3c, 0xc2, 0xe1, 0xe2, 0xe3, 0xef]);

const SAVED_PAGE = "From: <Saved by Blink>\r\n";

let detector: ReturnType<typeof loadDetector> | undefined;

/** Loads what `detectType` needs, so that nothing but looking is left to it. */
export async function readyDetector(): Promise<void> {
  detector ??= loadDetector();
  await detector;
}

/** How much of a file's beginning is looked at; markup alone may take more. */
export const DETECTION_BYTES = 4100;
/** How far the first element of markup is looked for: before it may stand a licence, or a document type with all its entities. */
export const MARKUP_BYTES = 64 * 1024;

/**
 * Looks at the beginning of a file. `undefined` where the bytes say nothing (plain text, unknown formats).
 * The detector is loaded on first use: it costs about 40 ms, which the companion's start need not pay.
 */
export async function detectType(beginning: Uint8Array): Promise<DetectedType | undefined> {
  const head = beginning.subarray(0, DETECTION_BYTES);
  const markup = markupOf(beginning.subarray(0, MARKUP_BYTES));
  if (isSvg(markup)) return { mediaType: "image/svg+xml", extension: "svg", isImage: true };
  if (isHtml(markup)) return { mediaType: "text/html", extension: "html", isImage: false };
  if (isSavedPage(head)) return { mediaType: "multipart/related", extension: "mhtml", isImage: false };
  const picture = pictureByBrands(head);
  if (picture) return picture;
  detector ??= loadDetector();
  const BoundedDetector = await detector;
  // The detector may run over the end of a beginning that is cut; that only means it does not know.
  const found = await new BoundedDetector().fromBuffer(head).catch(() => undefined);
  if (!found) return undefined;
  return { mediaType: found.mime, extension: found.ext, isImage: found.mime.startsWith("image/") };
}

/** A page with all that it shows, as Chromium writes it down (MHTML, RFC 2557): its first line says so. */
function isSavedPage(head: Uint8Array): boolean {
  return new TextDecoder("latin1").decode(head.subarray(0, SAVED_PAGE.length)) === SAVED_PAGE;
}

/** What looks into no gzip: four kilobytes unpack to four megabytes, which can be made to take long to look at. */
async function loadDetector() {
  const { FileTypeParser } = await import("file-type");
  return class extends FileTypeParser {
    detectGzip(): { ext: string; mime: string } {
      return { ext: "gz", mime: "application/gzip" };
    }
  };
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

/** Whether the first `DETECTION_BYTES` can't tell what a file is and up to `MARKUP_BYTES` may. */
export function isUnsettled(beginning: Uint8Array): boolean {
  const markup = markupOf(beginning);
  return markup !== "" && isCutShort(markup);
}

/** The text of what may be markup; none where the first bytes tell that it is none: most files are pictures. */
function markupOf(head: Uint8Array): string {
  const charset = wideCharset(head);
  if (charset) return new TextDecoder(charset).decode(head);
  const first = head.find((byte) => !ASCII_SPACE.has(byte));
  return first === undefined || MARKUP_BEGINS.has(first) ? new TextDecoder("utf-8").decode(head) : "";
}

/** UTF-16 by its byte order mark, or by `<` and the half of a character behind it (XML 1.0, appendix F). */
function wideCharset([a, b, c, d]: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0 && c !== 0 && d === 0)) return "utf-16le";
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c && c === 0 && d !== 0)) return "utf-16be";
  return undefined;
}
