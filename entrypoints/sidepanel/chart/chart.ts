/** One price chart in an element: draws at most once a frame, with what stands beside it, follows the look, cleans up after itself. */

import { createChartEx, type IChartApiBase, type MouseEventParams, type Time } from "lightweight-charts";
import { FIXED_OPTIONS, FREE_BARS, LABEL_PX, lookOptions, wholeLabel } from "./chart-look.ts";
import { AlertLines } from "./drawn/alert-lines.ts";
import { Beside } from "./drawn/beside.ts";
import { type ChartColours, readColours } from "./drawn/chart-colours.ts";
import type { ChartContent, ChartLabels } from "./drawn/chart-content.ts";
import { watchHost } from "./drawn/host.ts";
import { type Slot, slotsInRange } from "./holes/slots.ts";
import { LocalTime } from "./local-time.ts";
import { PriceSeries } from "./price-series.ts";
import { TimePosition } from "./time-position.ts";

/** What the chart tells of itself. */
export interface ChartListener {
  /** Which bar is pointed at, by its time. */
  onPoint(time: number | undefined): void;
  /** Whether the newest bar is out of sight. */
  onAway(isAway: boolean): void;
  /** The oldest bars are about to come into sight. */
  onOldest(): void;
  /** An alert's line was dragged to another price. */
  onAlertMoved(id: string, price: string): void;
  /** A hand was laid on it. */
  onClick(): void;
}

const DAY_S = 86_400;
/** How many slots before the oldest the ones before it are asked for. */
const OLDER_AT_SLOTS = 20;

export class LiveChart {
  readonly #host: HTMLElement;
  readonly #labels: ChartLabels;
  readonly #listener: ChartListener;
  readonly #chart: IChartApiBase<Time>;
  readonly #ruler = document.createElement("canvas").getContext("2d");
  readonly #stopListening: () => void;
  #series: PriceSeries | undefined;
  readonly #beside: Beside;
  #colours: ChartColours;
  #content: ChartContent | undefined;
  #drawn: ChartContent | undefined;
  /** The bar that keys have led to; a hand's is the library's own matter. */
  #walked: Slot | undefined;
  /** Whether the range that was picked still is what is shown: not once a hand has moved or zoomed it. */
  #isInRange = false;
  readonly #position: TimePosition;
  /** The frame that something was drawn for, until it is over. */
  #frame: number | undefined;
  #frameEnd: ReturnType<typeof setTimeout> | undefined;
  #isDue = false;

