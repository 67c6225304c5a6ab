/** `pagewire service`: has the system start the companion by itself, or no longer, and says which. */

import { execFile } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { message } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";
import type { Home } from "../../home/home.ts";
import { isLocked } from "../../home/lock.ts";
import { reason } from "../../process/system-error.ts";
import type { CommandContext } from "../control/control.ts";
import { CommandFailed, Exit } from "../terminal/terminal.ts";
import { launchLine } from "./launch-line.ts";
import { type ServiceFile, type ServiceManager, serviceManager } from "./service-manager.ts";

export interface ServiceOptions {
  /** Shows what would be installed instead. */
  readonly print?: boolean;
  readonly port?: number;
}

export async function service(
  { home, terminal }: CommandContext,
  options: ServiceOptions,
  [word]: readonly string[],
): Promise<Exit> {
  const manager = serviceManager();
  const wasRunning = isLocked(home.lock);
  if (word === "install") {
    const files = manager.filesFor(launchLine(startWords(home, options.port)));
    if (options.print) {
      for (const { file, content } of files) {
        if (terminal.json) terminal.data({ file, content }, "");
        else for (const line of content.trimEnd().split(/\r?\n/)) terminal.line(line);
      }
      return Exit.done;
    }
    await install(manager, files);
    terminal.say(text("service.installed", { file: manager.file }));
    if (wasRunning) terminal.say(text("service.runs-already"));
  } else if (word === "uninstall") {
    await uninstall(manager);
    terminal.say(text("service.uninstalled"));
  }
  const installed = existsSync(manager.file);
  const data = { installed, running: isLocked(home.lock), file: installed ? manager.file : null };
  if (terminal.json) terminal.data(data, "");
  else if (word === "status")
    terminal.data(
      data,
      installed ? text("service.is-installed", { file: manager.file }) : text("service.is-not-installed"),
    );
  return Exit.done;
}

/** Which home folder is said in any case: what the system starts has not this terminal's environment. */
export function startWords({ root }: Home, port: number | undefined): string[] {
  return ["start", ...(port === undefined ? [] : ["--port", String(port)]), "--home", root];
}

/** Where the system refuses, nothing is left behind. */
async function install(manager: ServiceManager, files: readonly ServiceFile[]): Promise<void> {
  for (const { file, content, encoding } of files) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content, encoding);
  }
  for (const [program, ...words] of manager.install) {
    try {
      await promisify(execFile)(program, words);
    } catch (error) {
      await uninstall(manager);
      const command = [program, ...words].join(" ");
      throw new CommandFailed(message("service.refused", { command, reason: saidReason(error) }));
    }
  }
}

/** Leaves none of its files behind. */
export async function uninstall(manager: ServiceManager): Promise<void> {
  const run = async ([program, ...words]: readonly [string, ...string[]]): Promise<void> => {
    await promisify(execFile)(program, words).catch(() => undefined);
  };
  for (const line of manager.uninstall) await run(line);
  for (const file of manager.files) rmSync(file, { force: true });
  for (const line of manager.afterwards) await run(line);
}

/** The first line of what the program has printed says more than its exit status. */
function saidReason(error: unknown): string {
  const printed =
    typeof error === "object" && error !== null && "stderr" in error ? String(error.stderr) : "";
  return printed.trim().split("\n")[0]?.trim() || String(reason(error));
}
