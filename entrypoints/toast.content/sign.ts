/** The small signs of a notice, drawn with one stroke. */

import type { ToastTone } from "../../shared/extension/words/toast-words.ts";

const SVG = "http://www.w3.org/2000/svg";
const SIDE = 20;

const PATHS: Readonly<Record<ToastTone | "close", string>> = {
  done: "M4.5 10.5l3.5 3.5 7.5-8",
  busy: "M10 15.5v-11M5.5 9L10 4.5 14.5 9",
  waits: "M10 5.5v5l3 2M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z",
  failed: "M10 6v5.5M10 14v.2M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z",
  close: "M6 6l8 8M14 6l-8 8",
};

/** Hidden from who listens: the words beside it say the same. */
export function signOf(what: ToastTone | "close"): SVGSVGElement {
  const sign = document.createElementNS(SVG, "svg");
  sign.setAttribute("viewBox", `0 0 ${SIDE} ${SIDE}`);
  sign.setAttribute("aria-hidden", "true");
  sign.classList.add("sign");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", PATHS[what]);
  sign.append(line);
  return sign;
}
