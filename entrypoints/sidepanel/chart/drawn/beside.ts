/** What stands beside the bars where it is wanted: their volume, another symbol, and alerts. */

import type { IChartApiBase, Time } from "lightweight-charts";
import type { AlertLines, LineHolder } from "./alert-lines.ts";
import type { ChartColours } from "./chart-colours.ts";
import type { ChartContent, ChartLabels } from "./chart-content.ts";
import { SecondSymbol } from "./second-symbol.ts";
import { VolumeColumns } from "./volume.ts";

export class Beside {
  readonly #chart: IChartApiBase<Time>;
  readonly #labels: ChartLabels;
  readonly #lines: AlertLines;
  #volume: VolumeColumns | undefined;
  #second: SecondSymbol | undefined;

  constructor(chart: IChartApiBase<Time>, labels: ChartLabels, lines: AlertLines) {
    this.#lines = lines;
    this.#chart = chart;
    this.#labels = labels;
  }

  show(content: ChartContent, colours: ChartColours, series: LineHolder | undefined): void {
    if (series) this.#lines.show(series, content.alerts, colours);
    if (content.hasVolume) this.#volume ??= new VolumeColumns(this.#chart, colours);
    else {
      this.#volume?.remove();
      this.#volume = undefined;
    }
    if (content.second) this.#second ??= new SecondSymbol(this.#chart, this.#labels, colours);
    else {
      this.#second?.remove();
      this.#second = undefined;
    }
    this.#volume?.show(content);
    this.#second?.show(content);
  }

  look(colours: ChartColours, content: ChartContent | undefined): void {
    this.#volume?.look(colours, content);
    this.#second?.look(colours);
    this.#lines.look(colours);
  }

  close(): void {
    this.#lines.close();
  }
}
