/** Copying what is shown: a picture as PNG, which every program takes, a text as text. */

import { pngOf } from "../../shared/extension/look/picture.ts";
import type { Content } from "./reading/content.ts";

/** Whether there is something of it to be copied. */
export function canCopy(content: Content | undefined): content is Content & { kind: "picture" | "text" } {
  return content?.kind === "picture" || content?.kind === "text";
}

/** Copies it; throws where the browser does not let it. */
export async function copy(content: Content & { kind: "picture" | "text" }): Promise<void> {
  if (content.kind === "text") return await navigator.clipboard.writeText(content.text);
  // The clipboard is asked for while the click still counts; the bytes come when they are made.
  await navigator.clipboard.write([new ClipboardItem({ "image/png": pngOf(content.bytes) })]);
}
