/** The very bytes that the page shows, out of what the browser saves of its tab: no site is asked. */

import { message } from "../../../../shared/texts/message.ts";
import { CaptureFailed } from "../../sites/capture-failed.ts";
import { capturedPart } from "../mhtml/page-capture.ts";
import type { ByteSource } from "./byte-source.ts";
import { isLikePage } from "./likeness.ts";
import { wholeOf } from "./whole.ts";

export const PAGE_CAPTURED: ByteSource = async (wanted) => {
  const { place, url, picture, signal } = wanted;
  const saved = picture?.savedUrl ?? url;
  const part = place && saved !== "" ? await capturedPart(place.tabId, saved, signal) : undefined;
  if (part?.kind !== "captured") throw new CaptureFailed(message("capture.not-in-page"));
  // One address is saved once: what another frame shows of it, or another candidate, may be another picture.
  const isOwn = saved === url && part.frameUrl === picture?.frameUrl;
  if (!isOwn && !(await isLikePage(part.blob, picture)))
    throw new CaptureFailed(message("capture.not-in-page"));
  return { bytes: await wholeOf(part.blob, wanted, { isMadeHere: true }), fidelity: "original" };
};
