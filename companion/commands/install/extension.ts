/** `pagewire extension`: the folder of the extension for Chrome and its kin or for Firefox, and how a browser loads it. */

import { existsSync } from "node:fs";
import path from "node:path";
import { message } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";
import { extensionFolder } from "../../package-folder.ts";
import type { CommandContext } from "../control/control.ts";
import { CommandFailed, Exit } from "../terminal/terminal.ts";

/** Where Firefox loads what is not signed. */
const FIREFOX_PAGE = "about:debugging#/runtime/this-firefox";

/** Needs no companion, and no home folder. */
// biome-ignore lint/suspicious/useAwait: a command is a promise.
export async function extension(
  { terminal }: CommandContext,
  { firefox = false }: { readonly firefox?: boolean },
): Promise<Exit> {
  const browser = firefox ? "firefox" : "chrome";
  const folder = extensionFolder(browser);
  if (!existsSync(path.join(folder, "manifest.json")))
    throw new CommandFailed(message(firefox ? "extension.firefox-not-built" : "extension.not-built"));
  terminal.data({ browser, folder }, folder);
  terminal.say(firefox ? text("extension.firefox-how", { page: FIREFOX_PAGE }) : text("extension.how"));
  return Exit.done;
}
