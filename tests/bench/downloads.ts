/** The browser's own downloads: what a link to the same bytes costs. */

import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import type { Desktop } from "../support/desktop.ts";

export interface Downloads {
  /** Downloads what a server has under `/download`; resolves with the milliseconds from the click to the browser's word that it is done. */
  take(port: number): Promise<number>;
}

/** Puts the browser's downloads into a folder, without asking anybody. */
export async function openDownloads(desktop: Desktop, parent: string): Promise<Downloads> {
  const folder = path.join(parent, "downloads");
  const browser = desktop.context.browser();
  if (!browser) throw new Error("the browser is closed");
  const session = await browser.newBrowserCDPSession();
  const behaviour = { behavior: "allow", downloadPath: folder, eventsEnabled: true } as const;
  return {
    async take(port) {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder);
      await session.send("Browser.setDownloadBehavior", behaviour);
      const page = await desktop.context.newPage();
      const done = new Promise<void>((resolve, reject) => {
        const progress = ({ state }: { readonly state: string }): void => {
          if (state === "inProgress") return;
          session.off("Browser.downloadProgress", progress);
          if (state === "completed") resolve();
          else reject(new Error("the browser gave the download up"));
        };
        session.on("Browser.downloadProgress", progress);
      });
      await page.setContent(`<a href="http://127.0.0.1:${port}/download">down</a>`);
      const begun = performance.now();
      await page.locator("a").click({ noWaitAfter: true });
      await done;
      const tookMs = performance.now() - begun;
      await page.close();
      return tookMs;
    },
  };
}
