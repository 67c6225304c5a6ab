/** Bytes that are all here, named as the browser itself would name them. */

import { proposedName } from "../../../../shared/extension/names/file-name.ts";
import { MAX_KEPT_BYTES } from "../../bytes/blob-source.ts";
import type { SiteBytes } from "../../sites/site-bytes.ts";
import type { Wanted } from "./byte-source.ts";

/** What is known of bytes beside what they are. */
interface Told {
  readonly disposition?: string | undefined;
  /** Where redirects have led. */
  readonly finalUrl?: string | undefined;
  /** They were made in memory just now. */
  readonly isMadeHere?: boolean;
}

/** What was read, with the name that its answer, its address or its page gives. Throws what reading a Blob throws. */
export async function wholeOf(
  blob: Blob,
  { item, url, picture }: Pick<Wanted, "item" | "url" | "picture">,
  { disposition, finalUrl = url, isMadeHere = false }: Told = {},
): Promise<SiteBytes> {
  const fallback = picture?.title.trim() || item.title?.trim() || "image";
  const ofAnswer = proposedName(finalUrl, disposition ?? null, fallback, picture?.charset);
  const name = disposition === undefined && picture?.name ? proposedName("", null, picture.name) : ofAnswer;
  const said = { blob, name, mediaType: blob.type };
  // A small one is read at once, and can go before it is written down.
  if (blob.size <= MAX_KEPT_BYTES)
    return { kind: "whole", captured: { ...said, bytes: await blob.arrayBuffer() } };
  return { kind: "whole", captured: { ...said, isMadeHere } };
}
