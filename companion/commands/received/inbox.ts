/** `pagewire inbox`: what was received and where it came from; works beside a companion or without one. */

import { statSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";
import { message } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";
import { databaseUnusable, hasTable, isDatabaseError, openDatabaseForReading } from "../../files/database.ts";
import { type OnDamaged, ReceivedIndex } from "../../files/received/received-index.ts";
import { ReceivedSearch } from "../../files/received/received-search.ts";
import type { Home } from "../../home/home.ts";
import type { CommandContext } from "../control/control.ts";
import { ReceivedTable } from "../shown/received-table.ts";
import { CommandFailed, Exit } from "../terminal/terminal.ts";
import { isSearching, type SearchOptions } from "./search-options.ts";

export interface InboxOptions extends SearchOptions {
  readonly follow?: boolean;
  readonly limit?: number;
}

/** Following looks this often: the index is a file that a companion may or may not be writing. */
const LOOK_EVERY_MS = 100;
/** At most this many new files are read at once: a slow reader makes the others wait in the index, not in memory. */
const PAGE_FILES = 64;

/** `pagewire inbox`: ends when its reader has seen enough. */
export async function inbox(context: CommandContext, options: InboxOptions): Promise<Exit> {
  const { home, terminal } = context;
  const reader = new IndexReader(home, (seq, name) => terminal.say(text("inbox.damaged", { seq, name })));
  try {
    await list(reader, options, context);
    return Exit.done;
  } catch (error) {
    if (!isDatabaseError(error)) throw error;
    throw new CommandFailed(databaseUnusable(home.database, error));
  } finally {
    reader.close();
  }
}

async function list(
  reader: IndexReader,
  { follow, limit, ...search }: InboxOptions,
  { home, terminal }: CommandContext,
): Promise<void> {
  const first = reader.index();
  const isSearch = isSearching(search);
  const newest = (isSearch ? reader.found(search, limit) : first?.newest(limit)) ?? [];
  const files = new ReceivedTable(terminal, () => first?.idsBeside(newest) ?? [], follow);
  for (const seq of newest) {
    const record = first?.at(seq);
    if (record && !(await files.show(record))) return;
  }
  if (!(await files.end())) return;
  if (newest.length === 0 && isSearch) terminal.say(text("search.nothing"));
  else if (newest.length === 0 && !follow) terminal.say(text("inbox.nothing", { home: home.root }));
  let last = newest.at(-1) ?? 0;
  while (follow) {
    const news = reader.index()?.after(last, PAGE_FILES);
    for (const record of news?.records ?? []) if (!(await files.show(record))) return;
    if (!(await files.end())) return;
    if (!news || news.last === last) await delay(LOOK_EVERY_MS);
    else last = news.last;
  }
}

/** Reads the index over one connection, for as long as its file is the same one. */
class IndexReader {
  readonly #home: Home;
  readonly #onDamaged: OnDamaged;
  #file: string | undefined;
  #database: DatabaseSync | undefined;
  #index: ReceivedIndex | undefined;

  constructor(home: Home, onDamaged: OnDamaged) {
    this.#home = home;
    this.#onDamaged = onDamaged;
  }

  /** The index; `undefined` while there is none. */
  index(): ReceivedIndex | undefined {
    const { database: file, inbox: folder } = this.#home;
    const identity = identityOf(file);
    if (identity !== this.#file) {
      this.close();
      this.#file = identity;
      this.#database = openDatabaseForReading(file);
    }
    if (this.#database && !this.#index && hasTable(this.#database, "received")) {
      this.#index = new ReceivedIndex(this.#database, folder, this.#onDamaged);
    }
    return this.#index;
  }

  /** The numbers of the files that fit, oldest first. Throws `CommandFailed` where nothing can be searched yet. */
  found(options: SearchOptions, limit?: number): number[] {
    if (!this.index() || !this.#database) return [];
    const search = new ReceivedSearch(this.#database);
    if (!search.isReady()) throw new CommandFailed(message("search.not-ready"));
    const { search: words, ...others } = options;
    return search.find({ words, ...others }, limit).reverse();
  }

  close(): void {
    this.#database?.close();
    this.#file = this.#database = this.#index = undefined;
  }
}

/** What tells a file from another of the same name; `undefined` where there is none. */
function identityOf(file: string): string | undefined {
  try {
    const { dev, ino } = statSync(file, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}
