/** Another symbol's closing prices over the bars: on a scale of its own at the left, or both in percent. */

import {
  type IChartApiBase,
  type ISeriesApi,
  LineSeries,
  PriceScaleMode,
  type Time,
  type UTCTimestamp,
} from "lightweight-charts";
import type { ChartColours } from "./chart-colours.ts";
import type { ChartContent, ChartLabels } from "./chart-content.ts";
import { type Point, ToldPoints } from "./told-points.ts";

const TOP_MARGIN = 0.12;
const BOTTOM_MARGIN = 0.05;

export class SecondSymbol {
  readonly #chart: IChartApiBase<Time>;
  readonly #series: ISeriesApi<"Line", Time>;
  readonly #told = new ToldPoints();
  readonly #labels: ChartLabels;
  #shown: Pick<ChartContent, "slots" | "second"> = { slots: [], second: undefined };

  constructor(chart: IChartApiBase<Time>, labels: ChartLabels, colours: ChartColours) {
    this.#chart = chart;
    this.#labels = labels;
    this.#series = chart.addSeries(LineSeries, {
      ...{ priceScaleId: "left", lineWidth: 2, priceLineVisible: false, crosshairMarkerVisible: false },
      color: colours.second,
    });
    chart.priceScale("left").applyOptions({ scaleMargins: { top: TOP_MARGIN, bottom: BOTTOM_MARGIN } });
  }

  show({ slots, second }: ChartContent): void {
    const before = this.#shown;
    this.#shown = { slots, second };
    if (!second) return;
    if (before.second?.inPercent !== second.inPercent || before.second.decimals !== second.decimals)
      this.#arrange(second);
    if (slots === before.slots && second.bars === before.second?.bars) return;
    const closes = new Map(second.bars.map((bar) => [Number(bar[0]), bar[4]]));
    // On the first symbol's times alone: others would push its bars apart.
    const points = slots.map((slot): Point => {
      const time = Number(slot[0]) as UTCTimestamp;
      const value = closes.get(time);
      return value === undefined ? { time } : { time, value };
    });
    this.#told.tell(this.#series, points);
  }

  look(colours: ChartColours): void {
    this.#series.applyOptions({ color: colours.second });
  }

  remove(): void {
    this.#chart.removeSeries(this.#series);
    this.#chart.applyOptions({ leftPriceScale: { visible: false } });
    this.#chart.priceScale("right").applyOptions({ mode: PriceScaleMode.Normal });
  }

  #arrange({ inPercent, decimals }: NonNullable<ChartContent["second"]>): void {
    this.#series.applyOptions({
      priceScaleId: inPercent ? "right" : "left",
      priceFormat: {
        type: "custom",
        minMove: 10 ** -decimals,
        formatter: (value: number) => this.#labels.price(Math.max(0, value), decimals),
      },
    });
    this.#chart.applyOptions({ leftPriceScale: { visible: !inPercent } });
    const mode = inPercent ? PriceScaleMode.Percentage : PriceScaleMode.Normal;
    this.#chart.priceScale("right").applyOptions({ mode });
  }
}
