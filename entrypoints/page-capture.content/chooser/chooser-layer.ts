/** The chooser as it is drawn: above everything else of the page, in a shadow root that no page can look into. */

import type { ChooserWords } from "../../../shared/extension/page-words.ts";
import { elementsUnder, leaveOut } from "../pictures/elements.ts";
import { picturesAt } from "../pictures/find.ts";
import type { ShownPicture } from "../pictures/shown-picture.ts";
import { CHOOSER_STYLE } from "./chooser-style.ts";
import { previewOf } from "./preview.ts";

type Point = { readonly x: number; readonly y: number };

export class ChooserLayer {
  readonly #host = document.createElement("pagewire-chooser");
  readonly #root = this.#host.attachShadow({ mode: "closed" });
  readonly #words: ChooserWords;
  readonly #bar = make("p", "bar");
  readonly #outline = make("div", "outline");
  readonly #closed = new AbortController();
  /** What had the focus before. */
  readonly #before = document.activeElement;

  constructor(words: ChooserWords) {
    this.#words = words;
    const style = document.createElement("style");
    style.textContent = CHOOSER_STYLE;
    this.#bar.setAttribute("role", "status");
    this.#root.append(style, this.#outline, this.#bar);
    this.#outline.hidden = true;
    leaveOut(this.#host);
    this.#host.popover = "manual";
    this.#host.tabIndex = -1;
    // While a page has a dialog of its own open, all outside of that takes neither clicks nor the keyboard.
    (openDialog() ?? document.documentElement).append(this.#host);
    this.#host.showPopover();
    this.#host.focus();
  }

  /** Shows a sentence at the edge. */
  say(sentence: string): void {
    this.#bar.textContent = sentence;
  }

  close(): void {
    this.#closed.abort();
    this.#host.remove();
    if (this.#before instanceof HTMLElement) this.#before.focus({ preventScroll: true });
  }

  /** Waits for a click at a point, or for a picture chosen by the arrow keys and Enter. */
  async point(
    pictures: () => readonly ShownPicture[],
  ): Promise<Point | ShownPicture | "cancelled" | "taken-away"> {
    const { promise, resolve } = Promise.withResolvers<Point | ShownPicture | "cancelled" | "taken-away">();
    const done = new AbortController();
    const signal = AbortSignal.any([done.signal, this.#closed.signal]);
    if (this.#bar.textContent === "") this.say(this.#words.point);
    const cover = make("div", "cover");
    this.#root.prepend(cover);
    let chosen: ShownPicture | undefined;
    this.#listen(cover, "pointermove", signal, ({ clientX: x, clientY: y }) => {
      [chosen] = picturesAt({ x, y });
      this.#show(chosen);
    });
    this.#listen(cover, "click", signal, ({ clientX: x, clientY: y }) => resolve({ x, y }));
    const go = (by: number): void => {
      chosen = neighbour(pictures(), chosen, by);
      this.#show(chosen);
    };
    this.#onKeys(signal, {
      Escape: () => resolve("cancelled"),
      Enter: () => chosen && resolve(chosen),
      ArrowRight: () => go(1),
      ArrowDown: () => go(1),
      ArrowLeft: () => go(-1),
      ArrowUp: () => go(-1),
    });
    this.#onRemoved(signal, () => resolve("taken-away"));
    try {
      return await promise;
    } finally {
      done.abort();
      cover.remove();
      this.#show(undefined);
    }
  }

  /** Lists pictures and waits for one of them, or the link. */
  async pick(
    pictures: readonly ShownPicture[],
    orLink: boolean,
  ): Promise<ShownPicture | "link" | "cancelled" | "taken-away"> {
    const { promise, resolve } = Promise.withResolvers<ShownPicture | "link" | "cancelled" | "taken-away">();
    const done = new AbortController();
    const signal = AbortSignal.any([done.signal, this.#closed.signal]);
    this.say("");
    const card = make("section", "card");
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-label", this.#words.title);
    const title = make("h1", "title");
    title.textContent = this.#words.title;
    const list = make("div", "list");
    const add = (
      label: string,
      preview: Element | undefined,
      choice: ShownPicture | "link" | "cancelled",
    ): void => {
      const button = make("button", choice === "cancelled" ? "cancel" : "choice");
      if (preview) button.append(preview);
      const words = make("span", "label");
      words.textContent = label;
      button.append(words);
      this.#listen(button, "click", signal, () => resolve(choice));
      button.addEventListener("focus", () => this.#show(typeof choice === "string" ? undefined : choice), {
        signal,
      });
      (choice === "cancelled" ? card : list).append(button);
    };
    card.append(title, list);
    for (const picture of pictures) add(labelOf(picture), previewOf(picture), picture);
    if (orLink) add(this.#words.link, undefined, "link");
    add(this.#words.cancel, undefined, "cancelled");
    this.#root.append(card);
    const buttons = [...card.querySelectorAll("button")];
    const go = (by: number): void => {
      const at = buttons.findIndex((button) => button.matches(":focus"));
      buttons[(at + by + buttons.length) % buttons.length]?.focus();
    };
    this.#onKeys(signal, {
      Escape: () => resolve("cancelled"),
      ArrowDown: () => go(1),
      ArrowRight: () => go(1),
      ArrowUp: () => go(-1),
      ArrowLeft: () => go(-1),
      Tab: (event) => go(event.shiftKey ? -1 : 1),
    });
    this.#onRemoved(signal, () => resolve("taken-away"));
    buttons[0]?.focus();
    try {
      return await promise;
    } finally {
      done.abort();
      card.remove();
      this.#show(undefined);
    }
  }

  /** Draws a line around a picture of the page. */
  #show(picture: ShownPicture | undefined): void {
    this.#outline.hidden = picture === undefined;
    if (!picture) return;
    const { left, top, width, height } = picture.element.getBoundingClientRect();
    Object.assign(this.#outline.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
  }

  /** Of the mouse, and of no script of the page. */
  #listen(
    target: HTMLElement,
    type: "click" | "pointermove",
    signal: AbortSignal,
    act: (event: MouseEvent) => void,
  ): void {
    target.addEventListener(
      type,
      (event) => {
        event.stopPropagation();
        if (event.isTrusted) act(event);
      },
      { signal },
    );
  }

  /** Before the page hears of them. */
  #onKeys(signal: AbortSignal, keys: Readonly<Record<string, (event: KeyboardEvent) => void>>): void {
    addEventListener(
      "keydown",
      (event) => {
        const act = keys[event.key];
        if (event.key === "Enter" && !act) return;
        event.stopImmediatePropagation();
        if (!act) return;
        event.preventDefault();
        if (event.isTrusted) act(event);
      },
      { capture: true, signal },
    );
  }

  /** A page may take it away, or close the dialog it is in: then nothing was chosen. */
  #onRemoved(signal: AbortSignal, act: () => void): void {
    const observer = new MutationObserver(() => {
      if (!this.#host.isConnected) act();
    });
    observer.observe(document, { childList: true, subtree: true });
    signal.addEventListener("abort", () => observer.disconnect());
  }
}

/** The page's modal dialog in front, if there is one. */
function openDialog(): Element | undefined {
  return elementsUnder(document)
    .filter((element) => element instanceof HTMLDialogElement && element.matches(":modal"))
    .at(-1);
}

function neighbour(
  pictures: readonly ShownPicture[],
  current: ShownPicture | undefined,
  by: number,
): ShownPicture | undefined {
  const at = pictures.findIndex(({ element }) => element === current?.element);
  return pictures[at < 0 ? 0 : (at + by + pictures.length) % pictures.length];
}

function labelOf({ url, width, height, element }: ShownPicture): string {
  const name = URL.parse(url)?.pathname.split("/").at(-1) ?? "";
  const area = element.getBoundingClientRect();
  const [across, down] = width > 0 ? [width, height] : [Math.round(area.width), Math.round(area.height)];
  const size = `${across} × ${down}`;
  return name === "" || url.startsWith("data:") ? size : `${size} · ${name}`;
}

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = className;
  return element;
}
