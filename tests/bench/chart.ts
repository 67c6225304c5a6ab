/** The transfers as bars, drawn as SVG that reads well on light and on dark. */

import type { Figure } from "./figure.ts";

const WIDTH = 1000;
const LABEL_WIDTH = 520;
const VALUE_WIDTH = 90;
const ROW_HEIGHT = 26;
const BAR_HEIGHT = 16;
const MARGIN = 12;

const STYLE = `
    text { font: 13px system-ui, sans-serif; fill: #1f2328; }
    .ours { fill: #1f6feb; }
    .other { fill: #8c959f; }
    .spread { stroke: #1f2328; stroke-width: 1; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .ours { fill: #58a6ff; }
      .other { fill: #6e7681; }
      .spread { stroke: #e6edf3; }
    }
  `;

/** One bar for each figure, with a line from its least to its most; the product's own stand out. */
export function chartOf(figures: readonly Figure[]): string {
  const most = Math.max(...figures.map((figure) => figure.most));
  const scale = (WIDTH - LABEL_WIDTH - VALUE_WIDTH - 2 * MARGIN) / most;
  const height = figures.length * ROW_HEIGHT + 2 * MARGIN;
  const rows = figures.map((figure, index) => rowOf(figure, MARGIN + index * ROW_HEIGHT, scale));
  const title = "Megabytes a second, by way of transfer";
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${title}">
  <title>${title}</title>
  <style>${STYLE}</style>
${rows.join("\n")}
</svg>
`;
}

function rowOf({ name, median, least, most, unit, ratios }: Figure, top: number, scale: number): string {
  const left = LABEL_WIDTH + MARGIN;
  const middle = top + ROW_HEIGHT / 2;
  const at = (value: number): string => (left + value * scale).toFixed(1);
  const barTop = middle - BAR_HEIGHT / 2;
  const kind = ratios.length > 0 ? "ours" : "other";
  return [
    `  <text x="${LABEL_WIDTH}" y="${middle}" text-anchor="end" dominant-baseline="central">${escaped(name)}</text>`,
    `  <rect class="${kind}" x="${left}" y="${barTop}" width="${(median * scale).toFixed(1)}" height="${BAR_HEIGHT}" rx="2"/>`,
    `  <line class="spread" x1="${at(least)}" y1="${middle}" x2="${at(most)}" y2="${middle}"/>`,
    `  <text x="${Number(at(most)) + 8}" y="${middle}" dominant-baseline="central">${median.toFixed(0)} ${unit}</text>`,
  ].join("\n");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
