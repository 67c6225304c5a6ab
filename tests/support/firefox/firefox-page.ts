/** A tab of Firefox, or its own window: what runs in it, and where things in it stand on the screen. */

import { writeFile } from "node:fs/promises";
import { eventually, type WaitOptions } from "../eventually.ts";
import type { Hand } from "../xdotool.ts";
import { type Bidi, fieldsOf } from "./bidi.ts";

/** A point on the screen, in pixels from its upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A document that scripts can be run in. */
export interface FirefoxPage {
  readonly context: string;
  goto(url: string): Promise<void>;
  /** Runs a function there; what it is given and what it returns cross as JSON. */
  evaluate<Result>(run: () => Result | Promise<Result>): Promise<Result>;
  evaluate<Argument, Result>(
    run: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
  /** The text of the first element, as it is drawn; `undefined` where there is none. */
  textOf(selector: string): Promise<string | undefined>;
  /** Waits until the text of an element contains something. */
  toSay(selector: string, said: string, wait?: WaitOptions): Promise<void>;
  /** Where the middle of an element is on the screen, once it is there and has a size. */
  middleOf(selector: string): Promise<Point>;
  /** Moves the pointer onto the middle of an element, after it where it moves, until the page has felt it there. */
  pointAt(hand: Hand, selector: string): Promise<void>;
  url(): Promise<string>;
  bringToFront(): Promise<void>;
  screenshot(file: string): Promise<void>;
  close(): Promise<void>;
}

/** The page of a browsing context; `prelude` may put other documents in the place of its own. */
export function firefoxPage(bidi: Bidi, context: string, prelude = ""): FirefoxPage {
  const evaluate = async <Argument, Result>(
    run: (argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result> => await callIn(bidi, context, prelude, `(${run})(...json)`, argument);
  const page: FirefoxPage = {
    context,
    async goto(url) {
      await bidi.send("browsingContext.navigate", { context, url, wait: "complete" });
    },
    evaluate,
    textOf: (selector) =>
      evaluate((wanted) => document.querySelector<HTMLElement>(wanted)?.innerText, selector),
    async toSay(selector, said, wait) {
      let last: string | undefined;
      await eventually(
        `${selector} to say "${said}"`,
        async () => {
          last = await page.textOf(selector);
          return last?.includes(said);
        },
        wait,
      ).catch((cause: unknown) => {
        throw new Error(`${selector} says "${last}", not "${said}"`, { cause });
      });
    },
    middleOf: (selector) => eventually(`${selector} on the screen`, () => evaluate(middle, selector)),
    async pointAt(hand, selector) {
      await eventually(`the pointer on ${selector}`, async () => {
        const { x, y } = await page.middleOf(selector);
        await hand.move(x, y);
        return await evaluate(isUnderPointer, selector);
      });
    },
    url: () => evaluate(() => location.href),
    async bringToFront() {
      await bidi.send("browsingContext.activate", { context });
    },
    async screenshot(file) {
      const { data } = await bidi.send("browsingContext.captureScreenshot", { context });
      await writeFile(file, Buffer.from(String(data), "base64"));
    },
    async close() {
      await bidi.send("browsingContext.close", { context });
    },
  };
  return page;
}

/** Opens a tab in front. */
export async function newTab(bidi: Bidi): Promise<FirefoxPage> {
  const { context } = await bidi.send("browsingContext.create", { type: "tab" });
  return firefoxPage(bidi, String(context));
}

/** Every tab with its address. */
export async function tabs(bidi: Bidi): Promise<{ readonly context: string; readonly url: string }[]> {
  const { contexts } = await bidi.send("browsingContext.getTree", { maxDepth: 0 });
  return (Array.isArray(contexts) ? contexts : []).map((context) => {
    const { context: id, url } = fieldsOf(context);
    return { context: String(id), url: String(url) };
  });
}

/** The browser's own windows, as documents whose scripts may do what the browser may; the oldest comes first. */
export async function browserWindows(bidi: Bidi): Promise<FirefoxPage[]> {
  const { contexts } = await bidi.send("browsingContext.getTree", { maxDepth: 0, "moz:scope": "chrome" });
  return (Array.isArray(contexts) ? contexts : []).map((context) =>
    firefoxPage(bidi, String(fieldsOf(context).context)),
  );
}

/**
 * The extension's popup or sidebar, where one is open: no tab has it, but any page of the extension can look into it.
 */
export function extensionView(bidi: Bidi, observer: FirefoxPage, type: "popup" | "sidebar"): FirefoxPage {
  const find = `const window = chrome.extension.getViews({ type: ${JSON.stringify(type)} }).at(-1);`;
  const take = `if (!window) throw new Error("no ${type}"); const { document, location } = window;`;
  return firefoxPage(bidi, observer.context, `${find} ${take}`);
}

/** Calls `body` with the argument as the only element of `json`. */
async function callIn<Result>(
  bidi: Bidi,
  context: string,
  prelude: string,
  body: string,
  argument: unknown,
): Promise<Result> {
  const given = argument === undefined ? "[]" : JSON.stringify([argument]);
  const said = await bidi.send("script.callFunction", {
    functionDeclaration: `async (given) => { ${prelude} const json = JSON.parse(given); return JSON.stringify((await ${body}) ?? null); }`,
    arguments: [{ type: "string", value: given }],
    awaitPromise: true,
    target: { context },
  });
  if (said.type !== "success") {
    const { text } = fieldsOf(said.exceptionDetails);
    throw new Error(`the page has thrown: ${String(text)}`);
  }
  const { value } = fieldsOf(said.result);
  return (JSON.parse(String(value)) ?? undefined) as Result;
}

/** Runs in the page. */
function isUnderPointer(selector: string): boolean {
  return document.querySelector(selector)?.matches(":hover") ?? false;
}

/** Runs in the page. */
function middle(selector: string): Point | undefined {
  const element = document.querySelector(selector);
  if (!element) return undefined;
  element.scrollIntoView({ block: "nearest" });
  const { left, top, width, height } = element.getBoundingClientRect();
  if (width === 0 || height === 0) return undefined;
  const { mozInnerScreenX, mozInnerScreenY } = window as unknown as Record<string, number>;
  return { x: (mozInnerScreenX ?? 0) + left + width / 2, y: (mozInnerScreenY ?? 0) + top + height / 2 };
}
