/** What was traded in each bar, as columns at the chart's foot. */

import {
  HistogramSeries,
  type IChartApiBase,
  type ISeriesApi,
  type Time,
  type UTCTimestamp,
} from "lightweight-charts";
import { isBar } from "../holes/slots.ts";
import type { ChartColours } from "./chart-colours.ts";
import type { ChartContent } from "./chart-content.ts";
import { type Point, ToldPoints } from "./told-points.ts";

const SCALE = "volume";
/** The part of the height that the highest column has. */
const TOP_MARGIN = 0.84;
const ALPHA = 0.35;

export class VolumeColumns {
  readonly #chart: IChartApiBase<Time>;
  readonly #series: ISeriesApi<"Histogram", Time>;
  readonly #told = new ToldPoints();
  #slots: ChartContent["slots"] = [];
  #points: readonly Point[] = [];
  #colours: ChartColours;

  constructor(chart: IChartApiBase<Time>, colours: ChartColours) {
    this.#chart = chart;
    this.#colours = colours;
    this.#series = chart.addSeries(HistogramSeries, {
      ...{ priceScaleId: SCALE, lastValueVisible: false, priceLineVisible: false },
      priceFormat: { type: "volume" },
    });
    chart.priceScale(SCALE).applyOptions({ scaleMargins: { top: TOP_MARGIN, bottom: 0 } });
    this.#series.setSeriesOrder(0);
  }

  show({ slots }: ChartContent): void {
    if (slots === this.#slots) return;
    const [before, points] = [this.#slots, this.#points];
    const [up, down] = [faint(this.#colours.up), faint(this.#colours.down)];
    this.#points = slots.map((slot, index): Point => {
      const known = slot === before[index] ? points[index] : undefined;
      if (known) return known;
      const time = Number(slot[0]) as UTCTimestamp;
      return isBar(slot) ? { time, value: slot[5], color: slot[4] < slot[1] ? down : up } : { time };
    });
    this.#slots = slots;
    this.#told.tell(this.#series, this.#points);
  }

  look(colours: ChartColours, content: ChartContent | undefined): void {
    this.#colours = colours;
    this.#slots = [];
    if (content) this.show(content);
  }

  remove(): void {
    this.#chart.removeSeries(this.#series);
  }
}

function faint(colour: string): string {
  return colour.replace("rgb(", "rgba(").replace(")", `, ${ALPHA})`);
}
