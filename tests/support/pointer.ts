/** Puts the real mouse pointer on an element of a page, by measuring where the page stands on the screen. */
import type { Locator, Page } from "playwright-core";
import { eventually } from "./eventually.ts";
import type { Hand } from "./xdotool.ts";

/** An element, or how to find it. */
export type Target = Locator | string;

/** What the page itself says about the pointer: how far its own corner is from the screen's, and what lies below. */
interface Sighting {
  readonly left: number;
  readonly top: number;
  readonly onTarget: boolean;
}

/** Finds the element meant. */
export function locate(page: Page, target: Target): Locator {
  return (typeof target === "string" ? page.locator(target) : target).first();
}

/** So often the page is given a chance to feel the pointer where it stands. */
const LOOKS_BEFORE_FRONT = 30;

/** A page may still be laid out while the pointer is on its way. */
const ATTEMPTS = 4;

/**
 * Moves the pointer to the middle of the element's visible part and returns when the page has felt it there.
 * Throws where something else keeps lying there. The browser's own furniture (tabs, toolbar, bars) differs in height
 * from tab to tab: a first move by a guess makes the page report a mouse event, which holds both page and screen
 * coordinates.
 */
export async function pointAt(hand: Hand, page: Page, target: Target): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) if (await pointOnce(hand, page, target)) return;
  throw new Error("something else lies where the element's middle is");
}

async function pointOnce(hand: Hand, page: Page, target: Target): Promise<boolean> {
  const element = locate(page, target);
  await element.evaluate((node) =>
    node.scrollIntoView({ block: "center", inline: "center", behavior: "instant" }),
  );
  const box = await element.boundingBox();
  if (!box) throw new Error("the element is not visible");
  const corner = await page.evaluate(() => ({ x: screenX, y: screenY + outerHeight - innerHeight }));
  const guess = { x: corner.x + box.x + box.width / 2, y: corner.y + box.y + box.height / 2 };
  if (!(await element.evaluate(hearsEvents))) {
    // A document without scripts reports nothing: the guess must do.
    await hand.move(guess.x, guess.y);
    return true;
  }
  const { left, top } = await sighting(hand, element, guess);
  const middle = await element.evaluate((node) => {
    const { x, y, right, bottom } = node.getBoundingClientRect();
    const [x1, y1] = [Math.max(x, 0), Math.max(y, 0)];
    return { x: (x1 + Math.min(right, innerWidth)) / 2, y: (y1 + Math.min(bottom, innerHeight)) / 2 };
  });
  const exact = await sighting(hand, element, { x: left + middle.x, y: top + middle.y });
  return exact.onTarget;
}

/** Whether the document hears of the pointer: a sandbox without scripts calls no listener, a plugin swallows all. */
function hearsEvents(node: Element): boolean {
  const isPlugin = node instanceof HTMLEmbedElement || node instanceof HTMLObjectElement;
  if (isPlugin || node.ownerDocument.contentType === "application/pdf") return false;
  let isHeard = false;
  const hear = (): void => {
    isHeard = true;
  };
  node.ownerDocument.addEventListener("pagewire-probe", hear, { once: true });
  node.ownerDocument.dispatchEvent(new Event("pagewire-probe"));
  return isHeard;
}

/** Moves the pointer about a place until the element's document reports it, and returns the report. */
async function sighting(hand: Hand, element: Locator, { x, y }: { x: number; y: number }): Promise<Sighting> {
  let report: Sighting | undefined;
  let failure: unknown;
  element
    .evaluate(
      (node) =>
        new Promise<Sighting>((resolve) => {
          const felt = (event: MouseEvent): void =>
            resolve({
              left: event.screenX - event.clientX,
              top: event.screenY - event.clientY,
              onTarget:
                event.target instanceof Node &&
                (node.contains(event.target) ||
                  // An image map's areas lie over its picture.
                  (event.target instanceof HTMLAreaElement && node instanceof HTMLImageElement)),
            });
          addEventListener("mousemove", felt, { capture: true, once: true });
        }),
    )
    .then(
      (value) => {
        report = value;
      },
      (error: unknown) => {
        failure = error;
      },
    );
  let looks = 0;
  return await eventually("the page to feel the pointer", async () => {
    if (failure) throw failure;
    if (report) return report;
    looks += 1;
    // A tab that the browser has just opened, as ours after installation, may have come in front of it.
    if (looks % LOOKS_BEFORE_FRONT === 0) await element.page().bringToFront();
    await hand.move(x + (looks % 2), y);
    return report;
  });
}
