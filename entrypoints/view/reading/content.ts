/** What there is to be shown of a received file, read out of the browser's storage: no more of it than is shown. */

import { type FileKind, kindOf } from "../../../shared/extension/look/file-kind.ts";
import { MAX_VECTOR_BYTES, pixelsOf } from "../../../shared/extension/look/picture.ts";
import type { ReceivedItem } from "../../../shared/extension/store/database.ts";
import { receivedBeginning, receivedBlob } from "../../../shared/extension/store/received.ts";
import type { PlainTextCode } from "../../../shared/texts/message.ts";
import { MAX_TEXT_BYTES, textOf } from "./text-bytes.ts";

/** A drawing is drawn no larger than this. */
const MAX_EDGE_PIXELS = 4096;

/** What is shown; what has bytes is handed on as a Blob, whose address is made where it is drawn. */
export type Content =
  | {
      readonly kind: "picture";
      readonly bytes: Blob;
      readonly scale: number;
      /** The text that a drawing is made of. */
      readonly source?: string | undefined;
    }
  | { readonly kind: "video" | "sound"; readonly bytes: Blob }
  | { readonly kind: "pdf"; readonly bytes: Blob }
  | {
      readonly kind: "text";
      readonly text: string;
      readonly isCut: boolean;
      readonly as: "text" | "code" | "json" | "table";
    }
  | { readonly kind: "card"; readonly why: PlainTextCode };

export type OnRead = (bytes: number) => void;

/** Reads what is shown of a whole file. Throws where a piece of it is missing. */
export async function readContent(item: ReceivedItem, onRead: OnRead): Promise<Content> {
  if (item.bytes === 0) return { kind: "card", why: "view.empty" };
  const { showing } = kindOf(item);
  switch (showing) {
    case "picture":
      return { kind: "picture", bytes: await receivedBlob(item, item.mediaType, onRead), scale: 1 };
    case "drawing":
      return await drawn(item, onRead);
    case "video":
    case "sound":
      return { kind: showing, bytes: await receivedBlob(item, item.mediaType, onRead) };
    case "pdf":
      // Without a viewer the browser would save it, unasked.
      if (!navigator.pdfViewerEnabled) return { kind: "card", why: "view.no-reader" };
      return { kind: "pdf", bytes: await receivedBlob(item, "application/pdf", onRead) };
    case "card":
      return { kind: "card", why: "view.no-reader" };
    case "table":
    case "json":
    case "text":
    case "code":
      return await words(item, showing);
  }
}

async function drawn(item: ReceivedItem, onRead: OnRead): Promise<Content> {
  if (item.bytes > MAX_VECTOR_BYTES) return { kind: "card", why: "view.unreadable" };
  const drawing = await receivedBlob(item, item.mediaType, onRead);
  const bytes = await pixelsOf(drawing, devicePixelRatio, MAX_EDGE_PIXELS);
  if (!bytes) return { kind: "card", why: "view.damaged-picture" };
  const source = item.bytes <= MAX_TEXT_BYTES ? textOf(await drawing.bytes(), false) : undefined;
  return { kind: "picture", bytes, scale: devicePixelRatio, source };
}

async function words(
  item: ReceivedItem,
  as: FileKind["showing"] & ("text" | "code" | "json" | "table"),
): Promise<Content> {
  const isCut = item.bytes > MAX_TEXT_BYTES;
  const text = textOf(await receivedBeginning(item, MAX_TEXT_BYTES), isCut);
  if (text === undefined) return { kind: "card", why: "view.unreadable" };
  return { kind: "text", text, isCut, as };
}
