/** One picture of a page as the picker knows it: what its page says of it, and its bytes as soon as they are here. */

import { endingOf, kindOf } from "../../../shared/extension/look/file-kind.ts";
import { proposedName } from "../../../shared/extension/names/file-name.ts";
import type { Listed } from "../../../shared/extension/page-pictures.ts";
import type { Fidelity, How } from "../../../shared/protocol/lane-words.ts";

/** The document that shows it. */
export interface ShownIn {
  readonly tabId: number;
  readonly frameId: number;
  readonly documentId: string;
  readonly frameUrl: string;
  /** The address of the whole tab's page, where the browser tells it. */
  readonly pageUrl: string | undefined;
  readonly title: string;
  readonly charset: string;
  readonly isPrivate: boolean;
}

/** Bytes that are here, and how they were had. */
export interface Bytes {
  readonly blob: Blob;
  readonly mediaType: string;
  readonly sha256: string;
  readonly how: How;
  readonly fidelity: Fidelity;
}

export interface PagePicture extends Omit<Listed, "number" | "of"> {
  readonly id: string;
  /** Its place among all: by tab, frame and document. */
  readonly order: number;
  readonly shownIn: ShownIn;
  readonly bytes?: Bytes;
  /** It may still come without a request: neither the saved page nor its frame has been asked to the end. */
  readonly isComing: boolean;
}

/** Whether it has its bytes only at its site: the page has not loaded it, or may not hand it over. */
export function isAway({ bytes, isComing }: PagePicture): boolean {
  return bytes === undefined && !isComing;
}

/** Whether its page offers it without showing it. */
export function isUnloaded({ offered, bytes }: PagePicture): boolean {
  return offered !== "shown" && bytes === undefined;
}

/** What it is going to be called. */
export function nameOf({ url, alt, shownIn }: PagePicture): string {
  return proposedName(url, null, alt?.trim() || shownIn.title.trim() || "image", shownIn.charset);
}

/** `image/jpeg`, by its bytes' part or else by the ending of its address; empty where neither says. */
export function typeOf(picture: PagePicture): string {
  if (picture.bytes) return picture.bytes.mediaType;
  if (picture.kind === "svg") return "image/svg+xml";
  if (picture.url === "") return "image/png";
  return TYPES[endingOf(URL.parse(picture.url)?.pathname ?? "")] ?? "";
}

/** `JPEG`, for people. */
export function formatOf(picture: PagePicture): string {
  const type = typeOf(picture);
  if (type === "") return "";
  const { parameters } = kindOf({ mediaType: type, name: "" }).word;
  return String(parameters?.format ?? "");
}

const TYPES: Readonly<Record<string, string>> = {
  apng: "image/png",
  avif: "image/avif",
  bmp: "image/bmp",
  gif: "image/gif",
  ico: "image/x-icon",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  png: "image/png",
  svg: "image/svg+xml",
  webp: "image/webp",
};
