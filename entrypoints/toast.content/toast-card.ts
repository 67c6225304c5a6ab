/** The notice as it is drawn: above everything else of the page, in a shadow root that no page can look into. */

import { isPress, type Sight, watchSight } from "../../shared/extension/sight.ts";
import { TOAST_ELEMENT, type Toast } from "../../shared/extension/words/toast-words.ts";
import { Countdown } from "./countdown.ts";
import { signOf } from "./sign.ts";
import { TOAST_STYLE } from "./toast-style.ts";

const SHOWN_MS = 4_000;
/** There is something to decide. */
const SHOWN_WITH_ACTION_MS = 12_000;
/** What was not to be seen for so long may have come just under the pointer: a press on it means something else. */
const SEEN_FIRST_MS = 500;
/** The background that sent it away may have ended. */
const AWAY_AT_MOST_MS = 3_000;
/** A page that nobody looks at draws nothing. */
const DRAWN_WITHIN_MS = 300;

/** Not in the standard library's types yet (Chrome 141). */
declare global {
  interface Element {
    ariaNotify?(announcement: string): void;
  }
}

export class ToastCard {
  readonly #press: (nonce: string) => void;
  readonly #host = document.createElement(TOAST_ELEMENT);
  readonly #root = this.#host.attachShadow({ mode: "closed" });
  readonly #countdown = new Countdown(() => this.close());
  #shown: { readonly toast: Toast; readonly stop: AbortController } | undefined;
  #away: ReturnType<typeof setTimeout> | undefined;

  /** `press` is told the nonce of an action that a person has pressed. */
  constructor(press: (nonce: string) => void) {
    this.#press = press;
    const style = new CSSStyleSheet();
    style.replaceSync(TOAST_STYLE);
    this.#root.adoptedStyleSheets = [style];
    this.#host.popover = "manual";
  }

  /** Shows one in place of the last; says whether anybody can see it. */
  show(toast: Toast): boolean {
    if (document.visibilityState !== "visible") return false;
    this.close();
    const stop = new AbortController();
    this.#shown = { toast, stop };
    this.#host.lang = toast.language;
    this.#host.dir = toast.direction;
    this.#host.toggleAttribute("data-light", toast.theme === "light");
    this.#host.toggleAttribute("data-dark", toast.theme === "dark");
    const card = make("div", `card ${toast.tone}`);
    const words = make("p", "words");
    words.setAttribute("role", "status");
    card.append(signOf(toast.tone), words);
    if (toast.action) card.append(this.#actionButton(toast.action, stop.signal));
    card.append(this.#closeButton(toast.close, stop.signal));
    this.#root.replaceChildren(card);
    if (this.#away === undefined) this.#put();
    // As text a page could look for them with `find()`: drawn by the style they are nowhere. Who listens is told in another way.
    words.setAttribute("aria-label", toast.words);
    this.#host.ariaNotify?.(toast.words);
    this.#countdown.start(toast.action ? SHOWN_WITH_ACTION_MS : SHOWN_MS);
    this.#pauseWhileUsed(card, stop.signal);
    this.#closeOnEscape(stop.signal);
    return true;
  }

  close(): void {
    this.#shown?.stop.abort();
    this.#shown = undefined;
    this.#countdown.stop();
    this.#host.remove();
    this.#root.replaceChildren();
  }

  /** Out of the picture: resolves when the page is drawn without it. */
  async goAway(): Promise<boolean> {
    clearTimeout(this.#away);
    this.#away = setTimeout(() => this.comeBack(), AWAY_AT_MOST_MS);
    if (!this.#host.isConnected) return true;
    this.#host.remove();
    await Promise.race([
      new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      new Promise((late) => setTimeout(late, DRAWN_WITHIN_MS)),
    ]);
    return true;
  }

  comeBack(): void {
    clearTimeout(this.#away);
    this.#away = undefined;
    if (this.#shown) this.#put();
  }

  /** While a page has a dialog of its own open, all outside of that takes neither clicks nor the keyboard. */
  #put(): void {
    const dialog = [...document.querySelectorAll("dialog:modal")].at(-1);
    (dialog ?? document.documentElement).append(this.#host);
    this.#host.showPopover();
  }

  #actionButton({ label, nonce }: NonNullable<Toast["action"]>, signal: AbortSignal): HTMLButtonElement {
    const button = make("button", "action");
    button.type = "button";
    button.setAttribute("aria-label", label);
    const sight: Sight = watchSight(button);
    signal.addEventListener("abort", () => sight.stop());
    button.addEventListener(
      "click",
      (event) => {
        event.stopPropagation();
        if (!isPress(event, this.#root.activeElement === button)) return;
        if (sight.visibleForMs() < SEEN_FIRST_MS || !sight.isSeenNow()) return;
        this.close();
        this.#press(nonce);
      },
      { signal },
    );
    return button;
  }

  #closeButton(label: string, signal: AbortSignal): HTMLButtonElement {
    const button = make("button", "close");
    button.type = "button";
    button.setAttribute("aria-label", label);
    button.append(signOf("close"));
    const close = (event: MouseEvent): void => {
      event.stopPropagation();
      if (event.isTrusted) this.close();
    };
    button.addEventListener("click", close, { signal });
    return button;
  }

  #pauseWhileUsed(card: HTMLElement, signal: AbortSignal): void {
    const pause = (): void => this.#countdown.pause();
    const goOn = (): void => {
      if (!card.matches(":hover, :focus-within")) this.#countdown.goOn();
    };
    for (const type of ["pointerenter", "focusin"]) card.addEventListener(type, pause, { signal });
    card.addEventListener("pointerleave", goOn, { signal });
    // The next one within it has the focus only afterwards.
    card.addEventListener("focusout", () => setTimeout(goOn), { signal });
  }

  /** The page hears of the key all the same, unless it was pressed in here. */
  #closeOnEscape(signal: AbortSignal): void {
    const close = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || !event.isTrusted) return;
      if (this.#root.activeElement !== null) event.stopImmediatePropagation();
      this.close();
    };
    addEventListener("keydown", close, { capture: true, signal });
  }
}

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = className;
  return element;
}
