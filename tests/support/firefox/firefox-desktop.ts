/** A real desktop with Firefox: a screen, the browser with the extension installed for good, a mouse and a keyboard. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { FIREFOX_ID } from "../../../shared/protocol/install/native-words.ts";
import { eventually } from "../eventually.ts";
import { encodePng, readStillFrame } from "../screenshot.ts";
import { type Hand, handOn } from "../xdotool.ts";
import { openXvfb } from "../xvfb.ts";
import { archiveOf } from "./archive.ts";
import { installExtension, launchFirefox, type RunningFirefox, UUID } from "./firefox.ts";
import { FIREFOX_DIR } from "./firefox-build.ts";
import { chooseOwnItem } from "./firefox-menu.ts";
import {
  browserWindows,
  extensionView,
  type FirefoxPage,
  firefoxPage,
  newTab,
  tabs,
} from "./firefox-page.ts";

const ORIGIN = `moz-extension://${UUID}`;
/** The icon of the extension on the toolbar. */
const ICON = "#pagewire_pagewire_org-BAP";
const SIZE = { width: 1280, height: 900 };

export interface FirefoxDesktop {
  readonly hand: Hand;
  /** What this Firefox takes for its user's home folder. */
  readonly homeDir: string;
  /** The browser's own window. */
  readonly browser: FirefoxPage;
  newTab(): Promise<FirefoxPage>;
  openExtensionPage(path: string): Promise<FirefoxPage>;
  /** A page that opens by itself, whose address contains that. */
  openedPage(address: string): Promise<FirefoxPage>;
  /** The addresses of all tabs. */
  addresses(): Promise<string[]>;
  /** Clicks the middle of an element with the real mouse. */
  click(page: FirefoxPage, selector: string): Promise<void>;
  /** Right-clicks and chooses the extension's item, which must be one and no submenu. */
  rightClick(page: FirefoxPage, selector: string): Promise<void>;
  /** Presses the button of a pairing page, looks at the page that names the companion, and closes both. */
  pair(pairUrl: string): Promise<void>;
  /** Clicks the icon on the toolbar. */
  openPopup(): Promise<FirefoxPage>;
  /** The sidebar, once it is open. */
  sidebar(): Promise<FirefoxPage>;
  /** Whether the event page runs. */
  backgroundRuns(): Promise<boolean>;
  /** Ends the event page, as the browser does when it has been idle. */
  stopBackground(): Promise<void>;
  /** Presses the button of the browser's own question whether a permission is given. */
  allow(): Promise<void>;
  /** What the extension's pages and its background have complained of so far. */
  complaints(): Promise<string[]>;
  /** Writes the whole screen as PNG, once it has come to rest. */
  screenshot(file: string): Promise<void>;
  /** Kills the whole browser at once. The screen and the profile stay. */
  kill(): Promise<void>;
  /** Starts the browser again with the same profile. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

export interface FirefoxDesktopOptions {
  /** Further preferences of the profile. */
  readonly preferences?: Readonly<Record<string, string | number | boolean>>;
}

