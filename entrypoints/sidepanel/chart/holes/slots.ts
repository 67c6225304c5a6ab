/** Bars on a clock: where some are missing stand empty slots, and of each stretch of them is known why; pure. */

import type { Gap, Gaps } from "../../../../shared/protocol/market/gaps.ts";
import type { Bar, UtcSeconds } from "../../../../shared/protocol/price.ts";

/** One place on the time axis: a bar, or a time without one. */
export type Slot = Bar | readonly [time: UtcSeconds];

/** Why slots are empty, or what of those that are not was fetched later. */
export type HoleKind = "unknown" | "quiet" | "filled";

/** A stretch of slots, both ends included. */
export interface Hole {
  readonly kind: HoleKind;
  readonly first: number;
  readonly last: number;
}

export interface Slotted {
  readonly slots: readonly Slot[];
  readonly holes: readonly Hole[];
}

/** A weekend without a connection must not push all bars out of sight: longer stretches are drawn shortened. */
const MAX_UNKNOWN_SLOTS = 60;
const MAX_QUIET_SLOTS = 12;

export function isBar(slot: Slot): slot is Bar {
  return slot.length > 1;
}

/** Lays out lists of bars one after the other; slots that stay empty stay the same objects. */
export class SlotRow {
  #empty = new Map<number, Slot>();

  layOut(bars: readonly Bar[], { gaps, filled }: Gaps, resolution: number): Slotted {
    const [slots, holes, used] = [[] as Slot[], [] as Hole[], new Map<number, Slot>()];
    const leaveEmpty = (from: number, to: number, kind: HoleKind): void => {
      const missing = Math.floor((to - from) / resolution);
      const shown = Math.min(missing, kind === "unknown" ? MAX_UNKNOWN_SLOTS : MAX_QUIET_SLOTS);
      if (shown <= 0) return;
      const first = slots.length;
      for (let index = 0; index < shown; index++) {
        const time = from + Math.floor((index * missing) / shown) * resolution;
        const slot = this.#empty.get(time) ?? ([time as UtcSeconds] as const);
        used.set(time, slot);
        slots.push(slot);
      }
      holes.push({ kind, first, last: slots.length - 1 });
    };
    let next = 0;
    const leaveOut = (from: number, to: number): void => {
      let at = from;
      while (next > 0 && (gaps[next - 1]?.[1] ?? 0) > from) next -= 1;
      for (; next < gaps.length && (gaps[next]?.[0] ?? to) < to; next++) {
        const [start, end] = onGrid(gaps[next] ?? [to, to], resolution);
        const [begin, until] = [Math.max(at, start), Math.min(to, end)];
        if (begin >= until) continue;
        leaveEmpty(at, begin, "quiet");
        leaveEmpty(begin, until, "unknown");
        at = until;
      }
      leaveEmpty(at, to, "quiet");
    };
    let before: number | undefined;
    for (const bar of bars) {
      const expected = before === undefined ? bar[0] : before + resolution;
      if (bar[0] > expected) leaveOut(expected, bar[0]);
      slots.push(bar);
      before = bar[0];
    }
    const end = gaps.at(-1)?.[1];
    // What is not known up to now stands behind the last bar; before it nothing is quiet yet.
    if (before !== undefined && end !== undefined && end > before + resolution) {
      const start = onGrid(gaps.at(-1) ?? [end, end], resolution)[0];
      leaveOut(Math.max(before + resolution, start), onGrid([before, end], resolution)[1]);
    }
    this.#empty = used;
    return { slots, holes: [...holes, ...filledOf(slots, filled)] };
  }
}

/** The kind of the hole that a slot stands in. */
export function holeAt(holes: readonly Hole[], index: number): HoleKind | undefined {
  return holes.find(({ first, last }) => index >= first && index <= last)?.kind;
}

/** What a picked range takes: as many slots as it is long, or as there are. */
export function slotsInRange(about: {
  readonly range: { readonly seconds: number } | undefined;
  readonly slots: readonly Slot[];
  readonly resolution: number;
  readonly isOldest: boolean;
}): number {
  const { range, slots, resolution, isOldest } = about;
  const newest = slots.at(-1)?.[0];
  if (!range || newest === undefined) return 0;
  const known = slots.length - slots.findIndex((slot) => slot[0] > newest - range.seconds);
  const whole = range.seconds / resolution;
  return isOldest || !Number.isFinite(whole) ? known : Math.max(known, whole);
}

function filledOf(slots: readonly Slot[], filled: readonly Gap[]): readonly Hole[] {
  const oldest = slots[0]?.[0] ?? 0;
  return filled.flatMap(([from, to]): Hole[] => {
    if (to <= oldest) return [];
    const first = slots.findIndex((slot) => slot[0] >= from);
    const last = slots.findLastIndex((slot) => slot[0] < to);
    // What the series began with is history like any: only what was missing in between is marked.
    return first > 0 && last >= first ? [{ kind: "filled", first, last }] : [];
  });
}

function onGrid([from, to]: Gap, resolution: number): Gap {
  return [Math.floor(from / resolution) * resolution, Math.ceil(to / resolution) * resolution];
}
