/** The element that the chart stands in: its size, its look, and the hands that are laid on it. */

/** What is told of it. */
export interface HostListener {
  /** Colours, type or motion may have changed. */
  look(): void;
  resize(): void;
  click(): void;
  doubleClick(): void;
  /** The bars are about to be moved or zoomed by hand. */
  handMoves(): void;
}

const MEDIA = ["(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-reduced-motion: reduce)"];

/** Watches until the returned function is called. */
export function watchHost(host: HTMLElement, listener: HostListener): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  const look = (): void => listener.look();
  for (const query of MEDIA) matchMedia(query).addEventListener("change", look, { signal });
  host.addEventListener("click", () => listener.click(), { signal });
  host.addEventListener("dblclick", () => listener.doubleClick(), { signal });
  for (const move of ["wheel", "pointerdown"]) {
    host.addEventListener(move, () => listener.handMoves(), { signal, passive: true, capture: true });
  }
  const theme = new MutationObserver(look);
  theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const size = new ResizeObserver(() => listener.resize());
  size.observe(host);
  return () => {
    ended.abort();
    theme.disconnect();
    size.disconnect();
  };
}
