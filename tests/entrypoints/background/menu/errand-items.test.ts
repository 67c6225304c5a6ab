import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { errandItems } from "../../../../entrypoints/background/menu/errand-items.ts";
import { ERRANDS } from "../../../../shared/extension/page-errands.ts";

/** `chrome.contextMenus.ACTION_MENU_TOP_LEVEL_LIMIT`, with one that points at a picture beside them. */
const MAX_TOP_LEVEL = 6 - 1;

describe("the icon's menu", () => {
  const items = errandItems();

  it("has no more than Chrome allows at its top, each item after the one that it is in", () => {
    expect(items.filter(({ parentId }) => parentId === undefined).length).toBeLessThanOrEqual(MAX_TOP_LEVEL);
    for (const [index, { parentId }] of items.entries())
      if (parentId !== undefined) expect(items.slice(0, index).map(({ id }) => id)).toContain(parentId);
  });

  it("has every errand, in no menu but its own, with a title in the browser's words", () => {
    const locale = path.resolve(import.meta.dirname, "../../../../public/_locales/en/messages.json");
    const titles: object = JSON.parse(readFileSync(locale, "utf8"));
    expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining([...ERRANDS]));
    expect(items.every(({ contexts }) => String(contexts) === "action")).toBe(true);
    for (const { titleKey } of items) expect(Object.keys(titles)).toContain(titleKey);
  });
});
