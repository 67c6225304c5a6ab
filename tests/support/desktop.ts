/** A real desktop for the browser tests: a screen, a browser with the extension, a mouse and a keyboard. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { type ContextMenu, openContextMenu } from "./browser-menu.ts";
import { extensionIdOf, launchChromium, type RunningChromium } from "./chromium.ts";
import type { WaitOptions } from "./eventually.ts";
import {
  attachToServiceWorker,
  attachToView,
  extensionUrl,
  serviceWorkerRunning,
  stopServiceWorker,
  viewIds,
} from "./extension-views.ts";
import {
  acceptPermissionPrompt,
  dismissPermissionPrompt,
  permissionPromptIsOpen,
} from "./permission-prompt.ts";
import { pointAt, type Target } from "./pointer.ts";
import { encodePng, readStillFrame, type ScreenArea } from "./screenshot.ts";
import { clickToolbarIcon } from "./toolbar.ts";
import type { WorkerSession } from "./worker-session.ts";
import { type Hand, handOn } from "./xdotool.ts";
import { openXvfb } from "./xvfb.ts";

/** How the desktop is furnished. */
export interface DesktopOptions {
  /** The folder of the unpacked extension. */
  readonly extensionDir: string;
  /** Its id, where the manifest's key or the folder's path is not to decide. */
  readonly extensionId?: string;
  /** The folders of further extensions, unpacked, that share the browser with it. */
  readonly otherExtensions?: readonly string[];
  /** A profile to use and to keep; without it, one is made and removed at the end. */
  readonly profileDir?: string;
  /** Chromium's `--host-resolver-rules`. */
  readonly hostRules?: string;
  readonly width?: number;
  readonly height?: number;
  readonly extraArgs?: readonly string[];
}

/** A running desktop. */
export interface Desktop {
  readonly extensionId: string;
  readonly profileDir: string;
  readonly hand: Hand;
  /** The browser's context; a new one after `reopen()`. No service worker is ever attached to. */
  readonly context: BrowserContext;
  /** Opens a page of the extension in a new tab. */
  openExtensionPage(path: string): Promise<Page>;
  /** Clicks the middle of an element with the real mouse: a real user gesture. */
  click(page: Page, target: Target): Promise<void>;
  /** Right-clicks the middle of an element and leaves the real context menu open. */
  openContextMenu(page: Page, target: Target, options?: WaitOptions): Promise<ContextMenu>;
  /** Right-clicks and chooses the extension's item, which must be one and no submenu. */
  rightClick(page: Page, target: Target): Promise<void>;
  permissionPromptIsOpen(): Promise<boolean>;
  acceptPermissionPrompt(options?: WaitOptions): Promise<void>;
  dismissPermissionPrompt(options?: WaitOptions): Promise<void>;
  /** Clicks the extension's icon on the toolbar and returns the popup. */
  openPopup(path?: string): Promise<Page>;
  /** Opens the popup, clicks the button in it that opens the side panel, and returns the panel. */
  openSidePanel(button: (popup: Page) => Locator, path?: string): Promise<Page>;
  /** The page of a popup or side panel that was opened in another way. */
  attachToView(path: string, options?: WaitOptions): Promise<Page>;
  /** Writes the whole screen, or a part of it, as PNG, once it has come to rest. */
  screenshot(path: string, area?: ScreenArea): Promise<void>;
  serviceWorkerRunning(): Promise<boolean>;
  stopServiceWorker(): Promise<void>;
  /** Attaches a debugger to the service worker (or another extension's), which keeps it alive: for measuring only. */
  attachToServiceWorker(id?: string): Promise<WorkerSession>;
  /** Kills the whole browser at once, as a crash would. The screen and the profile stay. */
  kill(): Promise<void>;
  /** Closes the browser as its user would. The screen and the profile stay. */
  quit(): Promise<void>;
  /** Starts the browser again with the same profile, after `kill()` or `quit()`. */
  reopen(): Promise<void>;
  /** Ends all that was started. */
  close(): Promise<void>;
}

/** So soon a popup is there that stays. */
const FIRST_POPUP_MS = 15_000;

