/** The chart as a picture that says what it shows: symbol, venue, price and time, and that it is simulated where it is. */

import { handOver } from "../../../shared/extension/look/hand-over.ts";
import { shownPrice } from "../../../shared/extension/prices/figures.ts";
import type { PriceView } from "../../../shared/extension/prices/price-view.ts";
import { text } from "../../../shared/texts/text.ts";
import type { ChartContent } from "../chart/drawn/chart-content.ts";
import { fullLabel } from "../chart/time-labels.ts";
import { savedName } from "./csv.ts";

const HEAD_PX = 44;
const PADDING_PX = 12;

export function savePicture(
  chart: HTMLCanvasElement,
  content: ChartContent,
  view: PriceView | undefined,
): void {
  withHead(chart, content, view).toBlob((bytes) => {
    if (bytes) handOver(bytes, `${savedName(content)}.png`);
  });
}

function withHead(
  chart: HTMLCanvasElement,
  content: ChartContent,
  view: PriceView | undefined,
): HTMLCanvasElement {
  const scale = devicePixelRatio;
  const whole = document.createElement("canvas");
  whole.width = chart.width;
  whole.height = chart.height + HEAD_PX * scale;
  const context = whole.getContext("2d");
  if (!context) return chart;
  const { color, backgroundColor, fontFamily } = getComputedStyle(document.body);
  context.fillStyle = backgroundColor;
  context.fillRect(0, 0, whole.width, whole.height);
  context.drawImage(chart, 0, HEAD_PX * scale);
  context.scale(scale, scale);
  context.fillStyle = color;
  const { symbol, second, price, decimals, resolution, bars } = content;
  const newest = bars.at(-1);
  const title = [
    symbol,
    price === undefined ? "" : shownPrice(price, decimals),
    second ? `/ ${second.symbol}` : "",
  ];
  const facts = [
    view?.isSimulated ? text("panel.simulated") : view?.venue,
    text(`panel.bar-${resolution}-long`),
    newest && fullLabel(newest[0], resolution),
  ];
  context.font = `600 15px ${fontFamily}`;
  context.fillText(title.filter(Boolean).join("  "), PADDING_PX, 19, chart.width / scale - 2 * PADDING_PX);
  context.font = `12px ${fontFamily}`;
  context.fillText(facts.filter(Boolean).join(" · "), PADDING_PX, 37, chart.width / scale - 2 * PADDING_PX);
  return whole;
}
