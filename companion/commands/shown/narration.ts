/** What a running companion says of what happens: a line each, after the time, and no flood of them. */

import { shownSize } from "../../../shared/texts/figures.ts";
import { readSaid } from "../../../shared/texts/said.ts";
import { text } from "../../../shared/texts/text.ts";
import type { Happening } from "../../process/happening.ts";
import { localTime } from "../../process/local-time.ts";

/** More in one second nobody reads: the rest is counted. */
const MAX_LINES_A_SECOND = 50;
const SECOND_MS = 1_000;

export class Narration {
  readonly #say: (line: string) => void;
  readonly #now: () => number;
  #hasBegun = false;
  #lines = 0;
  #unsaid = 0;
  #second: NodeJS.Timeout | undefined;

  constructor(say: (line: string) => void, now: () => number = Date.now) {
    this.#say = say;
    this.#now = now;
  }

  /** The companion is ready: what comes from now on happens at some time. */
  begin(): void {
    this.#hasBegun = true;
  }

  /** A sentence that somebody should read. */
  note(sentence: string): void {
    if (this.#hasBegun) this.#line(sentence);
    else this.#say(sentence);
  }

  tell(what: Happening): void {
    this.#second ??= setTimeout(() => this.#endSecond(), SECOND_MS).unref();
    this.#lines += 1;
    if (this.#lines > MAX_LINES_A_SECOND) this.#unsaid += 1;
    else this.#line(sentenceOf(what));
  }

  #endSecond(): void {
    if (this.#unsaid > 0) this.#line(text("start.more", { count: this.#unsaid }));
    this.#lines = 0;
    this.#unsaid = 0;
    this.#second = undefined;
  }

  #line(sentence: string): void {
    const [, time = ""] = localTime(this.#now()).split(" ");
    this.#say(`${time}  ${sentence}`);
  }
}

function sentenceOf(what: Happening): string {
  switch (what.kind) {
    case "came":
      return text("start.came", { browser: what.browser });
    case "left":
      return text("start.left", { browser: what.browser });
    case "received": {
      const { name, bytes, url = "" } = what;
      const file = { name, size: shownSize(bytes) };
      const host = URL.canParse(url) ? new URL(url).host : "";
      return host === "" ? text("start.received", file) : text("start.received-from", { ...file, host });
    }
    case "stored":
      return text("start.stored", { name: what.name, size: shownSize(what.bytes), browser: what.browser });
    case "refused":
      return text("start.refused", { name: what.name, why: readSaid(what.why) });
  }
}
