/** A sent file as `pagewire send` says it: what has become of it, its id, how large it is, and its name. */

import { shownSize } from "../../../shared/texts/figures.ts";
import { LEAST_DIGITS } from "../../trust/short-ids.ts";
import type { Line } from "../terminal/look.ts";
import { columnsOf, fittedMiddle } from "../terminal/printable.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** A file that the companion has queued. */
export interface QueuedSend {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly client: unknown;
}

/** "999.9 kB" and the like. */
const SIZE_COLUMNS = 8;
const GAP = "  ";

export function sentLine(state: "queued" | "stored", file: QueuedSend, { look, printable }: Terminal): Line {
  const { id, name, bytes } = file;
  // Another program gets the id whole: it may pass it on.
  if (look.columns === undefined) return `${state}${GAP}${id}${GAP}${name}`;
  const about = `${GAP}${id.slice(0, LEAST_DIGITS)}${GAP}${shownSize(bytes).padStart(SIZE_COLUMNS)}${GAP}`;
  // A character in the last column would make some terminals begin a new line.
  const room = look.columns - columnsOf(state + about) - 1;
  return [
    { text: state, style: state === "stored" ? "green" : undefined },
    { text: about, style: "dim" },
    { text: fittedMiddle(printable(name), Math.max(room, 0)) },
  ];
}
