/** The computer of the simulation: the real receiver and the real claims over a simulated disk. */

import { LaneClaims } from "../../../companion/server/lane-claims.ts";
import { ProtocolError } from "../../../shared/protocol/protocol-error.ts";
import { Receiver, type ReceivingStore } from "../../../shared/transfer/receiver.ts";
import { Disk } from "./disk.ts";
import type { End, Frame, Link } from "./link.ts";
import { Process, type World } from "./world.ts";

export class Computer {
  readonly process = new Process();
  readonly disk: Disk;
  readonly #world: World;
  readonly #windowBytes: number;
  #claims = new LaneClaims();
  #links = new Set<Link>();
  /** How often a store finds no room and somebody has to make some. */
  noRoom = 0;
  /** What went wrong that no rule foresees. */
  readonly failures: unknown[] = [];

  constructor(world: World, windowBytes: number) {
    this.#world = world;
    this.#windowBytes = windowBytes;
    this.disk = new Disk(world, this.process);
  }

  accept(link: Link): void {
    this.#links.add(link);
    link.attach("computer", this.#endOf(link));
  }

  /** Ends the program at once and starts it again. */
  restart(hasPower: boolean): void {
    this.process.kill();
    for (const link of this.#links) link.cut();
    this.#links = new Set();
    this.#claims = new LaneClaims();
    if (!hasPower) this.disk.powerCut();
    this.disk.recover();
  }

  #endOf(link: Link): End {
    const { generation } = this.process;
    let receiver: Receiver<Uint8Array> | undefined;
    let release: (() => void) | undefined;
    let work: Promise<void> = Promise.resolve();
    let isClosed = false;
    const letGo = async (): Promise<void> => {
      await receiver?.close();
      receiver = undefined;
      release?.();
      release = undefined;
    };
    const close = (): Promise<void> => {
      isClosed = true;
      work = work.then(letGo);
      return work;
    };
    const handle = async (frame: Frame): Promise<void> => {
      if (!receiver) {
        if (!("word" in frame)) throw new ProtocolError("unexpected_word", "bytes before an offer");
        if (frame.word.type !== "offer") {
          if (frame.word.type === "wait" || frame.word.type === "refuse") return;
          throw new ProtocolError("unexpected_word", "no offer");
        }
        release = await this.#claims.claim("client", frame.word.id, async () => {
          link.cut();
          await close();
        });
        receiver = this.#receiver(link, frame.word.id, () => receiver);
      }
      if ("word" in frame) await receiver.takeWord(frame.word);
      else await receiver.takeBytes([frame.bytes], frame.bytes.length);
    };
    return {
      take: (frame) => {
        work = work
          .then(() => (isClosed || this.process.generation !== generation ? undefined : handle(frame)))
          .catch((error: unknown) => {
            if (!(error instanceof ProtocolError)) this.failures.push(error);
            link.cut();
          })
          .then(() => (receiver?.over ? letGo() : undefined));
      },
      isOurTurn: () => receiver?.isOurTurn ?? false,
      lost: () => void close(),
    };
  }

  #receiver(link: Link, id: string, current: () => Receiver<Uint8Array> | undefined): Receiver<Uint8Array> {
    const store = this.disk.store(id);
    const roomy: ReceivingStore<Uint8Array> = {
      consider: (offer) => store.consider(offer),
      finish: (bytes) => store.finish(bytes),
      release: (refusal) => store.release(refusal),
      store: async (piece, parts) => {
        if (!this.#world.chance.happens(this.noRoom)) return await store.store(piece, parts);
        this.#world.happen(this.process, () => void current()?.room());
        return "no-room";
      },
    };
    return new Receiver({
      store: roomy,
      windowBytes: this.#windowBytes,
      say: (word) => {
        // Whatever is acknowledged has to outlive this program.
        if ((word.type === "ack" || word.type === "want") && word.offset > this.disk.durableOffset(id))
          this.failures.push(new Error(`${word.type} ${word.offset} before it was durable`));
        link.say("computer", word);
      },
    });
  }
}
