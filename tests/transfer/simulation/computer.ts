/** The computer of the simulation: the real receiver and the real claims over a simulated disk. */

import { LaneClaims } from "../../../companion/server/lanes/lane-claims.ts";
import { decodeParcel } from "../../../shared/protocol/parcels/parcel.ts";
import { isOfParcels } from "../../../shared/protocol/parcels/parcel-words.ts";
import { ProtocolError } from "../../../shared/protocol/protocol-error.ts";
import { ParcelReceiver } from "../../../shared/transfer/parcel-receiver.ts";
import { Receiver, type ReceivingStore } from "../../../shared/transfer/receiver.ts";
import { Disk } from "./disk.ts";
import type { End, Frame, Link } from "./link.ts";
import { fetching, type Requests } from "./requests.ts";
import { Process, type World } from "./world.ts";

export class Computer {
  readonly process = new Process();
  readonly disk: Disk;
  readonly #world: World;
  readonly #windowBytes: number;
  readonly #requests: Requests | undefined;
  #claims = new LaneClaims();
  #links = new Set<Link>();
  /** How often a store finds no room and somebody has to make some. */
  noRoom = 0;
  /** What went wrong that no rule foresees. */
  readonly failures: unknown[] = [];

  /** With `requests` it fetches by ranges. */
  constructor(world: World, windowBytes: number, requests?: Requests) {
    this.#world = world;
    this.#windowBytes = windowBytes;
    this.#requests = requests;
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
    const parcels = this.#parcels(link);
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
    const fail = (error: unknown): void => {
      if (!(error instanceof ProtocolError)) this.failures.push(error);
      link.cut();
    };
    const endIfOver = (): Promise<void> | undefined => (receiver?.over ? letGo() : undefined);
    const handle = async (frame: Frame): Promise<void> => {
      if (!receiver) {
        if (!("word" in frame)) {
          // The next frame is taken while it is put away; what fails is told of as for the rest.
          parcels.take(decodeParcel([frame.bytes])).catch((error: unknown) => this.failures.push(error));
          return;
        }
        if (frame.word.type === "seek")
          return link.say("computer", { type: "known", sha256: this.disk.known(frame.word.sha256) });
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
      if (!("word" in frame)) return await receiver.takeBytes([frame.bytes], frame.bytes.length);
      if (isOfParcels(frame.word)) throw new ProtocolError("unexpected_word", "parcels in a file");
      const taken = receiver.takeWord(frame.word);
      // The next word comes while this one's bytes are fetched.
      if (frame.word.type === "range") void taken.catch(fail).then(endIfOver);
      else await taken;
    };
    return {
      take: (frame) => {
        work = work
          .then(() => (isClosed || this.process.generation !== generation ? undefined : handle(frame)))
          .catch(fail)
          .then(endIfOver);
      },
      isOurTurn: () => receiver?.isOurTurn ?? parcels.isBusy,
      lost: () => void close(),
    };
  }

  #parcels(link: Link): ParcelReceiver {
    return new ParcelReceiver({
      open: async ({ head: { id } }, over) => {
        const letGo = await this.#claims.claim("client", id, () => over, "parcel");
        return { store: this.disk.store(id), letGo };
      },
      say: (word) => {
        // Whatever has a receipt has to outlive this program, and a power cut.
        for (const { id, type } of word.of)
          if ((type === "done" || type === "have") && !this.disk.find(id))
            this.failures.push(new Error(`${type} before it was in the inbox`));
        link.say("computer", word);
      },
      onRefused: () => undefined,
    });
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
    const requests = this.#requests;
    const { generation } = this.process;
    const isAlive = (): boolean => this.process.generation === generation;
    return new Receiver({
      store: requests ? fetching(roomy, requests, () => this.#world.later(this.process), isAlive) : roomy,
      windowBytes: this.#windowBytes,
      ...(requests && { rangeSizes: requests.sizes }),
      say: (word) => {
        // Whatever is acknowledged has to outlive this program.
        if ((word.type === "ack" || word.type === "want") && word.offset > this.disk.durableOffset(id))
          this.failures.push(new Error(`${word.type} ${word.offset} before it was durable`));
        link.say("computer", word);
      },
    });
  }
}
