/** Marks received files with where they came from, as browsers do, in the background: nothing waits for it. */

import { lstat } from "node:fs/promises";
import type { Log } from "../../process/log.ts";
import type { ReceivedRecord } from "../received/received-record.ts";
import { linuxMarker } from "./linux-marks.ts";
import { macMarker } from "./mac-marks.ts";
import { markedUrl } from "./marked-url.ts";
import type { Marker, OriginMark } from "./origin-mark.ts";
import { windowsMarker } from "./windows-marks.ts";

/** Marking waits until no file has finished for this long: it takes nothing from those that still come. */
const QUIET_MS = 1_000;
/** Where files never stop coming they are marked this often all the same. */
const MAX_GATHER_MS = 10_000;
const MAX_BATCH = 256;
/** More than this never waits: the marks of a flood of files are not worth the memory. */
const MAX_WAITING = 20_000;

export class OriginMarks {
  readonly #marker: Marker | undefined;
  readonly #log: Log;
  #waiting: OriginMark[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sinceMs = 0;
  #work: Promise<void> = Promise.resolve();

  constructor(marker: Marker | undefined, log: Log) {
    this.#marker = marker;
    this.#log = log;
  }

  /** Has a finished file marked soon. */
  add(record: ReceivedRecord): void {
    const [source] = record.sources;
    const url = markedUrl(source?.url);
    if (!this.#marker || url === undefined || this.#waiting.length >= MAX_WAITING) return;
    this.#waiting.push({ path: record.path, url, pageUrl: markedUrl(source?.pageUrl ?? undefined) });
    if (!this.#timer) {
      this.#timer = setTimeout(() => this.#flush(), QUIET_MS);
      this.#sinceMs = performance.now();
    } else if (performance.now() - this.#sinceMs < MAX_GATHER_MS) this.#timer.refresh();
  }

  /** Marks what still waits. */
  async close(): Promise<void> {
    this.#flush();
    await this.#work;
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const marks = this.#waiting;
    this.#waiting = [];
    if (marks.length === 0) return;
    this.#work = this.#work
      .then(() => this.#markAll(marks))
      .catch((error: unknown) => this.#log("origin.unmarked", { error }));
  }

  async #markAll(marks: readonly OriginMark[]): Promise<void> {
    for (let at = 0; at < marks.length; at += MAX_BATCH) {
      try {
        await this.#marker?.mark(await thoseThere(marks.slice(at, at + MAX_BATCH)));
      } catch (error) {
        // A file without its mark is as good as any: nobody is told.
        this.#log("origin.unmarked", { error });
      }
    }
  }
}

/** Leaves out what is no file any more: it was moved or replaced. */
async function thoseThere(marks: readonly OriginMark[]): Promise<OriginMark[]> {
  const stats = await Promise.all(marks.map((mark) => lstat(mark.path).catch(() => undefined)));
  return marks.filter((_, index) => stats[index]?.isFile() === true);
}

/** The marker of this system; `undefined` where it has none. It may make and remove `workFolder`. */
export function systemMarker(
  workFolder: string,
  platform: NodeJS.Platform = process.platform,
): Marker | undefined {
  switch (platform) {
    case "linux":
      return linuxMarker(workFolder);
    case "darwin":
      return macMarker();
    case "win32":
      return windowsMarker();
    default:
      return undefined;
  }
}
