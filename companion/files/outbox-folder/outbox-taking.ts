/** Takes finished files out of the Outbox folder: keeps each, and queues those whose content was not sent before, many in one commit. */

import { setImmediate as others } from "node:timers/promises";
import type { Home } from "../../home/home.ts";
import type { Log } from "../../process/log.ts";
import { type Halves, partAtBeginning, type StoredPart } from "../outgoing/halves.ts";
import type { Outbox, QueuedFile } from "../outgoing/outbox.ts";
import { copyOf, removeCopy } from "../outgoing/part-digests.ts";
import type { PromptDisk } from "../outgoing/prompt-disk.ts";
import { keepFile, type Snapshot, SnapshotFailed } from "../outgoing/snapshot.ts";
import type { SourcePath } from "../outgoing/source-file.ts";
import { type ReadingNotes, SetAside } from "../reading-notes.ts";
import type { KnownFile, OutboxRecords } from "./outbox-records.ts";

/** Files that are read at once: more do not make it faster, and each has a buffer. */
const FILES_AT_ONCE = 16;
/** Files in one commit. */
const FILES_A_COMMIT = 1_024;
/** Files that are told of before others have their turn: what is written of them may go out meanwhile. */
const TOLD_AT_ONCE = 64;

/** A file that has its rest. */
export interface FinishedFile extends KnownFile {
  readonly path: SourcePath;
  /** Its name for people and browsers. */
  readonly name: string;
}

export interface OutboxTakingOptions {
  readonly home: Home;
  readonly outbox: Outbox;
  readonly records: OutboxRecords;
  readonly halves: Halves;
  readonly notes: ReadingNotes;
  readonly log: Log;
  /** The folder's. */
  readonly disk: PromptDisk;
  /** Whether a file of that key lies in the folder now. */
  readonly isHere: (key: string) => boolean;
  readonly onFailed: (file: FinishedFile, error: unknown) => void;
  /** Its content was sent before, under that key. */
  readonly onKnown: (file: FinishedFile, as: string) => void;
}

interface Kept {
  readonly file: FinishedFile;
  readonly snapshot: Snapshot;
  /** It was dealt with before: something of it may still wait. */
  readonly isAgain: boolean;
  /** What a browser has of it. */
  readonly part: StoredPart | undefined;
}

export class OutboxTaking {
  readonly #options: OutboxTakingOptions;
  readonly #ending = new AbortController();

  constructor(options: OutboxTakingOptions) {
    this.#options = options;
  }

  /** Takes them in this order, and from `untilMs` on no more; says how many it took. One that fails keeps no other back. */
  async take(files: readonly FinishedFile[], untilMs = Number.POSITIVE_INFINITY): Promise<number> {
    for (let first = 0; first < files.length; first += FILES_A_COMMIT) {
      if (first > 0 && performance.now() >= untilMs) return first;
      const kept: Kept[] = [];
      const waiting = files.slice(first, first + FILES_A_COMMIT).values();
      const work = async (): Promise<void> => {
        for (const file of waiting) {
          if (this.#ending.signal.aborted) return;
          await this.#keep(file, kept);
          // What is done at once leaves nobody else a turn.
          if (this.#options.disk.isPrompt) await others();
        }
      };
      await Promise.all(Array.from({ length: FILES_AT_ONCE }, work));
      if (kept.length > 0) await this.#queue(kept);
    }
    return files.length;
  }

  /** What is being read is given up. */
  end(): void {
    this.#ending.abort();
  }

  /** Takes back what was queued of a file that is another by now, as long as no browser has it. */
  async withdraw(key: string, exceptId?: string): Promise<void> {
    const { outbox, records, log } = this.#options;
    for (const id of records.idsOf(key)) {
      if (id === exceptId || !(await outbox.cancel(id))) continue;
      records.noteUnsent(id);
      log("outbox.superseded", { key, id });
    }
  }

  async #keep(file: FinishedFile, kept: Kept[]): Promise<void> {
    const { home, notes, records, isHere, onFailed } = this.#options;
    try {
      const snapshot = await keepFile(file.path, home.outgoing, {
        followLink: false,
        // A change is seen here, and the file sent anew; so it need not be copied, however small it is.
        linkFromBytes: 1,
        // It can be had again, and what is sent is checked against its digest.
        isFlushed: false,
        disk: this.#options.disk,
        noted: { name: file.name, notes },
        signal: this.#ending.signal,
        known: {
          mayBe: () => records.hasSentBytes(file.bytes),
          is: (sha256) => records.sentAs(sha256, file, isHere) !== undefined,
        },
      });
      const isAgain = records.seen(file.key) !== undefined;
      // Of most files nothing went before.
      const part = isAgain ? await this.#storedPart(file, snapshot.id) : undefined;
      kept.push({ file, snapshot, isAgain, part });
    } catch (error) {
      const isSetAside = error instanceof SnapshotFailed && error.cause instanceof SetAside;
      // Not before somebody puts it there anew.
      if (isSetAside) records.together(() => records.remember(file, true));
      onFailed(file, error);
    }
  }

  async #storedPart(file: FinishedFile, id: string): Promise<StoredPart | undefined> {
    const { home, records } = this.#options;
    const parts = records.storedPartsOf(file);
    return parts.length > 0 ? await partAtBeginning(copyOf(home.outgoing, id), parts) : undefined;
  }

  async #queue(kept: readonly Kept[]): Promise<void> {
    const { home, outbox, records, halves, log, isHere, onKnown, onFailed } = this.#options;
    const queued: QueuedFile[] = [];
    const known: { readonly kept: Kept; readonly as: string }[] = [];
    try {
      records.together(() => {
        for (const one of kept) {
          const { file, snapshot, part } = one;
          const as = records.sentAs(snapshot.sha256, file, isHere);
          records.remember(file);
          if (as !== undefined) known.push({ kept: one, as });
          else {
            queued.push(outbox.enqueue(snapshot, file.name, null, Date.now()));
            records.noteSent(snapshot.sha256, file, snapshot.id);
            if (part) halves.note(snapshot.id, part.id);
          }
        }
      });
    } catch (error) {
      for (const { file, snapshot } of kept) {
        await removeCopy(home.outgoing, snapshot.id);
        records.forget(file.key);
        onFailed(file, error);
      }
      return;
    }
    for (const { kept: one, as } of known) {
      await removeCopy(home.outgoing, one.snapshot.id);
      onKnown(one.file, as);
    }
    const again = kept.filter(({ isAgain }) => isAgain);
    const ids = new Map(again.map(({ file, snapshot }) => [snapshot.id, file.key]));
    for (const [index, file] of queued.entries()) {
      if (index % TOLD_AT_ONCE === 0) await others();
      const key = ids.get(file.id);
      if (key !== undefined) await this.withdraw(key, file.id);
      outbox.announce(file);
      log("outbox.queued", { name: file.name, bytes: file.bytes });
    }
  }
}
