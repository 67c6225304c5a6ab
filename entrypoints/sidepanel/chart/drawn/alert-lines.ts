/** Alerts as lines at their prices, which a hand can drag. */

import { type CreatePriceLineOptions, type IPriceLine, LineStyle } from "lightweight-charts";
import type { AlertLine } from "../../asked/alert-words.ts";
import type { ChartColours } from "./chart-colours.ts";

/** How near a hand must be to a line to take hold of it. */
const REACH_PX = 6;

/** The series that the lines belong to. */
export interface LineHolder {
  addLine(options: CreatePriceLineOptions): IPriceLine;
  removeLine(line: IPriceLine): void;
  heightOf(price: number): number | undefined;
  priceAt(y: number): number | undefined;
  /** A price as the wire writes it. */
  decimalOf(price: number): string;
}

export class AlertLines {
  readonly #host: HTMLElement;
  readonly #onMoved: (id: string, price: string) => void;
  readonly #stop = new AbortController();
  #series: LineHolder | undefined;
  #alerts: readonly AlertLine[] = [];
  #lines: IPriceLine[] = [];
  #held: { readonly line: IPriceLine; readonly id: string; readonly at: number } | undefined;

  constructor(host: HTMLElement, onMoved: (id: string, price: string) => void) {
    this.#host = host;
    this.#onMoved = onMoved;
    const options = { signal: this.#stop.signal, capture: true };
    host.addEventListener("pointerdown", (event) => this.#take(event), options);
    host.addEventListener("pointermove", (event) => this.#move(event), options);
    host.addEventListener("pointerup", (event) => this.#drop(event), options);
    host.addEventListener("pointercancel", () => this.#letGo(), options);
    // The library moves its bars by these: not while a line is held.
    for (const kind of ["mousedown", "touchstart"]) {
      host.addEventListener(kind, (event) => this.#held && event.stopPropagation(), options);
    }
  }

  show(series: LineHolder, alerts: readonly AlertLine[], colours: ChartColours): void {
    if (series === this.#series && alerts === this.#alerts) return;
    if (series === this.#series) for (const line of this.#lines) series.removeLine(line);
    this.#series = series;
    this.#alerts = alerts;
    this.#letGo();
    this.#lines = alerts.map(({ price, words, isWaiting }) =>
      series.addLine({
        ...{ price, title: words, lineWidth: 1, lineStyle: LineStyle.Dashed },
        ...{ color: isWaiting ? colours.second : colours.text, axisLabelVisible: true },
        axisLabelTextColor: colours.background,
      }),
    );
  }

  look(colours: ChartColours): void {
    const [series, alerts] = [this.#series, this.#alerts];
    if (!series) return;
    for (const line of this.#lines) series.removeLine(line);
    this.#lines = [];
    this.#alerts = [];
    this.show(series, alerts, colours);
  }

  close(): void {
    this.#stop.abort();
  }

  #near(y: number): number {
    return this.#alerts.findIndex(({ price }) => {
      const at = this.#series?.heightOf(price);
      return at !== undefined && Math.abs(at - y) <= REACH_PX;
    });
  }

  #take(event: PointerEvent): void {
    const index = event.button === 0 ? this.#near(this.#y(event)) : -1;
    const [line, alert] = [this.#lines[index], this.#alerts[index]];
    if (!line || !alert) return;
    event.stopPropagation();
    this.#held = { line, id: alert.id, at: alert.price };
    this.#host.setPointerCapture(event.pointerId);
  }

  #move(event: PointerEvent): void {
    if (!this.#held) {
      // A hand that could take hold is shown so.
      if (this.#alerts.length > 0)
        this.#host.style.cursor = this.#near(this.#y(event)) < 0 ? "" : "ns-resize";
      return;
    }
    event.stopPropagation();
    const price = this.#series?.priceAt(this.#y(event));
    if (price !== undefined) this.#held.line.applyOptions({ price });
  }

  #drop(event: PointerEvent): void {
    const held = this.#held;
    if (!held) return;
    event.stopPropagation();
    const { price } = held.line.options();
    this.#letGo();
    const words = this.#series?.decimalOf(price);
    if (price !== held.at && words) this.#onMoved(held.id, words);
  }

  #letGo(): void {
    this.#held = undefined;
    this.#host.style.cursor = "";
  }

  #y(event: PointerEvent): number {
    return event.clientY - this.#host.getBoundingClientRect().top;
  }
}
