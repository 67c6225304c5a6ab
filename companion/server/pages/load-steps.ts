/** How the extension gets into a browser: the steps, with the folder that it is built into. */

import path from "node:path";
import type { CommandPlace } from "../../../shared/texts/command-place.ts";
import { text, textAt } from "../../../shared/texts/text.ts";
import { extensionFolder, isCheckout } from "../../package-folder.ts";
import { toCopy, withCode } from "./markup.ts";

/** Below the checkout. */
const BUILT = path.join(".output", "chrome-mv3");

/** Items of a list. Where nobody can tell the folder's place, it is named as it is called in the checkout. */
export function extensionSteps(commands: CommandPlace): string {
  const { folder } = commands;
  const built = folder === undefined ? BUILT : path.join(folder, BUILT);
  // The published package has it built.
  const place = isCheckout() ? built : extensionFolder();
  const aside = `<span class="aside">${withCode(textAt(commands, "server.load-build"))}</span>`;
  return `<li>${withCode(text("server.load-open"))}${toCopy("chrome://extensions")}</li>
<li>${withCode(text("server.load-folder"))}${toCopy(place)}${isCheckout() ? aside : ""}</li>`;
}
