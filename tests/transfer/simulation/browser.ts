/** The browser of the simulation: a durable queue with one file in it, sent by the real sender. */

import type { Offer } from "../../../shared/protocol/lane-words.ts";
import { encodeParcel } from "../../../shared/protocol/parcels/parcel.ts";
import { isOfParcels } from "../../../shared/protocol/parcels/parcel-words.ts";
import { ProtocolError } from "../../../shared/protocol/protocol-error.ts";
import { ParcelSender } from "../../../shared/transfer/parcel-sender.ts";
import type { RangeSizes } from "../../../shared/transfer/range-sizes.ts";
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
  /** How often a connection carries the file as a parcel, where its size is known. */
  readonly parcels: number;
  readonly tricks: Tricks;
  /** How its file is cut where it may be fetched. */
  readonly rangeSizes?: RangeSizes;
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
  /** How often it was sent as a parcel. */
  parcelsSent = 0;
  readonly failures: unknown[] = [];
  /** Whether its user has taken the file off the list. */
  isGivenUp = false;

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
    if (this.isGivenUp) this.#tellGivenUp(link);
    else if (this.#goesAsParcel) this.#sendParcel(link);
    else this.#send(link);
  }

  /** The user takes the file off the list, and the computer is told as soon as it can be. */
  giveUp(): void {
    if (this.isDone || this.isGivenUp) return;
    this.isGivenUp = true;
    this.restart();
  }

  /** As the background does: offers it as another file, and refuses to give that. */
  #tellGivenUp(link: Link): void {
    const { generation } = this.process;
    const isOver = (): boolean => this.process.generation !== generation;
    const refusal = { type: "refuse", code: "source_gone", message: "off the list" } as const;
    link.attach("browser", {
      take: (frame) => {
        if (isOver() || this.isDone || !("word" in frame) || frame.word.type === "wait") return;
        // A disk that is full may not have let go of anything.
        if (frame.word.type === "refuse") return link.cut();
        if (frame.word.type === "want") link.say("browser", refusal);
        if (frame.word.type === "have")
          this.outcome = {
            kind: "finished",
            sha256: frame.word.sha256,
            name: frame.word.name,
            already: true,
          };
        else this.outcome = { kind: "refused", refusal, isOurs: true };
      },
      isOurTurn: () => false,
      lost: () => {
        if (!isOver()) this.#again(link);
      },
    });
    const { sha256: _, ...offer } = this.#offer();
    link.say("browser", { ...offer, name: "given up", bytes: null });
  }

  get #goesAsParcel(): boolean {
    const { parcels } = this.#options;
    return !this.#site.kind.isStreamed && parcels > 0 && this.#world.chance.happens(parcels);
  }

  #sendParcel(link: Link): void {
    const { current } = this.#site;
    const head = { ...this.#offer(), bytes: current.length, sha256: sha256(current) };
    const { generation } = this.process;
    const isOver = (): boolean => this.process.generation !== generation;
    const sender = new ParcelSender(
      {
        sayOfParcels: (word) => link.say("browser", word),
        sendParcel: (_, bytes) => {
          this.sentBytes += bytes?.length ?? 0;
          this.parcelsSent += 1;
          link.sendBytes("browser", encodeParcel(head, bytes));
        },
      },
      (_, outcome) => {
        if (isOver()) return;
        if (outcome.kind === "in-pieces") this.#send(link);
        else this.#end(link, outcome.kind === "refused" ? { ...outcome, isOurs: false } : outcome);
      },
    );
    link.attach("browser", {
      take: (frame) => {
        if (isOver() || sender.over) return;
        if (!("word" in frame)) return link.cut();
        if (frame.word.type === "wait") return;
        try {
          if (!isOfParcels(frame.word)) return link.cut();
          sender.takeWord(frame.word);
        } catch (error) {
          if (!(error instanceof ProtocolError)) this.failures.push(error);
          link.cut();
        }
      },
      isOurTurn: () => false,
      lost: () => {
        if (!isOver()) this.#again(link);
      },
    });
    sender.send([{ head, bytes: new Uint8Array(current) }], this.#world.chance.happens(0.5));
  }

  #send(link: Link): void {
    if (this.#site.kind.isStreamed)
      this.#stream ??= this.#site.stream(this.#offer().bytes, this.#memory, (piece, validator) => {
        const before = this.#memory.pieces.filter(({ offset }) => offset < piece.offset);
        this.#memory = { ...(validator !== undefined && { validator }), pieces: [...before, piece] };
      });
    const stream = this.#stream;
    const { rangeSizes } = this.#options;
    const source = stream ?? this.#site.blob(rangeSizes !== undefined);
    const sender = new Sender<Uint8Array>({
      offer: this.#offer(),
      source,
      pieceBytes: this.#options.pieceBytes,
      windowBytes: this.#options.windowBytes,
      ...(rangeSizes && { rangeSizes }),
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
        if (!("word" in frame) || isOfParcels(frame.word)) return link.cut();
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
