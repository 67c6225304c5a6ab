/** Files on their way to a browser, as `pagewire send --wait` follows them: each is told when it is stored. */

import { OUTBOX_TOPIC, OutboxEvent } from "../../shared/protocol/topics.ts";
import type { Control } from "./control.ts";
import { CommandFailed, type Terminal } from "./terminal.ts";

/** A file that the companion has queued. */
export interface QueuedSend {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly client: unknown;
}

type Outcome = { readonly kind: "stored"; readonly client: unknown } | { readonly kind: "withdrawn" };

export class Travels {
  readonly #terminal: Terminal;
  readonly #lost: Promise<void>;
  readonly #waiting = new Map<string, QueuedSend>();
  readonly #acked = new Map<string, number>();
  /** What became of files of which this command does not know yet that they are its own. */
  readonly #early = new Map<string, Outcome>();
  readonly #settled = Promise.withResolvers<void>();
  #isComplete = false;
  #storedFiles = 0;
  #storedBytes = 0;
  #withdrawn = 0;
  /** The one that was acknowledged last. */
  #moving: string | undefined;

  private constructor(terminal: Terminal, lost: Promise<void>) {
    this.#terminal = terminal;
    this.#lost = lost;
  }

  /** Begins to listen: what is queued from now on can't be stored unheard. */
  static async watch(control: Control, terminal: Terminal): Promise<Travels> {
    const travels = new Travels(terminal, control.lost);
    const topic = await control.join(OUTBOX_TOPIC);
    topic.on(OutboxEvent.stored, ({ id, client }) => travels.#settle(String(id), { kind: "stored", client }));
    topic.on(OutboxEvent.withdrawn, ({ id }) => travels.#settle(String(id), { kind: "withdrawn" }));
    topic.on(OutboxEvent.progress, ({ id, bytes }) => travels.#note(String(id), Number(bytes)));
    return travels;
  }

  /** One more file that is to be followed. */
  follow(file: QueuedSend): void {
    this.#waiting.set(file.id, file);
    const outcome = this.#early.get(file.id);
    if (outcome) this.#settle(file.id, outcome);
    else if (!this.#terminal.bar) this.#terminal.say(`${file.name} waits for a browser.`);
  }

  /** Ends when each file is stored or withdrawn, and says whether all are stored. */
  async end(): Promise<boolean> {
    this.#isComplete = true;
    this.#early.clear();
    if (this.#waiting.size > 0) {
      this.#terminal.bar?.begin(this.#label(), this.#totalBytes());
      const lost = this.#lost.then(() => {
        throw new CommandFailed(
          "The companion stopped; what is not stored stays queued and goes when it runs again.",
        );
      });
      await Promise.race([this.#settled.promise, lost]);
    }
    return this.#withdrawn === 0;
  }

  #note(id: string, bytes: number): void {
    if (!this.#waiting.has(id)) return;
    this.#acked.set(id, bytes);
    this.#moving = id;
    this.#show();
  }

  #settle(id: string, outcome: Outcome): void {
    const file = this.#waiting.get(id);
    if (!file) {
      if (!this.#isComplete) this.#early.set(id, outcome);
      return;
    }
    this.#waiting.delete(id);
    this.#acked.delete(id);
    if (outcome.kind === "stored") {
      this.#storedFiles += 1;
      this.#storedBytes += file.bytes;
      const { client } = outcome;
      this.#terminal.data({ ...file, state: "stored", client }, `stored  ${file.id}  ${file.name}`);
    } else {
      this.#withdrawn += 1;
      this.#terminal.say(
        `${file.name} was withdrawn: its copy was taken back or is gone from the computer. Send it again if a browser is to have it.`,
      );
    }
    if (this.#isComplete && this.#waiting.size === 0) this.#settled.resolve();
    else this.#show();
  }

  /** While files are still copied the bar belongs to them. */
  #show(): void {
    if (!this.#isComplete) return;
    const acked = [...this.#acked.values()].reduce((sum, bytes) => sum + bytes, 0);
    this.#terminal.bar?.show(this.#label(), this.#storedBytes + acked, this.#totalBytes());
  }

  #totalBytes(): number {
    return [...this.#waiting.values()].reduce((sum, file) => sum + file.bytes, this.#storedBytes);
  }

  #label(): string {
    const moving = this.#moving === undefined ? undefined : this.#waiting.get(this.#moving);
    const [next] = this.#waiting.values();
    const name = (moving ?? next)?.name ?? "";
    const all = this.#waiting.size + this.#storedFiles;
    const state = moving || this.#storedFiles > 0 ? "" : ", waiting for a browser";
    return all === 1 ? `${name}${state}` : `${name} (${this.#storedFiles} of ${all} stored${state})`;
  }
}
