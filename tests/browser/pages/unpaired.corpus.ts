import { mkdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violationsIn } from "../../support/accessibility.ts";
import { type Desktop, openDesktop } from "../../support/desktop.ts";
import { eventually } from "../../support/eventually.ts";
import { EXTENSION_DIR } from "../../support/extension-build.ts";

const PICTURES = path.resolve(import.meta.dirname, "../../../.output/pages");
const NARROW = { width: 320, height: 640 };
/** What a page of this width has left at 200 %. */
const ZOOMED = { width: 640, height: 400 };

const LONG_FOLDER = "/home/somebody/projects/of-other-people/browser-extensions/pagewire-from-source";

let desktop: Desktop;
beforeAll(async () => {
  await mkdir(PICTURES, { recursive: true });
  desktop = await openDesktop({ extensionDir: EXTENSION_DIR });
});
afterAll(() => desktop?.close());

/** How each page of a browser that is not paired is brought to where its words stand, and the words. */
const PAGES: readonly (readonly [string, { width: number; height: number }, string])[] = [
  ["welcome", { width: 1100, height: 760 }, "Waiting for the link…"],
  ["popup", { width: 380, height: 600 }, "Not paired"],
  ["sidepanel", { width: 360, height: 640 }, "Waiting for the link…"],
  ["options", { width: 1100, height: 760 }, "Waiting for the link…"],
  ["ask", { width: 1100, height: 760 }, "Every site"],
];

describe("without a companion, a checker for accessibility finds nothing on", () => {
  it.each(PAGES)("%s", async (name, size, words) => {
    const page = await desktop.openExtensionPage(`${name}.html`);
    await eventually(words, async () => ((await page.locator("body").textContent()) ?? "").includes(words));
    // What is folded is there for some.
    for (const summary of await page.locator("summary").all()) await summary.click();
    // The commands name the folder of the checkout, which may lie deep.
    await page.locator("code").evaluateAll((commands, folder) => {
      for (const command of commands)
        command.textContent = (command.textContent ?? "").replace(/\S*\/\S*/, folder);
    }, LONG_FOLDER);
    const complaints: string[] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize(size);
      await page.screenshot({ path: path.join(PICTURES, `unpaired-${name}-${colorScheme}.png`) });
      complaints.push(...(await violationsIn(page)).map((violation) => `${colorScheme}: ${violation}`));
    }
    for (const narrow of [NARROW, ZOOMED]) {
      await page.setViewportSize(narrow);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) complaints.push(`${over} px too wide for ${narrow.width}`);
      if (narrow === NARROW)
        await page.screenshot({ path: path.join(PICTURES, `unpaired-${name}-narrow.png`) });
    }
    await page.close();
    expect(complaints).toEqual([]);
  });
});
