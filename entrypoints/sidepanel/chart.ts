/** One candlestick chart in an element: draws at most once a frame, follows the look, cleans up after itself. */

import {
  type CandlestickData,
  CandlestickSeries,
  ColorType,
  createChart,
  type UTCTimestamp,
} from "lightweight-charts";
import type { Bar, Resolution } from "../../shared/protocol/price.ts";
import { drawStep } from "./chart-bars.ts";
import { readColours } from "./chart-colours.ts";
import { fullLabel, markLabel } from "./time-labels.ts";

/** What the chart shows. */
export interface ChartContent {
  /** Another symbol or resolution is another series, drawn from its newest end. */
  readonly series: string;
  readonly resolution: Resolution;
  readonly bars: readonly Bar[];
  /** Digits behind the point on the price scale. */
  readonly decimals: number;
  /** Whether the last price is live; the line at an old one is grey. */
  readonly live: boolean;
}

export interface LiveChart {
  show(content: ChartContent): void;
  close(): void;
}

/** Draws into `host`, which needs a height of its own. `onFirstInView` hears the leftmost bar that can be seen. */
export function openChart(host: HTMLElement, onFirstInView: (bar: Bar | undefined) => void): LiveChart {
  let content: ChartContent | undefined;
  let drawn: ChartContent | undefined;
  let frame: number | undefined;
  let oldPriceColour = "";

  const chart = createChart(host, {
    autoSize: true,
    layout: { attributionLogo: true, fontFamily: "system-ui, sans-serif" },
    // One scale only: two leave a narrow panel hardly any plot.
    leftPriceScale: { visible: false },
    rightPriceScale: { visible: true, minimumWidth: 56 },
    timeScale: {
      timeVisible: true,
      secondsVisible: true,
      tickMarkFormatter: (time: unknown, kind: number) =>
        markLabel(Number(time), kind, content?.resolution ?? 60),
    },
    localization: { timeFormatter: (time: unknown) => fullLabel(Number(time), content?.resolution ?? 60) },
  });
  const candles = chart.addSeries(CandlestickSeries, { borderVisible: false });

  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const motion = matchMedia("(prefers-reduced-motion: reduce)");
  function followLook(): void {
    const { background, text, line, up, down } = readColours(host);
    chart.applyOptions({
      layout: { background: { type: ColorType.Solid, color: background }, textColor: text },
      grid: { vertLines: { color: line }, horzLines: { color: line } },
      rightPriceScale: { borderColor: line },
      timeScale: { borderColor: line },
      kineticScroll: { touch: !motion.matches, mouse: false },
    });
    oldPriceColour = text;
    candles.applyOptions({ upColor: up, wickUpColor: up, downColor: down, wickDownColor: down });
  }
  followLook();
  scheme.addEventListener("change", followLook);
  motion.addEventListener("change", followLook);

  function tellFirstInView(): void {
    const range = chart.timeScale().getVisibleLogicalRange();
    const bars = drawn?.bars ?? [];
    onFirstInView(range === null ? undefined : bars[Math.max(0, Math.ceil(range.from))]);
  }
  chart.timeScale().subscribeVisibleLogicalRangeChange(tellFirstInView);

  function draw(): void {
    frame = undefined;
    if (content === undefined) return;
    const { series, bars, decimals, live } = content;
    const isOther = drawn?.series !== series;
    if (drawn?.decimals !== decimals) {
      const priceFormat = { type: "price", precision: decimals, minMove: 10 ** -decimals } as const;
      candles.applyOptions({ priceFormat });
    }
    if (drawn?.live !== live) candles.applyOptions({ priceLineColor: live ? "" : oldPriceColour });
    const step = drawn === undefined || isOther ? { kind: "redraw" as const } : drawStep(drawn.bars, bars);
    drawn = content;
    if (step.kind === "redraw") candles.setData(bars.map(candle));
    else if (step.kind === "update") for (const bar of step.bars) candles.update(candle(bar));
    if (isOther) chart.timeScale().resetTimeScale();
    if (step.kind !== "nothing") tellFirstInView();
  }

  return {
    show(next) {
      content = next;
      frame ??= requestAnimationFrame(draw);
    },
    close() {
      // An update after the removal would bring the removed chart back to life.
      if (frame !== undefined) cancelAnimationFrame(frame);
      content = undefined;
      scheme.removeEventListener("change", followLook);
      motion.removeEventListener("change", followLook);
      chart.remove();
    },
  };
}

function candle([time, open, high, low, close]: Bar): CandlestickData<UTCTimestamp> {
  return { time: Number(time) as UTCTimestamp, open, high, low, close };
}
