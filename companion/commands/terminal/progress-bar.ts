/** One line on a terminal that is redrawn while bytes move: name, bar, percent, speed, time left. */

import { shown } from "../../../shared/protocol/unseen.ts";
import { shownSize } from "../../../shared/texts/figures.ts";
import { text } from "../../../shared/texts/text.ts";
import { columnsOf, encodable, fitted, type TextStream } from "./printable.ts";

/** How far something is. */
export interface Progress {
  readonly label: string;
  readonly bytes: number;
  /** `undefined` where nobody knows how many there will be. */
  readonly totalBytes: number | undefined;
  /** Bytes a second of late; `undefined` while nothing has moved. */
  readonly speed: number | undefined;
}

const REDRAW_EVERY_MS = 200;
/** Speed is what moved in this long: steady enough to read, quick enough to tell a stall. */
const SPEED_OVER_MS = 3_000;
const DEFAULT_COLUMNS = 80;
const BAR_COLUMNS = 20;
/** In a terminal narrower than this the bar itself gives way to the figures. */
const NARROW_COLUMNS = 60;
const ERASE_LINE = "\r\u001b[K";

/** The line at one moment, at most `columns` wide. */
export function progressLine({ label, bytes, totalBytes, speed }: Progress, columns: number): string {
  const share = totalBytes === undefined ? undefined : totalBytes === 0 ? 1 : Math.min(1, bytes / totalBytes);
  const figures: string[] = [];
  if (share === undefined) figures.push(shownSize(bytes));
  else {
    const filled = Math.floor(share * BAR_COLUMNS);
    if (columns >= NARROW_COLUMNS) figures.push(`[${"#".repeat(filled)}${"-".repeat(BAR_COLUMNS - filled)}]`);
    figures.push(`${Math.floor(share * 100)}%`.padStart(4));
  }
  if (speed !== undefined) {
    figures.push(`${shownSize(speed)}/s`);
    if (totalBytes !== undefined && speed > 0)
      figures.push(text("command.time-left", { time: shownTime((totalBytes - bytes) / speed) }));
  }
  const right = fitted(figures.join("  "), columns);
  const labelColumns = columns - columnsOf(right) - 2;
  return labelColumns < 2 ? right : `${fitted(shown(label), labelColumns)}  ${right}`;
}

/** What a terminal is to the bar. */
export interface BarTerminal extends TextStream {
  readonly columns?: number;
  write(text: string): unknown;
}

export class ProgressBar {
  readonly #terminal: BarTerminal;
  readonly #now: () => number;
  #label = "";
  #totalBytes: number | undefined;
  #samples: { readonly ms: number; readonly bytes: number }[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isDrawn = false;

  constructor(terminal: BarTerminal, now: () => number = () => performance.now()) {
    this.#terminal = terminal;
    this.#now = now;
  }

  /** Shows something new, from its beginning. */
  begin(label: string, totalBytes: number | undefined): void {
    this.#samples = [];
    this.show(label, 0, totalBytes);
    this.#draw();
    this.#timer ??= setInterval(() => this.#draw(), REDRAW_EVERY_MS).unref();
  }

  /** How far it is by now; drawn at the next redraw. */
  show(label: string, bytes: number, totalBytes: number | undefined): void {
    this.#label = label;
    this.#totalBytes = totalBytes;
    const now = this.#now();
    this.#samples.push({ ms: now, bytes });
    // One older sample stays, to measure from.
    while ((this.#samples[1]?.ms ?? now) < now - SPEED_OVER_MS) this.#samples.shift();
  }

  /** Makes room for another line; the bar comes back under it. */
  erase(): void {
    if (this.#isDrawn) this.#terminal.write(ERASE_LINE);
    this.#isDrawn = false;
  }

  /** Takes the line away for good. */
  end(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.erase();
  }

  #draw(): void {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last) return;
    const seconds = (this.#now() - first.ms) / 1000;
    const moved = last.bytes - first.bytes;
    const speed = moved > 0 && seconds > 0 ? moved / seconds : undefined;
    const progress = { label: this.#label, bytes: last.bytes, totalBytes: this.#totalBytes, speed };
    // A character in the last column would make some terminals begin a new line.
    const line = progressLine(progress, (this.#terminal.columns || DEFAULT_COLUMNS) - 1);
    this.#terminal.write(`${ERASE_LINE}${encodable(this.#terminal, line)}`);
    this.#isDrawn = true;
  }
}

function shownTime(seconds: number): string {
  const whole = Math.ceil(seconds);
  const two = (number: number): string => String(number).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  const rest = two(whole % 60);
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}
