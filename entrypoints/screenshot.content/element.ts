/** Lets the user point at one part of the page: with the mouse, or with the arrow keys, which take more or less of it. */

import { shadowRootOf } from "../../shared/extension/browser/shadow-root.ts";
import type { ShotArea } from "../../shared/extension/words/shot-words.ts";
import { Layer, type Rect } from "./layer.ts";

/** `undefined` where the user has thought better of it. */
export async function chooseElement(words: string, signal: AbortSignal): Promise<ShotArea | undefined> {
  const layer = new Layer(words);
  const { promise, resolve } = Promise.withResolvers<Element | undefined>();
  /** From what was pointed at outwards: the last is meant. */
  let chain: Element[] = [];
  const show = (): void => layer.show(rectOf(chain.at(-1)));
  const point = (x: number, y: number): void => {
    const [under] = document.elementsFromPoint(x, y).filter((element) => element !== layer.host);
    const inner = under && deepestAt(under, x, y);
    if (inner && inner !== chain[0]) chain = [inner];
    show();
  };
  layer.on("pointermove", ({ clientX, clientY }) => point(clientX, clientY));
  layer.on("click", ({ clientX, clientY }) => {
    if (chain.length === 0) point(clientX, clientY);
    if (chain.length > 0) resolve(chain.at(-1));
  });
  layer.onKey(({ key }) => {
    if (chain.length === 0 && key.startsWith("Arrow")) point(innerWidth / 2, innerHeight / 2);
    const last = chain.at(-1);
    if (key === "Escape") resolve(undefined);
    else if (key === "Enter") last && resolve(last);
    else if (key === "ArrowUp") chain = wider(chain);
    else if (key === "ArrowDown") chain = chain.length > 1 ? chain.slice(0, -1) : narrower(chain);
    else if (key === "ArrowRight") chain = besides(chain, "nextElementSibling");
    else if (key === "ArrowLeft") chain = besides(chain, "previousElementSibling");
    else return false;
    last?.isConnected && chain.at(-1) !== last && chain.at(-1)?.scrollIntoView({ block: "nearest" });
    show();
    return true;
  });
  signal.addEventListener("abort", () => resolve(undefined), { signal: layer.signal });
  const chosen = await promise;
  const rect = rectOf(chosen);
  await layer.close();
  return rect && { ...rect, x: rect.x + scrollX, y: rect.y + scrollY };
}

function rectOf(element: Element | undefined): Rect | undefined {
  if (!element) return undefined;
  const { x, y, width, height } = element.getBoundingClientRect();
  return width < 1 || height < 1 ? undefined : { x, y, width, height };
}

/** What lies there inside of shadow roots. */
function deepestAt(element: Element, x: number, y: number): Element {
  const shadow = element instanceof HTMLElement ? shadowRootOf(element) : undefined;
  const inner = shadow?.elementFromPoint(x, y);
  return inner && inner !== element ? deepestAt(inner, x, y) : element;
}

function parentOf(element: Element): Element | undefined {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : undefined;
}

/** The next that takes up more than this one. */
function wider(chain: Element[]): Element[] {
  const last = chain.at(-1);
  const before = rectOf(last);
  for (let next = last && parentOf(last); next; next = parentOf(next)) {
    const rect = rectOf(next);
    if (rect && (rect.width !== before?.width || rect.height !== before.height)) return [...chain, next];
  }
  return chain;
}

function narrower(chain: Element[]): Element[] {
  const inner = [...(chain[0]?.children ?? [])].find((child) => rectOf(child));
  return inner ? [inner] : chain;
}

function besides(chain: Element[], which: "nextElementSibling" | "previousElementSibling"): Element[] {
  for (let next = chain.at(-1)?.[which]; next; next = next[which]) if (rectOf(next)) return [next];
  return chain;
}
