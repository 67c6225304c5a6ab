/** A browser that has received one file of every kind, and the page that shows them one after the other. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { pagewire } from "../../../support/companion-process.ts";
import { eventually } from "../../../support/eventually.ts";
import { openPairedDesktop, type PairedDesktop } from "../../../support/paired-desktop.ts";
import { shownFiles } from "../../../support/shown-files.ts";

/** What a page is opened at; in pixels. */
const ROOMY = { width: 1_000, height: 700 };

export interface ViewedFiles {
  readonly paired: PairedDesktop;
  readonly view: Page;
  /** Names in the order in which they were sent: the last is the newest. */
  readonly names: readonly string[];
  readonly ids: ReadonlyMap<string, string>;
  /** The page of a file, inside the extension. */
  addressOf(name: string): string;
  /** Opens the page of a file, with room around it, and waits until it shows something. */
  open(name: string): Promise<void>;
  /** Waits until the page is that of a file. */
  headed(name: string): Promise<void>;
  /** What is shown of the file. */
  stage(selector: string): Locator;
  close(): Promise<void>;
}

/** Sends all files of `shownFiles`. Whoever opens it closes it. */
export async function openViewedFiles(): Promise<ViewedFiles> {
  const folder = await mkdtemp(path.join(tmpdir(), "pagewire-shown-"));
  const paired = await openPairedDesktop();
  const close = async (): Promise<void> => {
    await paired.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  const ids = new Map<string, string>();
  const addressOf = (name: string): string => `view.html?id=${ids.get(name)}`;
  try {
    const files = await shownFiles();
    for (const [name, bytes] of files) await writeFile(path.join(folder, name), bytes);
    const paths = [...files.keys()].map((name) => path.join(folder, name));
    const { objects } = await pagewire(paired.companion.home, ["send", ...paths, "--wait"]);
    for (const { id, name } of objects) ids.set(String(name), String(id));
    const view = await paired.desktop.openExtensionPage(addressOf("picture.png"));
    const headed = async (name: string): Promise<void> => {
      await eventually(`the page of ${name}`, async () => (await view.locator("h1").textContent()) === name);
    };
    return {
      paired,
      view,
      names: [...files.keys()],
      ids,
      addressOf,
      async open(name) {
        await view.setViewportSize(ROOMY);
        await view.goto(`chrome-extension://${paired.desktop.extensionId}/${addressOf(name)}`);
        await headed(name);
        await view.locator(".stage > *").first().waitFor();
      },
      headed,
      stage: (selector) => view.locator(`.stage ${selector}`),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
