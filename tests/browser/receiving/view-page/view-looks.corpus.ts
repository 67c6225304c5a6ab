import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COLOUR_RULES, violationsIn } from "../../../support/accessibility.ts";
import { openViewedFiles, type ViewedFiles } from "./viewed-files.ts";

let files: ViewedFiles;
beforeAll(async () => {
  files = await openViewedFiles();
});
afterAll(() => files?.close());

/** What is to hold in each colour scheme: all of the checker's rules, and of the second what colours change. */
const RULES = { light: undefined, dark: COLOUR_RULES } as const;
/** The browser's own viewer is not ours; and the hundredth row is like the tenth. */
const NOT_LOOKED_AT = ["iframe", "tbody tr:nth-child(n+20)", "li:nth-child(n+20)"];
const NARROW = [
  ["at 320 pixels", { width: 320, height: 640 }],
  ["at 200 %", { width: 640, height: 450 }],
] as const;

describe("whatever is shown", () => {
  it("is nowhere wider than the page, and a checker for accessibility finds nothing in light and dark", async () => {
    const complaints: string[] = [];
    for (const name of files.names) {
      await files.open(name);
      for (const colorScheme of ["light", "dark"] as const) {
        await files.view.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        complaints.push(
          ...(await violationsIn(files.view, { rules: RULES[colorScheme], exclude: NOT_LOOKED_AT })).map(
            (one) => `${name} in ${colorScheme}: ${one}`,
          ),
        );
      }
      for (const [how, size] of NARROW) {
        await files.view.setViewportSize(size);
        if (await isWide()) complaints.push(`${name} ${how}: wider than the page`);
      }
    }
    expect(complaints).toEqual([]);
  });
});

async function isWide(): Promise<boolean> {
  // A picture is fitted anew in the frame after.
  await files.view.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  return await files.view.evaluate(() =>
    [...document.querySelectorAll("html, .stage, .room")].some(
      ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
    ),
  );
}
