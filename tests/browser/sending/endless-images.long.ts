import type { Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { allowSitesAlone } from "../../support/site-rights.ts";
import { openTestSite, type TestSite } from "../../support/test-site.ts";
import { endlessImages } from "./endless-images.ts";

let paired: PairedDesktop;
let site: TestSite;
let popup: Page;
beforeAll(async () => {
  site = await openTestSite();
  paired = await openPairedDesktop();
  // The permission of a click ends with its tab; Retry needs one that stays. What the page itself has is not asked for.
  await allowSitesAlone(paired.desktop);
  popup = await paired.desktop.openExtensionPage("popup.html");
});
afterAll(async () => {
  await paired?.close();
  await site?.close();
});

endlessImages(() => ({ paired, site, popup }));
