/** Files of the Outbox folder that could not be taken: each is told once, and tried again when something has changed. */

import type { Stats } from "node:fs";
import { readError, type Sentence, sentenceOf } from "../../../shared/texts/said.ts";
import { errorCode } from "../../process/system-error.ts";
import { FreeSpace } from "../free-space.ts";
import { SnapshotFailed } from "../outgoing/source-file.ts";
import type { KnownFile, Look } from "./outbox-records.ts";

/** What may pass by itself (a file that another program holds, a disk that hiccups) is tried again after this, then each time after twice as long. */
const FIRST_RETRY_MS = 60_000;
const LAST_RETRY_MS = 3_600_000;
/** Nothing but a change of the file helps. */
const FOR_GOOD = ["EACCES", "EPERM", "ELOOP"];

interface Failure extends Look {
  /** When the system changed its owner, rights or names last; as the first look behind the failure has it. */
  changedMs: number | undefined;
  readonly sentence: Sentence;
  readonly kind: "no_room" | "for-good" | "passing";
  readonly retryMs: number;
  readonly pauseMs: number;
}

export class FailedFiles {
  readonly #failures = new Map<string, Failure>();
  readonly #space: FreeSpace;

  /** `folder`: where copies would go. */
  constructor(folder: string) {
    this.#space = new FreeSpace(folder);
  }

  /** Notes a failure; returns the sentence for people, once for each file as it is. */
  note({ key, bytes, modifiedMs }: KnownFile, error: unknown): string | undefined {
    const fault = error instanceof SnapshotFailed ? error.fault : "other";
    // It goes on changing, or the companion ends: that is no failure.
    if (fault === "changing" || fault === "stopped") return undefined;
    const before = this.#failures.get(key);
    const isTold = before?.bytes === bytes && before.modifiedMs === modifiedMs;
    const cause = error instanceof SnapshotFailed ? error.cause : error;
    const pauseMs = isTold ? Math.min(LAST_RETRY_MS, before.pauseMs * 2) : FIRST_RETRY_MS;
    this.#failures.set(key, {
      bytes,
      modifiedMs,
      changedMs: undefined,
      sentence: sentenceOf(error),
      kind: fault === "no_room" ? fault : FOR_GOOD.includes(errorCode(cause) ?? "") ? "for-good" : "passing",
      retryMs: performance.now() + pauseMs,
      pauseMs,
    });
    return isTold ? undefined : readError(error);
  }

  /** Whether a file has failed. */
  has(key: string): boolean {
    return this.#failures.has(key);
  }

  /** Why a file is not tried now; `undefined` for one that is. */
  async stillFails(key: string, { size, mtimeMs, ctimeMs }: Stats): Promise<Sentence | undefined> {
    const failure = this.#failures.get(key);
    if (!failure) return undefined;
    failure.changedMs ??= ctimeMs;
    if (failure.bytes !== size || failure.modifiedMs !== mtimeMs) {
      this.#failures.delete(key);
      return undefined;
    }
    return (await this.#mayGo(failure, ctimeMs)) ? undefined : failure.sentence;
  }

  forgetMissing(isHere: (key: string) => boolean): void {
    for (const key of [...this.#failures.keys()]) if (!isHere(key)) this.#failures.delete(key);
  }

  async #mayGo({ kind, bytes, changedMs, retryMs }: Failure, ctimeMs: number): Promise<boolean> {
    if (kind === "for-good") return ctimeMs !== changedMs;
    if (kind === "passing") return performance.now() >= retryMs;
    return await this.#space.check(bytes).then(
      () => true,
      () => false,
    );
  }
}
