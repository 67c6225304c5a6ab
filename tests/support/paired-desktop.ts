/** What most browser tests begin with: a companion, a desktop, and the one paired with the other by its button. */

import type { Page } from "playwright-core";
import { type CompanionProcess, type CompanionProcessOptions, openCompanion } from "./companion-process.ts";
import { type Desktop, type DesktopOptions, openDesktop } from "./desktop.ts";
import { eventually } from "./eventually.ts";
import { EXTENSION_DIR } from "./extension-build.ts";

export interface PairedDesktop {
  readonly companion: CompanionProcess;
  readonly desktop: Desktop;
  close(): Promise<void>;
}

/** Presses the real button of the pairing page with the real mouse, and waits until the page says Paired. */
export async function pairBrowser(desktop: Desktop, pairUrl: string): Promise<Page> {
  const page = await pressPair(desktop, pairUrl);
  const status = page.getByRole("status");
  await eventually("the page to say Paired", async () => (await status.textContent())?.includes("Paired"));
  return page;
}

/** Opens a pairing page and presses its button with the real mouse, whatever comes of it. */
export async function pressPair(desktop: Desktop, pairUrl: string): Promise<Page> {
  const page = await desktop.context.newPage();
  await page.goto(pairUrl);
  const status = page.getByRole("status");
  await eventually("the extension to answer on the pairing page", async () =>
    (await status.textContent())?.includes("Press the button"),
  );
  await page.bringToFront();
  await desktop.click(page, page.getByRole("button", { name: "Pair this browser" }));
  return page;
}

/** Opens all three. Whoever opens it closes it. */
export async function openPairedDesktop(
  options: { companion?: CompanionProcessOptions; desktop?: Partial<DesktopOptions> } = {},
): Promise<PairedDesktop> {
  const companion = await openCompanion(options.companion);
  const desktop = await openDesktop({ extensionDir: EXTENSION_DIR, ...options.desktop }).catch(
    async (error: unknown) => {
      await companion.close();
      throw error;
    },
  );
  const close = async (): Promise<void> => {
    await desktop.close();
    await companion.close();
  };
  try {
    await (await pairBrowser(desktop, companion.pairUrl)).close();
  } catch (error) {
    await close();
    throw error;
  }
  return { companion, desktop, close };
}
