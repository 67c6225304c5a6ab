/** The look as the charting library's options. */

import {
  ColorType,
  CrosshairMode,
  type DeepPartial,
  type IChartApiBase,
  LineStyle,
  type Time,
  type TimeChartOptions,
} from "lightweight-charts";
import type { ChartColours } from "./drawn/chart-colours.ts";

/** The type on both scales. */
export const LABEL_PX = 11;
/** How wide a bar is at first, and how many of them are left free behind the newest. */
const BAR_PX = 6;
export const FREE_BARS = 2;
const MIN_BAR_PX = 0.3;
const MAX_BAR_PX = 60;
const MIN_SCALE_PX = 48;
/** How far apart prices on the scale are at least, in heights of their type. */
const PRICE_DENSITY = 4;

/** What never changes. */
export const FIXED_OPTIONS: DeepPartial<TimeChartOptions> = {
  // The library's own watch over sizes draws a frame late.
  autoSize: false,
  // Only for a second symbol: two leave a narrow panel hardly any plot.
  leftPriceScale: {
    visible: false,
    minimumWidth: MIN_SCALE_PX,
    entireTextOnly: true,
    tickMarkDensity: PRICE_DENSITY,
  },
  // The margins are in pixels, and come with the range.
  rightPriceScale: {
    scaleMargins: { top: 0, bottom: 0 },
    minimumWidth: MIN_SCALE_PX,
    entireTextOnly: true,
    tickMarkDensity: PRICE_DENSITY,
  },
  timeScale: {
    barSpacing: BAR_PX,
    minBarSpacing: MIN_BAR_PX,
    maxBarSpacing: MAX_BAR_PX,
    rightOffset: FREE_BARS,
    timeVisible: true,
    secondsVisible: true,
  },
  crosshair: { mode: CrosshairMode.Normal },
  hoveredSeriesOnTop: false,
};

/** The colours and the type as they are at present. */
export function lookOptions(
  colours: ChartColours,
  fontFamily: string,
  isStill: boolean,
): DeepPartial<TimeChartOptions> {
  const { background, words, text, line } = colours;
  // Where the system allows two colours only, a grid is as loud as the bars.
  const grid = { color: line, visible: line !== text };
  const cross = { color: text, labelBackgroundColor: words, width: 1, style: LineStyle.Dashed } as const;
  return {
    layout: {
      background: { type: ColorType.Solid, color: background },
      textColor: text,
      fontSize: LABEL_PX,
      fontFamily,
      attributionLogo: true,
    },
    grid: { vertLines: grid, horzLines: grid },
    crosshair: { vertLine: cross, horzLine: cross },
    rightPriceScale: { borderColor: line },
    leftPriceScale: { borderColor: line, textColor: colours.second },
    timeScale: { borderColor: line },
    kineticScroll: { touch: !isStill, mouse: false },
  };
}

/** Candles; where the system allows two colours only, a rising one is hollow. */
export function candleLook({ background, up, down }: ChartColours) {
  return {
    upColor: up === down ? background : up,
    downColor: down,
    ...{ wickUpColor: up, wickDownColor: down, borderUpColor: up, borderDownColor: down },
    borderVisible: up === down,
  };
}

/** The line of closing prices, over a faint ground or over none. */
export function lineLook({ accent }: ChartColours, hasGround: boolean) {
  const faint = hasGround ? accent.replace("rgb(", "rgba(").replace(")", ", 0.16)") : "transparent";
  return { lineColor: accent, lineWidth: 2, topColor: faint, bottomColor: faint } as const;
}

/** A label on the time axis that an edge would cut is none. */
export function wholeLabel(
  chart: IChartApiBase<Time>,
  time: Time,
  label: string,
  ruler: CanvasRenderingContext2D | null,
): string {
  const scale = chart.timeScale();
  const at = scale.timeToCoordinate(time);
  const half = (ruler?.measureText(label).width ?? 0) / 2;
  return at !== null && at >= half && at <= scale.width() - half ? label : "";
}
