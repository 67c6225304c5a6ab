/** One drawn series with the line of the last price: candles, or a line of closing prices. */

import {
  AreaSeries,
  type AutoscaleInfo,
  type BarPrice,
  CandlestickSeries,
  type CreatePriceLineOptions,
  type IChartApiBase,
  type IPriceLine,
  type ISeriesApi,
  LineStyle,
  type Time,
  type UTCTimestamp,
} from "lightweight-charts";
import type { ChartKind } from "../../../shared/extension/store/settings.ts";
import { candleLook, LABEL_PX, lineLook } from "./chart-look.ts";
import { drawStep } from "./draw-step.ts";
import type { ChartColours } from "./drawn/chart-colours.ts";
import type { ChartContent, ChartLabels } from "./drawn/chart-content.ts";
import { EdgeTag, TAG_PX, type Tagged, tagAt } from "./edge-tag.ts";
import { HoleShades, type Shaded } from "./holes/shades.ts";
import { holeAt, isBar, type Slot } from "./holes/slots.ts";

/** Room above the highest price, where the legend is, and below the lowest. */
const TOP_PX = 30;
const BOTTOM_PX = 10;
/** The least range around a price that does not move, as a part of it. */
const LEAST_PART = 0.0005;
const NO_LINE = { lineColor: "transparent", topColor: "transparent", bottomColor: "transparent" } as const;
const HIDDEN = { lastValueVisible: false, priceLineVisible: false, crosshairMarkerVisible: false } as const;

export class PriceSeries {
  readonly kind: ChartKind;
  readonly #chart: IChartApiBase<Time>;
  readonly #isAway: () => boolean;
  readonly #series: ISeriesApi<"Candlestick", Time> | ISeriesApi<"Area", Time>;
  readonly #line;
  #content: ChartContent | undefined;
  #colours: ChartColours;
  #place = "";
  readonly #labels: ChartLabels;

