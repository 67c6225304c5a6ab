/** The notice over a page as a debugger sees it: no script of the page can look into it. */

import type { CDPSession, Page } from "playwright-core";
import { eventually, type WaitOptions } from "./eventually.ts";
import type { Hand } from "./xdotool.ts";

/** As much of the protocol's nodes as is looked at. */
interface ProtocolNode {
  readonly nodeId: number;
  readonly localName: string;
  readonly nodeValue: string;
  readonly attributes?: readonly string[];
  readonly children?: readonly ProtocolNode[];
  readonly shadowRoots?: readonly ProtocolNode[];
}

export interface SeenToast {
  readonly words: string;
  /** What its buttons are called. */
  readonly buttons: readonly string[];
}

/** What stands over the page now. */
export async function toastOf(page: Page): Promise<SeenToast | undefined> {
  return await withSession(page, async (session) => {
    const root = await toastRoot(session);
    return root && { words: textOf(root, "p"), buttons: buttonsOf(root).map(nameOf) };
  });
}

/** Waits for a notice whose words match. */
export async function toastSaying(page: Page, words: RegExp, options?: WaitOptions): Promise<SeenToast> {
  const seen = new Set<string>();
  const found = eventually(
    `a notice that says ${words}`,
    async () => {
      const toast = await toastOf(page);
      if (toast) seen.add(toast.words);
      return toast && words.test(toast.words) ? toast : undefined;
    },
    options,
  );
  return await found.catch((error: unknown) => {
    throw new Error(`the notices said ${JSON.stringify([...seen])}`, { cause: error });
  });
}

/** Puts the real pointer on a button of the notice. */
export async function pointAtToast(hand: Hand, page: Page, name: string): Promise<void> {
  const { x, y } = await withSession(page, async (session) => {
    const root = await toastRoot(session);
    const button = root && buttonsOf(root).find((node) => nameOf(node) === name);
    if (!button) throw new Error(`the notice has no button ${name}`);
    const { model } = await session.send("DOM.getBoxModel", { nodeId: button.nodeId });
    const [left = 0, top = 0, , , right = 0, bottom = 0] = model.border;
    return { x: (left + right) / 2, y: (top + bottom) / 2 };
  });
  // The page tells where it is on the screen: the browser's own bars differ in height.
  const felt = page.evaluate(
    () =>
      new Promise<{ x: number; y: number }>((resolve) => {
        const feel = (event: MouseEvent): void => {
          resolve({ x: event.screenX - event.clientX, y: event.screenY - event.clientY });
        };
        addEventListener("mousemove", feel, { capture: true, once: true });
      }),
  );
  let corner: { x: number; y: number } | undefined;
  void felt.then((told) => {
    corner = told;
  });
  let nudge = 0;
  const { x: left, y: top } = await eventually("the page to feel the pointer", async () => {
    nudge = 1 - nudge;
    await hand.move(300 + nudge, 400);
    return corner;
  });
  await hand.move(left + x, top + y);
}

/** Presses a button of the notice with the real mouse, until that has an effect: one that has only just come hears nothing. */
export async function pressToast(hand: Hand, page: Page, name: string): Promise<void> {
  await pointAtToast(hand, page, name);
  await eventually("the press to be heard", async () => {
    await hand.click(1);
    return !(await toastOf(page))?.buttons.includes(name);
  });
}

async function withSession<Result>(
  page: Page,
  work: (session: CDPSession) => Promise<Result>,
): Promise<Result> {
  const session = await page.context().newCDPSession(page);
  try {
    return await work(session);
  } finally {
    await session.detach();
  }
}

async function toastRoot(session: CDPSession): Promise<ProtocolNode | undefined> {
  const { root } = await session.send("DOM.getDocument", { depth: -1, pierce: true });
  const host = all(root).find(({ localName }) => localName === "pagewire-toast");
  return host?.shadowRoots?.[0];
}

function all(node: ProtocolNode): ProtocolNode[] {
  return [node, ...[...(node.shadowRoots ?? []), ...(node.children ?? [])].flatMap(all)];
}

function textOf(node: ProtocolNode, localName: string): string {
  const found = all(node).find((inner) => inner.localName === localName);
  return found ? nameOf(found) : "";
}

function buttonsOf(root: ProtocolNode): ProtocolNode[] {
  return all(root).filter(({ localName }) => localName === "button");
}

function nameOf({ attributes = [] }: ProtocolNode): string {
  return attributes[attributes.indexOf("aria-label") + 1] ?? "";
}
