/** Received files as `pagewire inbox` shows them: when, how large, which, and from where. */

import { shownSize } from "../../../shared/texts/figures.ts";
import { text } from "../../../shared/texts/text.ts";
import type { ReceivedRecord } from "../../files/received/received-record.ts";
import { localTime } from "../../process/local-time.ts";
import { digitsFor } from "../../trust/short-ids.ts";
import { shownTime } from "../terminal/shown-time.ts";
import { Table } from "../terminal/table.ts";
import type { Terminal } from "../terminal/terminal.ts";

export class ReceivedTable {
  readonly #table: Table;
  readonly #isOnTerminal: boolean;
  /** Ids that come later may begin like another: who types one is told so. */
  readonly #digits: number;

  readonly #timeOf: (ms: number) => string;

  /**
   * `ids` are those of all files, for the reader who is shown short ones. In a list that goes on "now" would soon be
   * wrong.
   */
  constructor(terminal: Terminal, ids: () => readonly string[], goesOn = false) {
    this.#isOnTerminal = terminal.look.columns !== undefined;
    this.#timeOf = this.#isOnTerminal && !goesOn ? shownTime : localTime;
    this.#digits = this.#isOnTerminal && !terminal.json ? digitsFor(ids()) : 0;
    this.#table = new Table(terminal, [
      { title: text("table.received") },
      { title: text("table.size"), isAtEnd: true },
      { title: text("table.name"), cut: "middle" },
      { title: text("table.from"), cut: "end", spare: 2 },
      ...(this.#isOnTerminal ? [{ title: text("table.id"), spare: 1 }] : []),
    ]);
  }

  /** `false` where nobody reads any more. */
  async show(record: ReceivedRecord): Promise<boolean> {
    const { id, relativePath, path, bytes, receivedAt, sources } = record;
    const at = Date.parse(receivedAt);
    const url = sources[0]?.url ?? "";
    // Another program is given the whole path and address.
    const cells = this.#isOnTerminal
      ? [
          { text: this.#timeOf(at), style: "dim" as const },
          shownSize(bytes),
          relativePath,
          { text: hostOf(url), style: "dim" as const },
          { text: id.slice(0, this.#digits), style: "dim" as const },
        ]
      : [this.#timeOf(at), shownSize(bytes), path, url];
    return await this.#table.row({ ...record }, cells);
  }

  /** Shows what is still held back for its widths. */
  async end(): Promise<boolean> {
    return await this.#table.end();
  }
}

/** The site, in short; what is no address of one is left as it is. */
function hostOf(url: string): string {
  return (URL.canParse(url) && new URL(url).host) || url;
}
