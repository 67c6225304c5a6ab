/** What most browser tests begin with: a companion, a desktop, and the one paired with the other by its button. */

import type { Page } from "playwright-core";
import { type CompanionProcess, type CompanionProcessOptions, openCompanion } from "./companion-process.ts";
import { type Desktop, type DesktopOptions, openDesktop } from "./desktop.ts";
import { eventually } from "./eventually.ts";
import { EXTENSION_DIR } from "./extension-build.ts";
import { openSlowRelay, type SlowRelay, UNLIMITED } from "./slow-relay.ts";

export interface PairedDesktop {
  readonly companion: CompanionProcess;
  readonly desktop: Desktop;
  close(): Promise<void>;
}

/**
 * Presses the real button of the pairing page with the real mouse, waits until the page that names the companion has
 * been looked at, and closes that one. The pairing page says Paired then.
 */
export async function pairBrowser(desktop: Desktop, pairUrl: string): Promise<Page> {
  const page = await pressPair(desktop, pairUrl);
  await eventually("the page to say Paired", async () => (await statusOf(page)).includes("Paired"));
  // A companion that was known is paired anew without it.
  await openResult(desktop)?.close();
  return page;
}

/** The page of the extension that names the new companion, once it is open. */
export async function resultPage(desktop: Desktop): Promise<Page> {
  return await eventually("the page that names the companion", () => openResult(desktop));
}

function openResult(desktop: Desktop): Page | undefined {
  return desktop.context.pages().find((page) => page.url().endsWith("/paired.html"));
}

/** What a page says in its status. */
export async function statusOf(page: Page): Promise<string> {
  return (await page.getByRole("status").textContent()) ?? "";
}

/** All the text of a page. */
export async function textOf(page: Page): Promise<string> {
  return (await page.locator("body").textContent()) ?? "";
}

/** Opens a pairing page and presses its button with the real mouse, whatever comes of it. */
export async function pressPair(desktop: Desktop, pairUrl: string): Promise<Page> {
  const page = await desktop.context.newPage();
  await page.goto(pairUrl);
  await eventually("the extension to answer on the pairing page", async () =>
    (await statusOf(page)).includes("Press the button"),
  );
  await page.bringToFront();
  await desktop.click(page, page.getByRole("button", { name: "Pair this browser" }));
  return page;
}

/** Presses the button of a companion that the browser does not know, while it knows another: the page that then asks. */
export async function askedToPair(
  desktop: Desktop,
  pairUrl: string,
): Promise<{ readonly page: Page; readonly confirm: Page }> {
  const page = await pressPair(desktop, pairUrl);
  const isOfConfirmation = (candidate: Page): boolean => candidate.url().includes("confirm.html");
  const confirm = await eventually("the page of confirmation", () =>
    desktop.context.pages().find(isOfConfirmation),
  );
  await eventually("the question", async () => (await textOf(confirm)).includes("Asks to be paired"));
  return { page, confirm };
}

/** Opens all three. Whoever opens it closes it. */
export async function openPairedDesktop(
  options: { companion?: CompanionProcessOptions; desktop?: Partial<DesktopOptions> } = {},
): Promise<PairedDesktop> {
  return await desktopFor(await openCompanion(options.companion), options.desktop);
}

/** One whose lanes go through a relay: as fast as they can until a test limits them. */
export interface RelayedDesktop extends PairedDesktop {
  readonly relay: SlowRelay;
}

/** Opens all four. Whoever opens it closes it. */
export async function openRelayedDesktop(): Promise<RelayedDesktop> {
  const companion = await openCompanion();
  const relay = await openSlowRelay(() => companion.port, UNLIMITED);
  // The browser dials the companion's address and gets the relay.
  const hostRules = `MAP *.test 127.0.0.1, MAP 127.0.0.1:${companion.port} 127.0.0.1:${relay.port}`;
  const paired = await desktopFor(companion, { hostRules }).catch(async (error: unknown) => {
    await relay.close();
    throw error;
  });
  const close = async (): Promise<void> => {
    await paired.close();
    await relay.close();
  };
  return { ...paired, relay, close };
}

/** A desktop that is paired with a companion; closed together with it, also where it can't be opened. */
async function desktopFor(
  companion: CompanionProcess,
  options: Partial<DesktopOptions> = {},
): Promise<PairedDesktop> {
  const desktop = await openDesktop({ extensionDir: EXTENSION_DIR, ...options }).catch(
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
    if (options.profileDir === undefined) await closeWelcome(desktop);
    await (await pairBrowser(desktop, companion.pairUrl)).close();
  } catch (error) {
    await close();
    throw error;
  }
  return { companion, desktop, close };
}

/** The page that greets whoever has installed the extension is waited for: else it comes in front of a test's own. */
export async function closeWelcome(desktop: Desktop): Promise<void> {
  const isWelcome = (page: Page): boolean => page.url().endsWith("/welcome.html");
  const welcome = await eventually("the welcome", () => desktop.context.pages().find(isWelcome));
  await welcome.close();
}
