/** One simulated connection: frames in order each way, until it is cut, hangs, or plays tricks. */

import type { LaneWord } from "../../../shared/protocol/lane-words.ts";
import { LANE_WAIT_MS } from "../../../shared/protocol/limits.ts";
import { decodeWord, type ParcelWord } from "../../../shared/protocol/parcels/parcel-words.ts";
import { Patience } from "../../../shared/transfer/patience.ts";
import { Process, type World } from "./world.ts";

export type Frame = { readonly word: LaneWord | ParcelWord } | { readonly bytes: Uint8Array };
export type Side = "browser" | "computer";

/** What one end does with a connection. */
export interface End {
  take(frame: Frame): void;
  isOurTurn(): boolean;
  /** The connection is gone, as far as this end knows. */
  lost(): void;
}

/** How much a connection misbehaves within itself: never so with a real one. */
export interface Tricks {
  readonly repeats: number;
  readonly swaps: number;
}

export class Link {
  readonly #world: World;
  readonly #tricks: Tricks;
  /** Its own life: what was under way on it never arrives once it is cut. */
  readonly #life = new Process();
  readonly #queues: Record<Side, Frame[]> = { browser: [], computer: [] };
  readonly #ends = new Map<Side, End>();
  readonly #patience: Record<Side, Patience>;
  readonly #isBusy: Record<Side, boolean> = { browser: false, computer: false };
  readonly #knowsCut = new Set<Side>();
  #isCut = false;
  /** Nothing comes through and nobody is told. */
  isHanging = false;

  constructor(world: World, tricks: Tricks) {
    this.#world = world;
    this.#tricks = tricks;
    this.#patience = { browser: new Patience(world.nowMs), computer: new Patience(world.nowMs) };
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  attach(side: Side, end: End): void {
    this.#ends.set(side, end);
  }

  say(from: Side, word: LaneWord | ParcelWord): void {
    this.#send(from, { word: decodeWord(JSON.stringify(word)) });
  }

  sendBytes(from: Side, bytes: Uint8Array): void {
    this.#send(from, { bytes });
  }

  /** Cuts the line: what is under way to a side may still arrive there before that side hears of it. */
  cut(): void {
    if (this.#isCut) return;
    this.#isCut = true;
    for (const side of ["browser", "computer"] as const) {
      const { chance } = this.#world;
      this.#queues[side].length = chance.below(this.#queues[side].length + 1);
      this.#deliverNext(side);
    }
  }

  /** Time has passed: each end asks its patience. */
  look(): void {
    for (const [side, end] of this.#ends) {
      if (this.#knowsCut.has(side)) continue;
      const look = { nowMs: this.#world.nowMs, isOurTurn: end.isOurTurn(), seenBytes: 0 };
      const verdict = this.#patience[side].look(look);
      if (verdict === "say-wait") this.say(side, { type: "wait" });
      else if (verdict !== undefined) this.cut();
    }
  }

  #send(from: Side, frame: Frame): void {
    if (this.#isCut) return;
    const to = from === "browser" ? "computer" : "browser";
    const queue = this.#queues[to];
    const { chance } = this.#world;
    queue.push(frame);
    if (chance.happens(this.#tricks.repeats)) queue.push(frame);
    if (chance.happens(this.#tricks.swaps) && queue.length > 1) queue.unshift(queue.pop() as Frame);
    this.#deliverNext(to);
  }

  /** One frame at a time is on its way to a side; when none is left of a cut line, the side is told. */
  #deliverNext(side: Side): void {
    if (this.#isBusy[side]) return;
    if (this.#queues[side].length === 0 && !this.#isCut) return;
    this.#isBusy[side] = true;
    this.#world.happen(this.#life, () => {
      this.#isBusy[side] = false;
      if (this.isHanging && !this.#isCut) return this.#deliverNext(side);
      const frame = this.#queues[side].shift();
      const end = this.#ends.get(side);
      if (frame) {
        this.#patience[side].heard(this.#world.nowMs);
        end?.take(frame);
        return this.#deliverNext(side);
      }
      if (!this.#isCut || this.#knowsCut.has(side)) return;
      this.#knowsCut.add(side);
      end?.lost();
    });
  }
}

/** How far the clock goes on when everybody waits for it. */
export const TICK_MS = LANE_WAIT_MS;
