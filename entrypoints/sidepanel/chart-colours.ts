/** The look's custom properties as colours a canvas understands. */

export interface ChartColours {
  readonly background: string;
  readonly text: string;
  readonly line: string;
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
    text: read("--muted"),
    line: read("--line"),
    up: read("--good"),
    down: read("--bad"),
  };
  probe.remove();
  return colours;
}