  /** Draws into `host`, which needs a size of its own. */
  constructor(host: HTMLElement, labels: ChartLabels, listener: ChartListener) {
    this.#host = host;
    this.#labels = labels;
    this.#listener = listener;
    this.#colours = readColours(host);
    const resolution = () => this.#content?.resolution ?? 60;
    this.#chart = createChartEx<Time, LocalTime>(host, new LocalTime(() => resolution() === DAY_S), {
      ...FIXED_OPTIONS,
      ...{ width: host.clientWidth, height: host.clientHeight },
      timeScale: {
        ...FIXED_OPTIONS.timeScale,
        tickMarkFormatter: (time: Time, kind: number) =>
          wholeLabel(this.#chart, time, labels.mark(Number(time), kind, resolution()), this.#ruler),
      },
      localization: {
        locale: labels.locale(),
        timeFormatter: (time: Time) => labels.tag(Number(time), resolution()),
      },
    });
    this.#position = new TimePosition(this.#chart, (isAway) => listener.onAway(isAway));
    this.#chart.subscribeCrosshairMove((move) => this.#takeMove(move));
    this.#chart.timeScale().subscribeVisibleLogicalRangeChange(() => this.#takeRange());
    const lines = new AlertLines(host, (id, price) => listener.onAlertMoved(id, price));
    this.#beside = new Beside(this.#chart, labels, lines);
    this.#look();
    this.#stopListening = this.#listen();
  }

  show(content: ChartContent): void {
    this.#content = content;
    this.#redraw();
  }

  /** Back to the newest bars, and to the scale that fits them. */
  toLatest(): void {
    this.point(undefined);
    this.#position.toLatest();
    this.#chart.priceScale("right").applyOptions({ autoScale: true });
  }

  /** Points at a bar by its place, and brings it into view; or at none. */
  point(index: number | undefined): void {
    const slot = index === undefined ? undefined : this.#drawn?.slots[index];
    this.#walked = slot;
    if (index === undefined || !slot) this.#chart.clearCrosshairPosition();
    else {
      this.#reveal(index);
      this.#series?.pointAt(slot);
    }
    this.#listener.onPoint(slot?.[0]);
  }

  /** Makes bars wider or narrower; the newest in view stays where it is. */
  zoom(factor: number): void {
    const scale = this.#chart.timeScale();
    this.#isInRange = false;
    scale.applyOptions({ barSpacing: scale.options().barSpacing * factor });
  }

  /** What it shows at present, as a picture. */
  picture(): HTMLCanvasElement {
    return this.#chart.takeScreenshot(true);
  }

  close(): void {
    // An update after the removal would bring the removed chart back to life.
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#frameEnd);
    this.#content = undefined;
    this.#stopListening();
    this.#beside.close();
    this.#chart.remove();
  }

  #listen(): () => void {
    return watchHost(this.#host, {
      look: () => this.#look(),
      click: () => this.#listener.onClick(),
      doubleClick: () => this.toLatest(),
      handMoves: () => {
        this.#isInRange = false;
      },
      // Within the frame that resizes it, or it would be empty for one.
      resize: () => {
        this.#chart.resize(this.#host.clientWidth, this.#host.clientHeight, true);
        if (this.#isInRange && this.#drawn) this.#fitRange(this.#drawn);
      },
    });
  }

  #look(): void {
    this.#colours = readColours(this.#host);
    const { fontFamily } = getComputedStyle(this.#host);
    if (this.#ruler) this.#ruler.font = `bold ${LABEL_PX}px ${fontFamily}`;
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#chart.applyOptions(lookOptions(this.#colours, fontFamily, isStill));
    this.#series?.look(this.#colours);
    this.#beside.look(this.#colours, this.#drawn);
  }

  /**
   * At once, where nothing was drawn for this frame: the library paints in the frame to come, in which the figures beside it
   * change as well. Within the frame's own callback it would be one frame late. What comes until then waits for the next.
   */
  #redraw(): void {
    this.#isDue = true;
    if (this.#frame !== undefined) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frameEnd = setTimeout(() => {
        this.#frame = undefined;
        if (this.#isDue) this.#redraw();
      });
    });
    this.#draw();
  }

  #draw(): void {
    this.#isDue = false;
    const [drawn, content] = [this.#drawn, this.#content];
    if (!content) return;
    this.#drawn = content;
    const { now: position, isAway: wasAway } = this.#position;
    const isOther = drawn?.symbol !== content.symbol || drawn.resolution !== content.resolution;
    const previous = this.#series;
    if (previous?.kind !== content.kind) {
      this.#series = new PriceSeries(
        this.#chart,
        content.kind,
        this.#labels,
        this.#colours,
        () => this.#position.isAway,
      );
    }
    const isAnew = this.#series?.show(content);
    if (previous !== this.#series) previous?.remove();
    this.#beside.show(content, this.#colours, this.#series);
    this.#position.follow(content.slots, position, wasAway, isAnew ?? false);
    // Another symbol or resolution is another series, shown from its newest end.
    if (isOther) this.toLatest();
    if (content.range && (isOther || content.range !== drawn.range)) this.#isInRange = true;
    else if (!content.range) this.#isInRange = false;
    if (this.#isInRange && (isAnew || isOther || content.range !== drawn?.range)) this.#fitRange(content);
    this.#keepPointing();
    this.#askOlder();
  }

  #fitRange(content: ChartContent): void {
    const scale = this.#chart.timeScale();
    const count = slotsInRange(content);
    if (count > 0) scale.applyOptions({ barSpacing: scale.width() / (count + FREE_BARS) });
    this.toLatest();
  }

  /** What comes moves the bars away under the crosshair that keys have set. */
  #keepPointing(): void {
    const time = this.#walked?.[0];
    if (time === undefined) return;
    const index = this.#drawn?.slots.findLastIndex((slot) => slot[0] === time) ?? -1;
    this.#walked = this.#drawn?.slots[index];
    const range = this.#chart.timeScale().getVisibleLogicalRange();
    const isInView = range && index >= range.from && index <= range.to;
    if (this.#walked && isInView) this.#series?.pointAt(this.#walked);
    else this.#chart.clearCrosshairPosition();
  }

  #reveal(index: number): void {
    const scale = this.#chart.timeScale();
    const range = scale.getVisibleLogicalRange();
    if (!range) return;
    const missing = Math.min(0, index - 1 - range.from) + Math.max(0, index + 1 - range.to);
    if (missing !== 0) this.#position.to(scale.scrollPosition() + missing);
  }

  #takeMove({ time, sourceEvent }: MouseEventParams<Time>): void {
    // The library tells of each move of the bars, too: what keys point at stays until a hand points.
    if (this.#walked && !sourceEvent) return;
    this.#walked = undefined;
    this.#listener.onPoint(time === undefined ? undefined : Number(time));
  }

  #takeRange(): void {
    this.#position.settle();
    if (this.#walked) this.#redraw();
    this.#askOlder();
  }

  #askOlder(): void {
    const range = this.#drawn && this.#chart.timeScale().getVisibleLogicalRange();
    if (range && range.from < OLDER_AT_SLOTS) this.#listener.onOldest();
  }
}