/** Opens a desktop. Several can be open at once. */
export async function openDesktop(options: DesktopOptions): Promise<Desktop> {
  const { extensionDir, hostRules = "MAP *.test 127.0.0.1", width = 1280, height = 900 } = options;
  const extensionId = options.extensionId ?? (await extensionIdOf(extensionDir));
  const profileDir = options.profileDir ?? (await mkdtemp(join(tmpdir(), "pagewire-profile-")));
  const xvfb = await openXvfb({ width, height });
  const hand = handOn(xvfb.display);
  const around = { hand, framebufferPath: xvfb.framebufferPath };
  let running: RunningChromium | undefined;
  const browser = (): RunningChromium => {
    if (!running) throw new Error("the browser is closed");
    return running;
  };
  const launch = async (): Promise<void> => {
    const { display } = xvfb;
    const { extraArgs = [], otherExtensions = [] } = options;
    running = await launchChromium({
      display,
      extensionDir,
      extensionId,
      otherExtensions,
      profileDir,
      hostRules,
      width,
      height,
      extraArgs,
    });
  };
  const end = async (how: "close" | "kill"): Promise<void> => {
    const ending = running;
    running = undefined;
    await ending?.[how]();
  };
  const close = async (): Promise<void> => {
    try {
      await end("close");
    } finally {
      hand.close();
      await xvfb.close();
      if (!options.profileDir) await rm(profileDir, { recursive: true, force: true, maxRetries: 3 });
    }
  };
  try {
    await launch();
  } catch (error) {
    await close();
    throw error;
  }
  const desktop: Desktop = {
    extensionId,
    profileDir,
    hand,
    get context() {
      return browser().context;
    },
    async openExtensionPage(path) {
      const page = await browser().context.newPage();
      await page.goto(extensionUrl(extensionId, path));
      return page;
    },
    async click(page, target) {
      await pointAt(hand, page, target);
      await hand.click(1);
    },
    openContextMenu: (page, target, wait) => openContextMenu(around, page, target, wait),
    async rightClick(page, target) {
      const menu = await openContextMenu(around, page, target);
      const [row, ...more] = menu.extensionRows;
      if (!row || more.length > 0 || row.submenu) {
        await menu.dismiss();
        throw new Error(
          `the menu has ${menu.extensionRows.length} items of ours${row?.submenu ? ", nested" : ""}`,
        );
      }
      await menu.choose(row);
    },
    permissionPromptIsOpen: () => permissionPromptIsOpen(around),
    acceptPermissionPrompt: (wait) => acceptPermissionPrompt(around, wait),
    dismissPermissionPrompt: (wait) => dismissPermissionPrompt(around, wait),
    async openPopup(path = "popup.html") {
      const url = extensionUrl(extensionId, path);
      const opened = async (wait?: WaitOptions): Promise<Page> => {
        // One that is just closing must not be taken for the one that opens.
        const before = new Set(await viewIds(browser(), url));
        await clickToolbarIcon(around, async () =>
          (await viewIds(browser(), url)).some((id) => !before.has(id)),
        );
        return await attachToView(browser(), url, wait);
      };
      // A window that has just opened may come to the front behind the click, and that closes a popup.
      return await opened({ timeoutMs: FIRST_POPUP_MS }).catch(() => opened());
    },
    async openSidePanel(button, path = "sidepanel.html") {
      const popup = await desktop.openPopup();
      await desktop.click(popup, button(popup));
      return await desktop.attachToView(path);
    },
    attachToView: (path, wait) => attachToView(browser(), extensionUrl(extensionId, path), wait),
    async screenshot(path, area) {
      await writeFile(path, await encodePng(await readStillFrame(xvfb.framebufferPath), area));
    },
    serviceWorkerRunning: () => serviceWorkerRunning(browser(), extensionId),
    stopServiceWorker: () => stopServiceWorker(browser(), extensionId),
    attachToServiceWorker: (id = extensionId) => attachToServiceWorker(browser(), id),
    kill: () => end("kill"),
    quit: () => end("close"),
    async reopen() {
      if (running) throw new Error("the browser is still open");
      await launch();
    },
    close,
  };
  return desktop;
}
