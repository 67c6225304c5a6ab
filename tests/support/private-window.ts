/** Private windows and pages of the disk: the extension let into them or not, and a window opened as its user would have it. */
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

/**
 * Sets the switch "Allow in Incognito", and takes back "Allow access to file URLs", which a browser gives what its command
 * line names; it loads the extension anew for each.
 */
export async function openToPrivateWindowsAlone(desktop: Desktop): Promise<void> {
  const settings = await desktop.context.newPage();
  await settings.goto("chrome://extensions");
  await settings.evaluate(
    (extensionId) =>
      chrome.developerPrivate.updateExtensionConfiguration({
        extensionId,
        incognitoAccess: true,
        fileAccess: false,
      }),
    desktop.extensionId,
  );
  await settings.close();
  await eventually("the extension to be let into private windows, and out of the disk", async () => {
    const page = await desktop.openExtensionPage("options.html");
    const [isAllowed, readsFiles] = await page.evaluate(() =>
      Promise.all([
        chrome.extension.isAllowedIncognitoAccess(),
        chrome.extension.isAllowedFileSchemeAccess(),
      ]),
    );
    await page.close();
    return isAllowed && !readsFiles;
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
