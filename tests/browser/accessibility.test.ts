import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { openPairedDesktop, type PairedDesktop, pressPair } from "../support/paired-desktop.ts";

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

let paired: PairedDesktop;
let axe: string;
/** Asks to be paired, so that the page of confirmation has something to ask. */
let stranger: CompanionProcess;
beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  paired = await openPairedDesktop();
  stranger = await openCompanion();
  await pagewire(paired.companion.home, ["send", "-", "--name", "note.txt", "--wait"], "note");
});
afterAll(async () => {
  await paired?.close();
  await stranger?.close();
});

async function opened(name: string): Promise<Page> {
  if (name !== "confirm.html") return await paired.desktop.openExtensionPage(name);
  await pressPair(paired.desktop, stranger.pairUrl);
  const page = await eventually("the page of confirmation", () =>
    paired.desktop.context.pages().find((candidate) => candidate.url().endsWith(name)),
  );
  await eventually("its question", () => page.getByRole("button", { name: /^Switch/ }).isEnabled());
  return page;
}

describe.each(["light", "dark"] as const)(
  "in %s, a checker for accessibility finds nothing on",
  (colorScheme) => {
    it.each(["popup.html", "sidepanel.html", "options.html", "welcome.html", "confirm.html"])(
      "%s",
      async (name) => {
        const page = await opened(name);
        await page.emulateMedia({ colorScheme });
        if (name === "popup.html") {
          await eventually("its list", async () => (await page.getByRole("listitem").count()) > 0);
        }
        // The page's own policy lets no script in but its files: the debugger's evaluation is not bound by it.
        await page.evaluate(axe);
        const found = await page.evaluate(async (): Promise<AxeResults> => {
          const checker = (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe;
          return await checker.run();
        });
        expect(
          found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`),
        ).toEqual([]);
        await page.close();
      },
    );
  },
);
