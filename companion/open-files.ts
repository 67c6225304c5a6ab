/** The part that keeps files: the database, the inbox, the outbox, and what programs hear of and send through them. */

import type { DatabaseSync } from "node:sqlite";
import { type Config, changeConfig } from "./config.ts";
import { acceptsTypes } from "./files/accepted-types.ts";
import { openDatabase } from "./files/database.ts";
import { Inbox } from "./files/incoming/inbox.ts";
import { ReceivedFeed } from "./files/incoming/received-feed.ts";
import { openHook } from "./files/incoming/received-hook.ts";
import { KeptFiles } from "./files/kept/kept-files.ts";
import { Removals } from "./files/kept/removal.ts";
import { OriginMarks, systemMarker } from "./files/marks/origin-marks.ts";
import { Halves } from "./files/outgoing/halves.ts";
import { Outbox } from "./files/outgoing/outbox.ts";
import { OutgoingSends } from "./files/outgoing/outgoing-sends.ts";
import { ReadingNotes } from "./files/reading-notes.ts";
import { Naming } from "./files/received/naming-rule.ts";
import { ReceivedIndex } from "./files/received/received-index.ts";
import { ReceivedLookup } from "./files/received/received-lookup.ts";
import { ReceivedSearch } from "./files/received/received-search.ts";
import { Senders } from "./files/uploads/senders.ts";
import { Uploads } from "./files/uploads/uploads.ts";
import type { Home } from "./home/home.ts";
import type { Log } from "./process/log.ts";

export interface FilesOptions {
  readonly home: Home;
  readonly config: Config;
  /** The id of the browser that somebody names; throws `UnknownRecipient`. */
  readonly recipient: (to: string) => string;
  readonly log: Log;
  /** One sentence for the person at the terminal. */
  readonly tell: (sentence: string) => void;
}

export interface FilesPart {
  readonly database: DatabaseSync;
  readonly notes: ReadingNotes;
  readonly inbox: Inbox;
  readonly index: ReceivedIndex;
  readonly kept: KeptFiles;
  readonly search: ReceivedSearch;
  readonly naming: Naming;
  readonly outbox: Outbox;
  readonly halves: Halves;
  readonly feed: ReceivedFeed;
  readonly lookup: ReceivedLookup;
  readonly removals: Removals;
  readonly senders: Senders;
  readonly uploads: Uploads;
  readonly sends: OutgoingSends;
  /** Ends sends, feed, hook, marks, inbox, notes and at last the database. */
  close(): Promise<void>;
}

/** Opens all of it and recovers what a killed companion has left. What was opened is closed again where it throws. */
export async function openFiles({ home, config, recipient, log, tell }: FilesOptions): Promise<FilesPart> {
  await using opened = new AsyncDisposableStack();
  const { maxFileBytes, acceptedTypes, onReceived, sidecars } = config;
  const database = opened.adopt(openDatabase(home.database), (open) => open.close());
  const notes = opened.adopt(ReadingNotes.open(database, home.reading), (open) => open.close());
  const accepts = acceptsTypes(acceptedTypes);
  const naming = new Naming({ template: config.naming?.template, sidecars }, (rule) =>
    changeConfig(home.config, { naming: { template: rule.template }, sidecars: [...rule.sidecars] }),
  );
  const inbox = opened.adopt(
    new Inbox({ home, database, maxFileBytes, accepts, naming, notes, log }),
    (open) => open.close(),
  );
  const marks = opened.adopt(new OriginMarks(systemMarker(home.marks), log), (open) => open.close());
  inbox.onReceived((record) => marks.add(record));
  const outbox = new Outbox(database, home.outgoing, log);
  const halves = new Halves(database);
  const senders = new Senders(database);
  const uploads = new Uploads({ database, outbox, senders, folder: home.outgoing, notes });
  await inbox.recover();
  await outbox.recover(Date.now());
  const index = new ReceivedIndex(database, home.inbox, (seq, name) =>
    log("inbox.record-damaged", { seq, name }),
  );
  const { folders, names, copies } = inbox;
  const kept = opened.adopt(new KeptFiles({ home, database, index, folders, names, copies, log }), (open) =>
    open.close(),
  );
  inbox.onReceived(() => kept.writeSidecars());
  inbox.onRepeated((seq) => kept.sourceAdded(seq));
  kept.start();
  const search = new ReceivedSearch(database);
  const catching = catchUp(search, log);
  opened.defer(() => catching.end());
  inbox.onReceived(() => catching.begin());
  const lookup = new ReceivedLookup(database, index);
  const removals = new Removals((error) => log("inbox.not-told", { error }));
  const feed = new ReceivedFeed({ index, inbox });
  const hook = openHook(onReceived, { database, index, feed, home, log, tell });
  opened.defer(() => hook?.close());
  opened.defer(() => feed.close());
  const sends = opened.adopt(new OutgoingSends({ outbox, folder: home.outgoing, notes, recipient }), (open) =>
    open.close(),
  );
  const closing = opened.move();
  const received = { inbox, index, kept, search, naming, lookup, removals };
  return {
    database,
    notes,
    ...received,
    outbox,
    halves,
    senders,
    uploads,
    feed,
    sends,
    close: () => closing.disposeAsync(),
  };
}

/**
 * Gives what has come its words, and what an older version has received, a few files at a time: at the start and whenever
 * `begin` says so. `end` lets what is left be for another day.
 */
function catchUp(search: ReceivedSearch, log: Log): { begin(): void; end(): void } {
  let next: NodeJS.Immediate | undefined;
  const step = (): void => {
    next = undefined;
    try {
      if (search.catchUp()) begin();
    } catch (error) {
      log("search.not-caught-up", { error });
    }
  };
  const begin = (): void => {
    next ??= setImmediate(step);
  };
  begin();
  return { begin, end: () => clearImmediate(next) };
}
