/** Private windows: the extension let into them, and one opened as its user would have it. */
import type { Page } from "playwright-core";
import type { Desktop } from "./desktop.ts";
import { eventually } from "./eventually.ts";

/** What `chrome://extensions` speaks to; only that page has it. */
declare global {
  namespace chrome.developerPrivate {
    function updateExtensionConfiguration(update: {
      extensionId: string;
      incognitoAccess?: boolean;
      fileAccess?: boolean;
    }): Promise<void>;
  }
}

/** Sets the switch "Allow in Incognito"; the browser loads the extension anew for it. */
export async function allowInPrivateWindows(desktop: Desktop): Promise<void> {
  const settings = await desktop.context.newPage();
  await settings.goto("chrome://extensions");
  await settings.evaluate(
    (extensionId) =>
      chrome.developerPrivate.updateExtensionConfiguration({ extensionId, incognitoAccess: true }),
    desktop.extensionId,
  );
  await settings.close();
  await eventually("the extension to be let into private windows", async () => {
    const page = await desktop.openExtensionPage("options.html");
    const isAllowed = await page.evaluate(() => chrome.extension.isAllowedIncognitoAccess());
    await page.close();
    return isAllowed;
  });
}

/** Opens a page in a private window of its own, and returns it. */
export async function openPrivately(desktop: Desktop, extensionPage: Page, url: string): Promise<Page> {
  await extensionPage.evaluate(
    async (address) => void (await chrome.windows.create({ url: address, incognito: true })),
    url,
  );
  return await eventually("the private window's page", () =>
    [...(desktop.context.browser()?.contexts() ?? [desktop.context])]
      .flatMap((context) => context.pages())
      .find((page) => page.url() === url),
  );
}
