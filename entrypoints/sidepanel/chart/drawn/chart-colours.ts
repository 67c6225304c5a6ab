/** The look's custom properties as colours a canvas understands. */

export interface ChartColours {
  readonly background: string;
  readonly words: string;
  readonly text: string;
  readonly line: string;
  readonly accent: string;
  readonly second: string;
  readonly up: string;
  readonly down: string;
}

/** Reads them where they apply: a property may hold any CSS colour, and only the browser can resolve it. */
export function readColours(host: HTMLElement): ChartColours {
  const probe = document.createElement("span");
  host.append(probe);
  const read = (property: string): string => {
    probe.style.color = `var(${property})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    background: read("--bg"),
    words: read("--fg"),
    text: read("--muted"),
    line: read("--line"),
    accent: read("--accent"),
    second: read("--second"),
    up: read("--good"),
    down: read("--bad"),
  };
  probe.remove();
  const isForced = matchMedia("(forced-colors: active)").matches;
  return isForced ? { ...colours, background: canvasColour() } : colours;
}

/** Where the system forces its colours every word has that of words: the ground is told apart by its own. */
function canvasColour(): string {
  return getComputedStyle(document.body).backgroundColor;
}
