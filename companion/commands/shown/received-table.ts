/** Received files as `pagewire inbox` shows them: when, how large, of which type, which, and from which page. */

import { shownSize } from "../../../shared/texts/figures.ts";
import { text } from "../../../shared/texts/text.ts";
import type { ReceivedRecord } from "../../files/received/received-record.ts";
import { localTime } from "../../process/local-time.ts";
import { digitsFor } from "../../trust/short-ids.ts";
import { shownTime } from "../terminal/shown-time.ts";
import { Table } from "../terminal/table.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** With these a terminal of 80 columns has room for all of it. */
const LEAST_TYPE_COLUMNS = 10;
const LEAST_PAGE_COLUMNS = 14;

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
      ...(this.#isOnTerminal
        ? [{ title: text("table.type"), cut: "end", spare: 3, least: LEAST_TYPE_COLUMNS } as const]
        : []),
      { title: text("table.name"), cut: "middle" },
      { title: text("table.page"), cut: "end", spare: 2, least: LEAST_PAGE_COLUMNS },
      ...(this.#isOnTerminal ? [{ title: text("table.id"), spare: 1 }] : []),
    ]);
  }

  /** `false` where nobody reads any more. */
  async show(record: ReceivedRecord): Promise<boolean> {
    const { id, relativePath, path, type, bytes, receivedAt, sources } = record;
    const at = Date.parse(receivedAt);
    const { url = "", pageUrl = null } = sources[0] ?? {};
    // Another program is given the whole path and address.
    const cells = this.#isOnTerminal
      ? [
          { text: this.#timeOf(at), style: "dim" as const },
          shownSize(bytes),
          { text: type, style: "dim" as const },
          relativePath,
          { text: shortAddress(pageUrl ?? url), style: "dim" as const },
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

/** The page's site and path; what is no address of one is left as it is. */
function shortAddress(address: string): string {
  if (!URL.canParse(address)) return address;
  const { host, pathname } = new URL(address);
  return host === "" ? address : host + pathname.replace(/\/$/, "");
}
