/** What lies over the page while its user draws or points: above everything else, in a shadow root that no page can look into. */

const STYLE = `
:host {
  all: initial !important; position: fixed !important; inset: 0 !important; display: block !important;
  width: 100vw !important; height: 100vh !important; max-width: none !important; max-height: none !important;
  margin: 0 !important; padding: 0 !important; border: 0 !important; overflow: hidden !important;
  background: transparent !important; font: 14px/1.4 system-ui, sans-serif !important;
  color-scheme: light dark !important; cursor: crosshair !important;
}
:host::backdrop { display: none !important; }
.hole {
  position: absolute; border-radius: 2px; outline: 2px solid #ffffff;
  box-shadow: 0 0 0 100vmax rgb(10 14 20 / 45%), 0 0 0 3px #1a63d8; pointer-events: none;
}
.shade { position: absolute; inset: 0; background: rgb(10 14 20 / 45%); pointer-events: none; }
.size {
  position: absolute; padding: 2px 8px; border-radius: 999px; background: #1a63d8; color: #ffffff;
  font-size: 12px; font-variant-numeric: tabular-nums; white-space: nowrap; pointer-events: none;
}
.bar {
  position: absolute; top: 12px; left: 50%; transform: translateX(-50%); margin: 0; padding: 8px 16px;
  max-width: min(44rem, calc(100vw - 24px)); box-sizing: border-box; border-radius: 10px;
  background: light-dark(#ffffff, #1d2027); color: light-dark(#15181e, #eceff3);
  box-shadow: 0 4px 20px rgb(0 0 0 / 35%); text-align: center; pointer-events: none;
}
.bar.low { top: auto; bottom: 12px; }
[hidden] { display: none; }
`;

/** In CSS pixels of what is seen. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export class Layer {
  readonly host = document.createElement("pagewire-shot");
  readonly #root = this.host.attachShadow({ mode: "closed" });
  readonly #hole = document.createElement("div");
  readonly #shade = document.createElement("div");
  readonly #size = document.createElement("div");
  readonly #bar = document.createElement("p");
  readonly #before = document.activeElement;
  readonly #closed = new AbortController();

  constructor(words: string) {
    const style = document.createElement("style");
    style.textContent = STYLE;
    this.#hole.className = "hole";
    this.#shade.className = "shade";
    this.#size.className = "size";
    this.#bar.className = "bar";
    this.#bar.setAttribute("role", "status");
    this.#bar.textContent = words;
    this.#root.append(style, this.#shade, this.#hole, this.#size, this.#bar);
    this.host.popover = "manual";
    this.host.tabIndex = -1;
    document.documentElement.append(this.host);
    this.host.showPopover();
    this.host.focus();
    this.show(undefined);
  }

  get signal(): AbortSignal {
    return this.#closed.signal;
  }

  /** Leaves this of the page light, and says how large it is. */
  show(rect: Rect | undefined): void {
    this.#hole.hidden = !rect;
    this.#size.hidden = !rect;
    this.#shade.hidden = rect !== undefined;
    if (!rect) return;
    const { x, y, width, height } = rect;
    place(this.#hole, { left: x, top: y, width, height });
    this.#size.textContent = `${Math.round(width * devicePixelRatio)} × ${Math.round(height * devicePixelRatio)}`;
    const below = y + height + 8;
    place(this.#size, {
      left: Math.max(4, x),
      top: below > innerHeight - 28 ? Math.max(4, y + height - 30) : below,
    });
    this.#bar.classList.toggle("low", y < 72);
  }

  /** Only a person's own hand counts. */
  on<Type extends "pointerdown" | "pointermove" | "pointerup" | "click">(
    type: Type,
    act: (event: PointerEvent) => void,
  ): void {
    this.host.addEventListener(
      type,
      (event) => {
        event.preventDefault();
        event.stopPropagation();
        if (event.isTrusted && event instanceof PointerEvent) act(event);
      },
      { signal: this.signal },
    );
  }

  /** Before the page hears of them. */
  onKey(act: (event: KeyboardEvent) => boolean): void {
    const onKeyDown = (event: KeyboardEvent): void => {
      event.stopImmediatePropagation();
      if (event.isTrusted && act(event)) event.preventDefault();
    };
    addEventListener("keydown", onKeyDown, { capture: true, signal: this.signal });
  }

  /** The layer is gone from the screen when it resolves. */
  async close(): Promise<void> {
    this.#closed.abort();
    this.host.remove();
    if (this.#before instanceof HTMLElement) this.#before.focus({ preventScroll: true });
    await new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
  }
}

function place(element: HTMLElement, places: Readonly<Record<string, number>>): void {
  for (const [name, pixels] of Object.entries(places)) element.style.setProperty(name, `${pixels}px`);
}
