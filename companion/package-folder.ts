/** The folder of this very package: the checkout, or what npm has unpacked. */

import { existsSync } from "node:fs";
import path from "node:path";

/** Where files lie that are read as they are; bundled code is not as deep below it as its sources are. */
export const PACKAGE_FOLDER = folderAbove(import.meta.dirname);

/** What the extension is built for: Chrome with all of its kin, or Firefox. */
export type ExtensionBrowser = "chrome" | "firefox";

/** The extension: below the checkout once it is built, always within the published package. */
export function extensionFolder(browser: ExtensionBrowser = "chrome"): string {
  const packed = path.join(PACKAGE_FOLDER, "dist", "extension", browser);
  return isCheckout() ? path.join(PACKAGE_FOLDER, ".output", `${browser}-mv3`) : packed;
}

/** Whether it runs from its sources; what npm has unpacked holds none. */
export function isCheckout(): boolean {
  return existsSync(path.join(PACKAGE_FOLDER, "companion", "main.ts"));
}

function folderAbove(start: string): string {
  let folder = start;
  while (!existsSync(path.join(folder, "package.json")) && path.dirname(folder) !== folder)
    folder = path.dirname(folder);
  return folder;
}