/** Opens a desktop. Whoever opens it closes it. */
export async function openFirefoxDesktop(options: FirefoxDesktopOptions = {}): Promise<FirefoxDesktop> {
  const { preferences = {} } = options;
  const folder = await mkdtemp(path.join(tmpdir(), "pagewire-firefox-"));
  const [profileDir, archive] = [path.join(folder, "profile"), path.join(folder, "pagewire.xpi")];
  await writeFile(archive, archiveOf(FIREFOX_DIR));
  const xvfb = await openXvfb(SIZE);
  const hand = handOn(xvfb.display);
  let running: RunningFirefox | undefined;
  let window: FirefoxPage | undefined;
  let observer: FirefoxPage | undefined;
  const here = (): RunningFirefox => {
    if (!running) throw new Error("the browser is closed");
    return running;
  };
  const browser = (): FirefoxPage => {
    if (!window) throw new Error("the browser is closed");
    return window;
  };
  const launch = async (): Promise<void> => {
    running = await launchFirefox({ display: xvfb.display, profileDir, ...SIZE, preferences });
    [window] = await browserWindows(running.bidi);
  };
  const end = async (how: "close" | "kill"): Promise<void> => {
    const ending = running;
    running = undefined;
    window = undefined;
    observer = undefined;
    await ending?.[how]();
  };
  const close = async (): Promise<void> => {
    try {
      await end("close");
    } finally {
      hand.close();
      await xvfb.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  };
  const view = async (type: "popup" | "sidebar"): Promise<FirefoxPage> => {
    const page = extensionView(here().bidi, await observe(), type);
    await eventually(`the ${type}`, () => page.evaluate(() => document.readyState === "complete"));
    return page;
  };
  /** A page of the extension that stands behind the others and looks into its views. */
  const observe = async (): Promise<FirefoxPage> => {
    observer ??= await desktop.openExtensionPage("ask.html");
    return observer;
  };
  const desktop: FirefoxDesktop = {
    hand,
    homeDir: profileDir,
    get browser() {
      return browser();
    },
    newTab: () => newTab(here().bidi),
    async openExtensionPage(name) {
      const page = await newTab(here().bidi);
      await page.goto(`${ORIGIN}/${name}`);
      return page;
    },
    async openedPage(address) {
      const { bidi } = here();
      const find = async () => (await tabs(bidi)).find(({ url }) => url.includes(address));
      return firefoxPage(bidi, (await eventually(`a page at ${address}`, find)).context);
    },
    addresses: async () => (await tabs(here().bidi)).map(({ url }) => url),
    async click(page, selector) {
      await page.pointAt(hand, selector);
      await hand.click(1);
    },
    rightClick: async (page, selector) => void (await chooseOwnItem(hand, browser(), page, selector)),
    async pair(pairUrl) {
      const page = await desktop.newTab();
      await page.goto(pairUrl);
      await page.bringToFront();
      await page.toSay("[role=status]", "Press the button");
      await desktop.click(page, "button#pair");
      await page.toSay("[role=status]", "Paired");
      await page.close();
      await closeTab("/paired.html");
    },
    async openPopup() {
      await observe();
      await browser()
        .bringToFront()
        .catch(() => undefined);
      await desktop.click(browser(), ICON);
      return await view("popup");
    },
    sidebar: () => view("sidebar"),
    backgroundRuns: () => browser().evaluate(isRunning, FIREFOX_ID),
    async stopBackground() {
      await browser().evaluate(stop, FIREFOX_ID);
      await eventually("the event page to end", async () => !(await desktop.backgroundRuns()));
    },
    async allow() {
      await eventually("the browser's question", async () => {
        for (const one of await browserWindows(here().bidi)) if (await one.evaluate(allowAsked)) return true;
        return false;
      });
    },
    complaints: () => browser().evaluate(complaintsOf, ORIGIN),
    async screenshot(file) {
      await writeFile(file, await encodePng(await readStillFrame(xvfb.framebufferPath)));
    },
    kill: () => end("kill"),
    async reopen() {
      if (running) throw new Error("the browser is still open");
      await launch();
    },
    close,
  };
  const closeTab = async (ending: string): Promise<void> => {
    const { bidi } = here();
    const open = (await tabs(bidi)).find(({ url }) => url.endsWith(ending));
    if (open) await bidi.send("browsingContext.close", { context: open.context });
  };
  try {
    await launch();
    await installExtension(here().bidi, archive, true);
    await eventually("the welcome", async () =>
      (await desktop.addresses()).some((url) => url.endsWith("/welcome.html")),
    );
    await closeTab("/welcome.html");
    return desktop;
  } catch (error) {
    await close();
    throw error;
  }
}

/** What of the browser's own parts is used here; all of it runs in its own window. */
interface Policies {
  readonly WebExtensionPolicy: {
    getByID(id: string): {
      readonly extension: {
        readonly backgroundState: string;
        terminateBackground(options: { ignoreDevToolsAttached: boolean }): Promise<void>;
      };
    };
  };
  readonly Services: { readonly console: { getMessageArray(): { readonly message?: string }[] } };
}

/** The press is not one of the mouse: the question lies in a popup of the browser's own, which takes none without a focus. */
function allowAsked(): boolean {
  const question = document.getElementById("addon-webext-permissions-notification");
  const panel = question?.closest("panel") as unknown as { state?: string } | null | undefined;
  const button = question?.querySelector<HTMLElement>(".popup-notification-primary-button");
  if (panel?.state !== "open" || !button) return false;
  button.click();
  return true;
}

function isRunning(id: string): boolean {
  const { WebExtensionPolicy } = globalThis as unknown as Policies;
  return WebExtensionPolicy.getByID(id).extension.backgroundState === "running";
}

async function stop(id: string): Promise<void> {
  const { WebExtensionPolicy } = globalThis as unknown as Policies;
  await WebExtensionPolicy.getByID(id).extension.terminateBackground({ ignoreDevToolsAttached: true });
}

function complaintsOf(origin: string): string[] {
  const { Services } = globalThis as unknown as Policies;
  return (
    Services.console
      .getMessageArray()
      .map(({ message = "" }) => message)
      .filter((message) => message.includes(origin))
      // What a page was still asking when it was closed is no fault of its own; of a socket Firefox says the last.
      .filter(
        (message) =>
          !/after context unloaded|while the page was loading|can’t establish a connection/.test(message),
      )
  );
}
