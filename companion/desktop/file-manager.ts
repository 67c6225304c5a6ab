/** Shows a file in the system's file manager: its folder is opened and, where the system can, the file is marked there. */

import { spawn } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { findProgram, runProgram } from "../process/system-programs.ts";

/** There is no file manager, or nobody sits at this computer who could see it. */
export class NoFileManager extends Error {
  override readonly name = "NoFileManager";
  readonly code = "no_file_manager";
}

/** Marks the file where the file manager can, else opens its folder. Throws `NoFileManager`. */
export async function showFile(file: string, platform: NodeJS.Platform = process.platform): Promise<void> {
  if (platform === "darwin") return await run("open", ["-R", file]);
  if (platform === "win32") return await start("explorer.exe", [`/select,${file}`]);
  needsDesktop();
  // The freedesktop.org name that file managers answer to; a comma would part the list.
  const url = pathToFileURL(file).href.replaceAll(",", "%2C");
  const call = ["--session", "--print-reply", "--type=method_call", "--dest=org.freedesktop.FileManager1"];
  const method = ["/org/freedesktop/FileManager1", "org.freedesktop.FileManager1.ShowItems"];
  try {
    await run("dbus-send", [...call, ...method, `array:string:${url}`, "string:"]);
  } catch {
    await start("xdg-open", [path.dirname(file)]);
  }
}

/** Opens a folder. Throws `NoFileManager`. */
export async function showFolder(
  folder: string,
  platform: NodeJS.Platform = process.platform,
): Promise<void> {
  if (platform === "darwin") return await run("open", [folder]);
  if (platform === "win32") return await start("explorer.exe", [folder]);
  needsDesktop();
  await start("xdg-open", [folder]);
}

function needsDesktop(): void {
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    throw new NoFileManager("The companion runs without a desktop.");
}

async function run(name: string, args: readonly string[]): Promise<void> {
  const program = findProgram(name);
  if (program === undefined) throw new NoFileManager(`There is no ${name} here.`);
  await runProgram(program, args);
}

/** For a program that may stay open as long as its window, or whose status says nothing. */
async function start(name: string, args: readonly string[]): Promise<void> {
  const program = findProgram(name);
  if (program === undefined) throw new NoFileManager(`There is no ${name} here.`);
  const child = spawn(program, args, { stdio: "ignore", detached: true });
  child.unref();
  await new Promise((resolve, reject) => child.once("spawn", resolve).once("error", reject));
}
