import { mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { COLOUR_RULES, violationsIn } from "../../support/accessibility.ts";
import { openCompanion } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { unreachedByKeys } from "../../support/tab-stops.ts";
import { makeContactSheet } from "./contact-sheet.ts";
import { openStage, PAGE_STATES, type Stage } from "./page-state.ts";
import { PANEL_STATES } from "./panel-states.ts";
import { POPUP_STATES } from "./popup-states.ts";

/** Pictures of all states, and one sheet of them, for eyes. */
const PICTURES = path.resolve(import.meta.dirname, "../../../.output/pages");
const TAB = { width: 1100, height: 760 };
const NARROW = { width: 320, height: 640 };
/** What a page of this width has left at 200 %. */
const ZOOMED = { width: 640, height: 400 };

/** What is to hold in each colour scheme: all of the checker's rules, and of the second what colours change. */
const RULES = { light: undefined, dark: COLOUR_RULES } as const;

let stage: Stage;
beforeAll(async () => {
  await mkdir(PICTURES, { recursive: true });
  // Those of a browser that is not paired are another file's, which may be taking them now.
  const former = (await readdir(PICTURES)).filter((name) => !name.startsWith("unpaired-"));
  await Promise.all(former.map((name) => rm(path.join(PICTURES, name))));
  stage = await openStage();
});
afterAll(async () => {
  await stage?.close();
  await makeContactSheet(PICTURES);
});

describe("every page in every state", () => {
  it.each([...PAGE_STATES, ...PANEL_STATES, ...POPUP_STATES].map((state) => [state.name, state] as const))(
    "%s",
    async (_, state) => {
      onTestFinished(() => state.leave?.(stage));
      const page = await state.open(stage);
      onTestFinished(() => page.close());
      const size = { width: state.width ?? TAB.width, height: state.height ?? TAB.height };
      const complaints: string[] = [];
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.setViewportSize(size);
        await page.screenshot({ path: path.join(PICTURES, `${state.name}-${colorScheme}.png`) });
        const found = await violationsIn(page, { rules: RULES[colorScheme] });
        complaints.push(...found.map((violation) => `${colorScheme}: ${violation}`));
      }
      await page.emulateMedia({ colorScheme: "light" });
      await lookOtherwise(page, state.name);
      if (!state.hasViewer && !state.closesWhenLeft) complaints.push(...(await unreachedByKeys(page)));
      for (const narrow of [NARROW, ZOOMED]) {
        await page.setViewportSize(narrow);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (over > 0) complaints.push(`${over} px too wide for ${narrow.width}`);
        if (narrow === NARROW)
          await page.screenshot({ path: path.join(PICTURES, `${state.name}-narrow.png`) });
      }
      if (page.url().startsWith("chrome-extension:") && !state.isPassing) {
        await page.setViewportSize(size);
        complaints.push(...(await lookInLanguages(page, state.name)));
      }
      expect(complaints).toEqual([]);
    },
  );
});

describe.each([
  ["de", "de_DE.UTF-8"],
  ["ja", "ja_JP.UTF-8"],
])("a companion in %s", (language, locale) => {
  it("speaks it on its own pages", async () => {
    const speaker = await openCompanion({ under: ["env", `LC_ALL=${locale}`] });
    const page = await stage.desktop.context.newPage();
    await page.setViewportSize(TAB);
    for (const [name, address] of [
      ["home", `http://127.0.0.1:${speaker.port}/`],
      ["pair", speaker.pairUrl],
    ] as const) {
      await page.goto(address);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      await page.screenshot({ path: path.join(PICTURES, `companion-${name}-${language}.png`) });
    }
    await page.close();
    await speaker.close();
  });
});

/** Takes a picture of a page in the user's own few colours, and one of it written from the right. */
async function lookOtherwise(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ forcedColors: "active" });
  await page.screenshot({ path: path.join(PICTURES, `${name}-forced.png`) });
  await page.emulateMedia({ forcedColors: "none" });
  await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  await page.screenshot({ path: path.join(PICTURES, `${name}-rtl.png`) });
  await page.evaluate(() => document.documentElement.removeAttribute("dir"));
}

/** Takes a picture of a page in each of these languages; returns which buttons of a bar need a second line for their words. */
async function lookInLanguages(page: Page, name: string): Promise<string[]> {
  const broken: string[] = [];
  for (const language of ["de", "ja"]) {
    await speak(page, language);
    await page.reload();
    await eventually(`${name} in ${language}`, () =>
      page.evaluate(
        (tag) => document.documentElement.lang === tag && document.body.innerText.trim() !== "",
        language,
      ),
    );
    await page.waitForLoadState("networkidle");
    await page.screenshot({ path: path.join(PICTURES, `${name}-${language}.png`) });
    broken.push(...(await brokenLabels(page)).map((label) => `${language}: ${label} breaks`));
  }
  await speak(page, undefined);
  return broken;
}

/** The buttons whose words stand on more than one line; what a box cuts off is seen by nobody, and is not counted. */
async function brokenLabels(page: Page): Promise<string[]> {
  return await page.locator(".segments button, footer button").evaluateAll((buttons) => {
    const middlesSeen = (button: Element): number[] => {
      const texts = document.createTreeWalker(button, NodeFilter.SHOW_TEXT);
      const middles: number[] = [];
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const words = document.createRange();
        words.selectNodeContents(node);
        for (const { top, height } of words.getClientRects()) {
          const middle = top + height / 2;
          let isSeen = true;
          for (let box = node.parentElement; box && box !== button; box = box.parentElement) {
            const edge = box.getBoundingClientRect();
            const cuts = getComputedStyle(box).overflowY !== "visible";
            if (cuts && (middle < edge.top || middle > edge.bottom)) isSeen = false;
          }
          if (isSeen) middles.push(middle);
        }
      }
      return middles;
    };
    return buttons
      .filter((button) => {
        const middles = middlesSeen(button);
        const size = Number.parseFloat(getComputedStyle(button).fontSize);
        return Math.max(...middles) - Math.min(...middles) > size / 2;
      })
      .map((button) => button.textContent);
  });
}

/** Chooses the language of the extension's pages, from one of them. */
async function speak(page: Page, language: string | undefined): Promise<void> {
  await page.evaluate(async (tag) => {
    const { settings } = await chrome.storage.local.get("settings");
    await chrome.storage.local.set({ settings: { ...(settings ?? {}), language: tag } });
  }, language);
}
