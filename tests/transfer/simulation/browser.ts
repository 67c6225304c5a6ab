/** The browser of the simulation: a durable queue with one file in it, sent by the real sender. */

import type { Offer } from "../../../shared/protocol/lane-words.ts";
import { Sender, type SendingOutcome } from "../../../shared/transfer/sender.ts";
import type { StreamMemory, StreamSource } from "../../../shared/transfer/stream-source.ts";
import { SourceBlocked } from "../../../shared/transfer/transfer-refused.ts";
import type { Computer } from "./computer.ts";
import { sha256 } from "./disk.ts";
import { Link, type Tricks } from "./link.ts";
import type { Site } from "./site.ts";
import { Process, type World } from "./world.ts";

export interface BrowserOptions {
  readonly id: string;
  readonly pieceBytes: number;
  readonly windowBytes: number;
  /** Whether the offer says the size, where the source has one. */
  readonly saysSize: boolean;
  /** Whether the offer carries the hash of the whole. */
  readonly saysHash: boolean;
  readonly tricks: Tricks;
}

const NOTHING: StreamMemory = { pieces: [] };
/** So often a site may turn out to have changed before its file is given up. */
const MAX_CHANGES = 5;

export class Browser {
  readonly process = new Process();
  readonly links = new Set<Link>();
  readonly #world: World;
  readonly #computer: Computer;
  readonly #site: Site;
  readonly #options: BrowserOptions;
  /** What the queue remembers over restarts. */
  #memory: StreamMemory = NOTHING;
  #stream: StreamSource<Uint8Array> | undefined;
  /** How often it had to begin anew. */
  changes = 0;
  outcome: SendingOutcome | undefined;
  /** Every byte handed to a connection. */
  sentBytes = 0;
  /** How often it was allowed to send a window again: each connection, each time it was asked to go back. */
  wants = 0;
  readonly failures: unknown[] = [];

  constructor(world: World, computer: Computer, site: Site, options: BrowserOptions) {
    this.#world = world;
    this.#computer = computer;
    this.#site = site;
    this.#options = options;
  }

  get isDone(): boolean {
    return this.outcome !== undefined;
  }

  /** Ends the program at once; what is in the queue is taken up again. */
  restart(): void {
    this.process.kill();
    this.#stream = undefined;
    for (const link of this.links) link.cut();
    this.links.clear();
    this.start();
  }

  /** Opens one more connection for the file, whatever others there are. */
  start(): void {
    if (this.isDone) return;
    const link = new Link(this.#world, this.#options.tricks);
    this.links.add(link);
    this.#computer.accept(link);
    this.#send(link);
  }

  #send(link: Link): void {
    if (this.#site.kind.isStreamed)
      this.#stream ??= this.#site.stream(this.#offer().bytes, this.#memory, (memory) => {
        this.#memory = memory;
      });
    const stream = this.#stream;
    const source = stream ?? this.#site.blob();
    const sender = new Sender<Uint8Array>({
      offer: this.#offer(),
      source,
      pieceBytes: this.#options.pieceBytes,
      windowBytes: this.#options.windowBytes,
      outlet: {
        say: (word) => link.say("browser", word),
        sendBytes: (bytes) => {
          this.sentBytes += bytes.length;
          // As every outlet does whose source uses its memory again.
          link.sendBytes("browser", bytes.slice());
        },
      },
      onProgress: (ackedBytes) => stream?.acknowledged(ackedBytes),
    });
    const { generation } = this.process;
    const isOver = (): boolean => this.process.generation !== generation;
    sender.outcome.then(
      (outcome) => isOver() || this.#end(link, outcome),
      (error: unknown) => {
        if (isOver()) return;
        // Its user tries again; what is there stays there.
        if (error instanceof SourceBlocked) link.cut();
        else this.failures.push(error);
      },
    );
    link.attach("browser", {
      take: (frame) => {
        if (isOver() || sender.over) return;
        if (!("word" in frame)) return link.cut();
        if (frame.word.type === "want") this.wants += 1;
        sender.takeWord(frame.word);
      },
      isOurTurn: () => sender.isOurTurn,
      lost: () => {
        if (!isOver()) this.#again(link);
      },
    });
    sender.begin();
  }

  #again(link: Link): void {
    this.links.delete(link);
    if (this.links.size > 0 || this.isDone) return;
    this.#world.happen(this.process, () => this.start());
  }

  #end(link: Link, outcome: SendingOutcome): void {
    if (this.isDone) return;
    // A lane stays open behind a refusal, and the word is heard.
    if (outcome.kind !== "refused") link.cut();
    if (outcome.kind === "finished") {
      this.outcome = outcome;
      return;
    }
    const code = outcome.kind === "refused" ? outcome.refusal.code : "broken";
    this.#world.tell(`browser: ${code}`);
    if (code === "source_changed") {
      // What was sent is of another version: it begins anew.
      this.#memory = NOTHING;
      this.#stream = undefined;
      this.changes += 1;
    }
    const isFinal = code === "source_gone" || this.changes > MAX_CHANGES;
    if (isFinal) this.outcome = outcome;
    else if (outcome.kind === "refused") this.#again(link);
  }

  #offer(): Offer {
    const { id, saysHash, saysSize } = this.#options;
    const { current, kind, versions } = this.#site;
    const isKnown = saysSize && !(kind.isStreamed && versions.length > 1);
    const content = versions[0] ?? current;
    return {
      type: "offer",
      id,
      name: "x",
      bytes: isKnown || !kind.isStreamed ? content.length : null,
      mediaType: "",
      expects: "any",
      fidelity: "original",
      ...(saysHash && !kind.isStreamed ? { sha256: sha256(content) } : {}),
    };
  }
}
