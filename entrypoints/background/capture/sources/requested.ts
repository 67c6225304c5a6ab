/** The site asked once more by the background, with its permission: as near to the page's own request as that can be. */

import { message } from "../../../../shared/texts/message.ts";
import { CaptureFailed } from "../../sites/capture-failed.ts";
import { fetchSite } from "../../sites/site-bytes.ts";
import type { ByteSource } from "./byte-source.ts";
import { isLikePage } from "./likeness.ts";

export const REQUESTED: ByteSource = async ({ url, item, picture, missing, isAgain, signal, onSize }) => {
  const request = {
    url,
    expects: item.expects,
    missing,
    signal,
    onSize,
    // The worker's own copy may be of another day; what has been sent once is told by its content.
    cache: isAgain ? "reload" : "no-cache",
    isPrivate: item.isPrivate === true,
    name: { fallback: picture?.title.trim() || item.title?.trim() || item.name, charset: picture?.charset },
  } as const;
  const bytes = await fetchSite(request);
  if (bytes.kind === "whole" && !(await isLikePage(bytes.captured.blob, picture)))
    throw new CaptureFailed(message("capture.other-picture"));
  return { bytes, fidelity: "original" };
};
