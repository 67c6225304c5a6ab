/** What is chosen of the pictures: a value that never changes, and the steps from one to the next. */

import type { Folded } from "../pictures/fold.ts";

export interface Choice {
  /** Ids of pictures; of those that are the same any one will do. */
  readonly ids: ReadonlySet<string>;
  /** Where a stretch begins that is chosen with the Shift key. */
  readonly anchor: string | undefined;
}

export const NOTHING: Choice = { ids: new Set(), anchor: undefined };

export function isChosen({ ids }: Choice, { ids: own }: Folded): boolean {
  return own.some((id) => ids.has(id));
}

/** Those of a list that are chosen, in its order. */
export function chosenOf(choice: Choice, list: readonly Folded[]): Folded[] {
  return choice.ids.size === 0 ? [] : list.filter((one) => isChosen(choice, one));
}

/** Chooses one, or leaves it out again. */
export function toggled(choice: Choice, one: Folded): Choice {
  return { ...withThese(choice, [one], !isChosen(choice, one)), anchor: one.ids[0] };
}

/** From where the last step was to this one, as a whole: all of them are chosen. */
export function stretched(choice: Choice, list: readonly Folded[], to: number): Choice {
  const from = Math.max(
    0,
    list.findIndex(({ ids }) => choice.anchor !== undefined && ids.includes(choice.anchor)),
  );
  const stretch = list.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ...withThese(choice, stretch, true), anchor: choice.anchor ?? list[from]?.ids[0] };
}

/** All of these are chosen as well, or left out. */
export function withThese(choice: Choice, those: readonly Folded[], isOn: boolean): Choice {
  const ids = new Set(choice.ids);
  for (const { ids: own } of those) {
    for (const id of own) ids.delete(id);
    if (isOn) ids.add(own[0]);
  }
  return { ...choice, ids };
}

/** All that have exactly the size of one. */
export function ofSizeOf(list: readonly Folded[], { picture: { width, height } }: Folded): Folded[] {
  return list.filter(({ picture }) => picture.width === width && picture.height === height);
}
