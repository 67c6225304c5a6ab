/** Follows sent files for `pagewire send --wait`: says when a browser has stored each. */

import { OUTBOX_TOPIC, OutboxEvent } from "../../../shared/protocol/topics.ts";
import { message } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";
import type { Topics } from "../control/far.ts";
import type { JoinedTopic } from "../control/socket.ts";
import { type QueuedSend, sentLine } from "../shown/sent-line.ts";
import { CommandFailed, type Terminal } from "../terminal/terminal.ts";

type Outcome = { readonly kind: "stored"; readonly client: unknown } | { readonly kind: "withdrawn" };

export class SendFollower {
  /** What it listens to: a second join of it would end the first. */
  readonly topic: JoinedTopic;
  readonly #terminal: Terminal;
  readonly #lost: Promise<void>;
  readonly #waiting = new Map<string, QueuedSend>();
  readonly #acked = new Map<string, number>();
  /** What became of files that this command has not heard are its own yet. */
  readonly #early = new Map<string, Outcome>();
  readonly #settled = Promise.withResolvers<void>();
  #isComplete = false;
  #storedFiles = 0;
  #storedBytes = 0;
  #withdrawn = 0;
  /** The one that was acknowledged last. */
  #moving: string | undefined;

  readonly #isBrowserHere: boolean;

  private constructor(topic: JoinedTopic, terminal: Terminal, lost: Promise<void>, isBrowserHere: boolean) {
    this.topic = topic;
    this.#terminal = terminal;
    this.#lost = lost;
    this.#isBrowserHere = isBrowserHere;
  }

  /** Begins to listen, before anything is queued: no news of a file is missed. */
  static async watch(control: Topics, terminal: Terminal, isBrowserHere: boolean): Promise<SendFollower> {
    const topic = await control.join(OUTBOX_TOPIC);
    const follower = new SendFollower(topic, terminal, control.lost, isBrowserHere);
    topic.on(OutboxEvent.stored, ({ id, client }) =>
      follower.#settle(String(id), { kind: "stored", client }),
    );
    topic.on(OutboxEvent.withdrawn, ({ id }) => follower.#settle(String(id), { kind: "withdrawn" }));
    topic.on(OutboxEvent.progress, ({ id, bytes }) => follower.#note(String(id), Number(bytes)));
    return follower;
  }

  /** One more file that is to be followed. */
  follow(file: QueuedSend): void {
    this.#waiting.set(file.id, file);
    const outcome = this.#early.get(file.id);
    if (outcome) this.#settle(file.id, outcome);
  }

  /** A file that is followed is stored already. */
  noteStored(id: string, client: unknown): void {
    this.#settle(id, { kind: "stored", client });
  }

  /** Ends when each file is stored or withdrawn, and says whether all are stored. */
  async end(): Promise<boolean> {
    this.#isComplete = true;
    this.#early.clear();
    if (this.#waiting.size > 0) {
      this.#terminal.bar?.begin(this.#label(), this.#totalBytes());
      const lost = this.#lost.then(() => {
        throw new CommandFailed(message("send.lost"));
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
      this.#terminal.data({ ...file, state: "stored", client }, sentLine("stored", file, this.#terminal));
    } else {
      this.#withdrawn += 1;
      this.#terminal.say(text("send.withdrawn", { name: file.name }));
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
    const isWaiting = !moving && this.#storedFiles === 0 && !this.#isBrowserHere;
    if (all === 1) return isWaiting ? text("send.one-waiting", { name }) : name;
    const counts = { name, stored: this.#storedFiles, count: all };
    return isWaiting ? text("send.several-waiting", counts) : text("send.several", counts);
  }
}
