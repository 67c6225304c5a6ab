/** `pagewire native`: lets this user's browsers start the companion, or no longer; `run` is what they start. */

import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { message } from "../../../shared/texts/message.ts";
import { shellWord } from "../../../shared/texts/shell-word.ts";
import { text } from "../../../shared/texts/text.ts";
import { reason } from "../../process/system-error.ts";
import type { CommandContext } from "../control/control.ts";
import { CommandFailed, Exit } from "../terminal/terminal.ts";
import { type LaunchLine, launchLine } from "./launch-line.ts";
import {
  type HostBrowser,
  hostBrowsers,
  hostFolder,
  isPresent,
  manifestFile,
  manifestFor,
  surroundings,
} from "./native-browsers.ts";
import { answerBrowser } from "./native-host.ts";
import { startWords } from "./service.ts";

export interface NativeOptions {
  readonly port?: number;
}

const EXECUTABLE_MODE = 0o755;

export async function native(
  context: CommandContext,
  { port }: NativeOptions,
  [word, ...caller]: readonly string[],
): Promise<Exit> {
  const { home, terminal } = context;
  if (word === "run") return await answerBrowser(context, caller, launchLine(startWords(home, port)));
  const around = surroundings(home.root);
  const isWindows = around.platform === "win32";
  const folder = hostFolder(around);
  const program = path.join(folder, isWindows ? "native-host.bat" : "native-host");
  if (word === "uninstall") {
    for (const browser of hostBrowsers(around)) await forget(browser);
    rmSync(program, { force: true });
    if (terminal.json) terminal.data({ installed: false }, "");
    terminal.say(text("native.uninstalled"));
    return Exit.done;
  }
  const browsers = hostBrowsers(around).filter(isPresent);
  if (browsers.length === 0) throw new CommandFailed(message("native.no-browser"));
  const line = launchLine(["native", "run", ...startWords(home, port).slice(1)]);
  mkdirSync(folder, { recursive: true });
  writeFileSync(program, isWindows ? batch(line) : script(line));
  chmodSync(program, EXECUTABLE_MODE);
  for (const browser of browsers) {
    await tell(browser, program);
    if (terminal.json) terminal.data({ browser: browser.name, manifest: manifestFile(browser) }, "");
  }
  terminal.say(text("native.installed", { browsers: browsers.map(({ name }) => name).join(", ") }));
  return Exit.done;
}

/** What a browser starts: it adds who asks, which stands behind what no option can follow. */
function script({ node, script: file, words }: LaunchLine): string {
  return `#!/bin/sh\nexec ${[node, file, ...words].map((word) => shellWord(word)).join(" ")} -- "$@"\n`;
}

function batch({ node, script: file, words }: LaunchLine): string {
  const quoted = [node, file, ...words].map((word) => `"${word.replaceAll("%", "%%")}"`).join(" ");
  return `@echo off\r\n${quoted} -- %*\r\n`;
}

async function tell(browser: HostBrowser, program: string): Promise<void> {
  const file = manifestFile(browser);
  mkdirSync(browser.manifests, { recursive: true });
  writeFileSync(file, manifestFor(browser, program));
  if (browser.registryKey === undefined) return;
  const words = ["add", browser.registryKey, "/ve", "/t", "REG_SZ", "/d", file, "/f"];
  try {
    await promisify(execFile)("reg", words);
  } catch (error) {
    const command = ["reg", ...words].join(" ");
    throw new CommandFailed(message("native.refused", { command, reason: String(reason(error)) }));
  }
}

async function forget(browser: HostBrowser): Promise<void> {
  rmSync(manifestFile(browser), { force: true });
  if (browser.registryKey === undefined) return;
  // That there is none is what is wanted.
  await promisify(execFile)("reg", ["delete", browser.registryKey, "/f"]).catch(() => undefined);
}
