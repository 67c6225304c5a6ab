/** The picture drawn anew by its page: all its pixels, none of its bytes. */

import type { PageQuestion } from "../../../../shared/extension/page-words.ts";
import type { ByteSource } from "./byte-source.ts";
import { bytesFromPage, PAGE_PATIENCE_MS } from "./page.ts";
import { wholeOf } from "./whole.ts";

export const DRAWN: ByteSource = async (wanted) => {
  const { place, item, signal } = wanted;
  const question: PageQuestion = { pagewire: "picture", id: item.id, ask: "draw" };
  const { blob } = await bytesFromPage(place, question, { signal, patienceMs: PAGE_PATIENCE_MS });
  return { bytes: await wholeOf(blob, wanted, { isMadeHere: true }), fidelity: "re-encoded" };
};