  /** `isAway` says whether the newest bar is out of sight: then the last price does not stretch the scale. */
  constructor(
    chart: IChartApiBase<Time>,
    kind: ChartKind,
    labels: ChartLabels,
    colours: ChartColours,
    isAway: () => boolean,
  ) {
    this.#chart = chart;
    this.kind = kind;
    this.#labels = labels;
    this.#colours = colours;
    this.#isAway = isAway;
    const options = {
      ...HIDDEN,
      autoscaleInfoProvider: (own: () => AutoscaleInfo | null) => this.#range(own()),
    };
    this.#series =
      kind === "candles" ? chart.addSeries(CandlestickSeries, options) : chart.addSeries(AreaSeries, options);
    this.#line = this.#series.createPriceLine({
      price: 0,
      lineStyle: LineStyle.Dotted,
      lineWidth: 1,
      lineVisible: false,
      axisLabelVisible: false,
    });
    this.#series.attachPrimitive(new EdgeTag(() => this.#tagged()));
    this.#series.attachPrimitive(new HoleShades(() => this.#shaded()));
    this.look(colours);
  }

  /** Shows this; says whether the bars were set anew and not only the newest told. */
  show(content: ChartContent): boolean {
    const before = this.#content;
    this.#content = content;
    const isOther = before?.symbol !== content.symbol || before.resolution !== content.resolution;
    const step = isOther ? { kind: "redraw" as const } : drawStep(before.slots, content.slots);
    const points = (slots: readonly Slot[]) =>
      slots.map((slot, index) => this.#point(slot, index + content.slots.length - slots.length));
    if (step.kind === "redraw") this.#series.setData(points(content.slots));
    else if (step.kind === "update") for (const point of points(step.bars)) this.#series.update(point);
    this.#tag(content);
    return step.kind === "redraw";
  }

  look(colours: ChartColours): void {
    this.#colours = colours;
    this.#series.applyOptions(
      this.kind === "candles" ? candleLook(colours) : lineLook(colours, this.kind === "area"),
    );
    if (this.#content) this.#tag(this.#content);
  }

  /** The crosshair at a bar's closing price; where there is no bar, at the one before. */
  pointAt(slot: Slot): void {
    const close = isBar(slot) ? slot[4] : this.#closeBefore(this.#content?.slots.indexOf(slot) ?? 0);
    this.#chart.setCrosshairPosition(close ?? 0, Number(slot[0]) as UTCTimestamp, this.#series);
  }

  #closeBefore(index: number): number | undefined {
    return this.#content?.slots.slice(0, index).findLast(isBar)?.[4];
  }

  #shaded(): Shaded {
    const { text, accent } = this.#colours;
    return {
      holes: this.#content?.holes ?? [],
      heightBefore: (first) => {
        const close = this.#closeBefore(first);
        return close === undefined ? undefined : (this.#series.priceToCoordinate(close) ?? undefined);
      },
      ...{ unknown: text, quiet: text, filled: accent },
      words: this.#labels.unknown(),
      font: `${LABEL_PX}px ${this.#chart.options().layout.fontFamily}`,
    };
  }

  addLine(options: CreatePriceLineOptions): IPriceLine {
    return this.#series.createPriceLine(options);
  }

  removeLine(line: IPriceLine): void {
    this.#series.removePriceLine(line);
  }

  /** Where a price is, from the top in pixels, and which price is there. */
  heightOf(price: number): number | undefined {
    return this.#series.priceToCoordinate(price) ?? undefined;
  }

  priceAt(y: number): number | undefined {
    const price = this.#series.coordinateToPrice(y) ?? 0;
    return price > 0 ? Number(price.toFixed(this.#content?.decimals ?? 0)) : undefined;
  }

  /** A price as the wire writes it. */
  decimalOf(price: number): string {
    return price.toFixed(this.#content?.decimals ?? 0);
  }

  remove(): void {
    this.#chart.removeSeries(this.#series);
  }

  /** Line and tag are the newest tick's, wherever the view is. */
  #tag({ price, decimals }: ChartContent): void {
    const { colour: color, background, at } = this.#tagged();
    const isKnown = price !== undefined;
    this.#line.applyOptions({
      ...{ price: price ?? 0, color, axisLabelColor: color, axisLabelTextColor: background },
      ...{ lineVisible: isKnown, axisLabelVisible: isKnown },
    });
    // The labels under the tag depend on where it is; setting them anew costs a whole frame.
    const place = `${decimals} ${Math.round(at ?? 0)}`;
    if (place === this.#place) return;
    this.#place = place;
    const formatter = (value: BarPrice): string => this.#labels.price(Math.max(0, value), decimals);
    this.#series.applyOptions({
      priceFormat: {
        type: "custom",
        minMove: 10 ** -decimals,
        formatter,
        tickmarksFormatter: (values: readonly BarPrice[]) =>
          values.map((value) => (this.#isUnderTag(value) ? "" : formatter(value))),
      },
    });
  }

  #tagged(): Tagged {
    const { bars, price, isLive = false, decimals = 0 } = this.#content ?? {};
    const { up, down, text, background } = this.#colours;
    const newest = bars?.at(-1);
    const direction = newest && newest[4] < newest[1] ? down : up;
    return {
      text: this.#labels.price(price ?? 0, decimals),
      colour: isLive ? direction : text,
      background,
      at: price === undefined ? undefined : (this.#series.priceToCoordinate(price) ?? undefined),
      height: this.#chart.paneSize().height,
    };
  }

  #isUnderTag(value: number): boolean {
    const [at, tag] = [this.#series.priceToCoordinate(value), tagAt(this.#tagged())];
    return at !== null && tag !== undefined && Math.abs(at - tag) < TAG_PX;
  }

  #range(own: AutoscaleInfo | null): AutoscaleInfo | null {
    if (!own?.priceRange) return own;
    const price = this.#isAway() ? undefined : this.#content?.price;
    const low = Math.min(own.priceRange.minValue, price ?? Number.POSITIVE_INFINITY);
    const high = Math.max(own.priceRange.maxValue, price ?? Number.NEGATIVE_INFINITY);
    const missing = Math.max(0, low * LEAST_PART - (high - low)) / 2;
    return {
      priceRange: { minValue: low - missing, maxValue: high + missing },
      margins: { above: TOP_PX, below: BOTTOM_PX },
    };
  }

  #point(slot: Slot, index: number) {
    const time = Number(slot[0]) as UTCTimestamp;
    if (!isBar(slot)) return { time };
    const [, open, high, low, close] = slot;
    if (this.kind === "candles") return { time, open, high, low, close };
    // A line over what nobody knows would be made up.
    const isTorn = holeAt(this.#content?.holes ?? [], index - 1) === "unknown";
    return isTorn ? { time, value: close, ...NO_LINE } : { time, value: close };
  }
}
