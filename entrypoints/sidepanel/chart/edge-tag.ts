/** The last price's tag where the price is beyond the scale: at the scale's end. */

import type { ISeriesPrimitive, ISeriesPrimitiveAxisView, Time } from "lightweight-charts";

/** The height of a tag on the scale. */
export const TAG_PX = 18;

/** What the tag shows at present, and the place of its price. */
export interface Tagged {
  readonly text: string;
  readonly colour: string;
  readonly background: string;
  /** From the top; `undefined` where there is no price. */
  readonly at: number | undefined;
  readonly height: number;
}

export class EdgeTag implements ISeriesPrimitive<Time> {
  readonly #views: readonly ISeriesPrimitiveAxisView[];

  constructor(tagged: () => Tagged) {
    this.#views = [
      {
        coordinate: () => tagAt(tagged()) ?? 0,
        text: () => tagged().text,
        textColor: () => tagged().background,
        backColor: () => tagged().colour,
        visible: () => isBeyond(tagged()),
        tickVisible: () => false,
      },
    ];
  }

  priceAxisViews(): readonly ISeriesPrimitiveAxisView[] {
    return this.#views;
  }
}

/** The middle of the tag, of whatever price. */
export function tagAt({ at, height }: Pick<Tagged, "at" | "height">): number | undefined {
  return at === undefined ? undefined : Math.min(height - TAG_PX / 2, Math.max(TAG_PX / 2, at));
}

function isBeyond({ at, height }: Tagged): boolean {
  return at !== undefined && (at < 0 || at > height);
}
