import { afterEach, describe, expect, it, vi } from "vitest";
import { helpfulOrigin } from "../../shared/extension/site-permissions.ts";

const PAGE = "https://a.test/album";

/** The sites that the extension may read already. */
function permitting(...origins: readonly string[]): void {
  const contains = (asked: chrome.permissions.Permissions): Promise<boolean> =>
    Promise.resolve(asked.origins?.every((origin) => origins.includes(origin)) ?? false);
  vi.stubGlobal("chrome", { permissions: { contains } });
}

afterEach(() => vi.unstubAllGlobals());

describe("the permission for one site", () => {
  it.each<[string, Parameters<typeof helpfulOrigin>[0], string | undefined]>([
    ["another site's picture", { url: "https://cdn.test/x.png", pageUrl: PAGE }, "*://cdn.test/*"],
    [
      "what another site's frame has made",
      { url: "blob:https://cdn.test/5a1c", pageUrl: PAGE },
      "*://cdn.test/*",
    ],
    [
      "the page's own, which leads elsewhere",
      { url: "https://a.test/attachment/7", pageUrl: PAGE },
      undefined,
    ],
    ["what the page has made and revoked", { url: "blob:https://a.test/5a1c", pageUrl: PAGE }, undefined],
    ["a site that was permitted before", { url: "https://known.test/x.png", pageUrl: PAGE }, undefined],
    ["a picture of no site", { url: "file:///home/me/x.png", pageUrl: "file:///home/me/" }, undefined],
    [
      "a link in another site's frame",
      { url: "https://b.test/", pageUrl: PAGE, isUndecided: true },
      undefined,
    ],
  ])("is asked for where it may help: of %s", async (_, item, expected) => {
    permitting("https://known.test/*");
    expect(await helpfulOrigin(item)).toBe(expected);
  });
});
