/** Holes as the chart shows them: what is not known is shaded, what was quiet is a dotted line, what was filled is underlined. */

import type { ISeriesPrimitive, Logical, SeriesAttachedParameter, Time } from "lightweight-charts";
import type { Hole } from "./slots.ts";

/** What is drawn at present. */
export interface Shaded {
  readonly holes: readonly Hole[];
  /** The closing price before a quiet stretch, from the top in pixels. */
  heightBefore(first: number): number | undefined;
  readonly unknown: string;
  readonly quiet: string;
  readonly filled: string;
  /** Said in a stretch that has room for it. */
  readonly words: string;
  readonly font: string;
}

const HATCH_PX = 7;
const FILLED_PX = 3;
const WORDS_PADDING_PX = 8;
const DASH_PX = [2, 3];

type Target = Parameters<
  NonNullable<
    ReturnType<ReturnType<NonNullable<ISeriesPrimitive<Time>["paneViews"]>>[number]["renderer"]>
  >["draw"]
>[0];

export class HoleShades implements ISeriesPrimitive<Time> {
  readonly #shaded: () => Shaded;
  readonly #views = [
    { zOrder: () => "bottom" as const, renderer: () => ({ draw: (target: Target) => this.#draw(target) }) },
  ];
  #chart: SeriesAttachedParameter<Time>["chart"] | undefined;

  constructor(shaded: () => Shaded) {
    this.#shaded = shaded;
  }

  attached({ chart }: SeriesAttachedParameter<Time>): void {
    this.#chart = chart;
  }

  detached(): void {
    this.#chart = undefined;
  }

  paneViews() {
    return this.#views;
  }

  #draw(target: Target): void {
    const scale = this.#chart?.timeScale();
    const range = scale?.getVisibleLogicalRange();
    const shaded = this.#shaded();
    if (!scale || !range || shaded.holes.length === 0) return;
    const half = scale.options().barSpacing / 2;
    target.useMediaCoordinateSpace(({ context, mediaSize: { width, height } }) => {
      for (const hole of shaded.holes) {
        if (hole.last < range.from - 1 || hole.first > range.to + 1) continue;
        const left = (scale.logicalToCoordinate(hole.first as Logical) ?? 0) - half;
        const right = (scale.logicalToCoordinate(hole.last as Logical) ?? 0) + half;
        const [from, to] = [Math.max(-HATCH_PX, left), Math.min(width + HATCH_PX, right)];
        context.save();
        if (hole.kind === "unknown") shade(context, shaded, from, to, height);
        else if (hole.kind === "filled") {
          context.fillStyle = shaded.filled;
          context.fillRect(from, height - FILLED_PX, to - from, FILLED_PX);
        } else dot(context, shaded.quiet, from, to, shaded.heightBefore(hole.first));
        context.restore();
      }
    });
  }
}

function shade(
  context: CanvasRenderingContext2D,
  { unknown, words, font }: Shaded,
  from: number,
  to: number,
  height: number,
): void {
  context.beginPath();
  context.rect(from, 0, to - from, height);
  context.clip();
  context.globalAlpha = 0.1;
  context.fillStyle = unknown;
  context.fillRect(from, 0, to - from, height);
  context.globalAlpha = 0.35;
  context.strokeStyle = unknown;
  context.beginPath();
  // Lines that stay where they are while the chart moves would swim: they begin at the stretch's own edge.
  for (let x = from - height; x < to; x += HATCH_PX) {
    context.moveTo(x, height);
    context.lineTo(x + height, 0);
  }
  context.stroke();
  context.globalAlpha = 1;
  context.font = font;
  if (context.measureText(words).width > to - from - WORDS_PADDING_PX) return;
  context.fillStyle = unknown;
  context.textAlign = "center";
  context.textBaseline = "bottom";
  context.fillText(words, (from + to) / 2, height - WORDS_PADDING_PX);
}

function dot(
  context: CanvasRenderingContext2D,
  colour: string,
  from: number,
  to: number,
  y: number | undefined,
): void {
  if (y === undefined) return;
  context.strokeStyle = colour;
  context.setLineDash(DASH_PX);
  context.beginPath();
  context.moveTo(from, y);
  context.lineTo(to, y);
  context.stroke();
}
