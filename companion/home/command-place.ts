/** How a person runs this very companion's commands: in its checkout, from anywhere else, or as it was installed. */

import { realpathSync } from "node:fs";
import path from "node:path";
import type { CommandPlace } from "../../shared/texts/command-place.ts";
import { PACKAGE_FOLDER } from "../package-folder.ts";
import { homePath } from "./home.ts";

const PACKAGES = `${path.sep}node_modules${path.sep}`;
/** Where npm keeps what `npx` has fetched: it finds it by the name alone. */
const FETCHED = `${path.sep}_npx${path.sep}`;

/** Where a person stands who reads the command. */
export interface Standpoint {
  /** The folder they are in; absent where it can be any. */
  readonly folder?: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** What this process knows of how it was called; `process` itself is one. */
export interface Called {
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

/** For a reader in the terminal that the command was typed into. */
export function commandPlaceHere(home: string, called: Called = process): CommandPlace {
  return commandPlace(home, { folder: process.cwd(), environment: called.env }, called);
}

/** For a reader who may be anywhere on this computer: in another terminal, or in a browser. */
export function commandPlaceAnywhere(home: string, called: Called = process): CommandPlace {
  return commandPlace(home, { environment: {} }, called);
}

/** The package's own folder is a parameter for the tests alone. */
export function commandPlace(
  home: string,
  reader: Standpoint,
  { argv, env, platform }: Called,
  own = PACKAGE_FOLDER,
): CommandPlace {
  const folder = folderToBeIn(own, reader.folder);
  return {
    ...(commandOnPath({ argv, env, platform })
      ? { isInstalled: true }
      : folder === undefined
        ? {}
        : { folder }),
    ...(homePath(undefined, reader.environment) === home ? {} : { home }),
    ...(platform === "win32" ? { shell: "windows" } : {}),
  };
}

/** The checkout, or the project that has installed it; `undefined` where the reader is there, or may be anywhere. */
function folderToBeIn(own: string, stands: string | undefined): string | undefined {
  if (isFetched(own)) return undefined;
  const [project = own] = own.split(PACKAGES);
  return stands !== undefined && isWithin(stands, project) ? undefined : project;
}

function isWithin(folder: string, project: string): boolean {
  return `${real(folder)}${path.sep}`.startsWith(`${real(project)}${path.sep}`);
}

function real(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

/** Whether `npx` has fetched the package, and may forget it. */
export function isFetched(own: string): boolean {
  return own.includes(FETCHED);
}

/** The command's file, where the shell finds it by its name: not by what `npx` puts before its path for the moment. */
export function commandOnPath({ argv: [, script], env: { PATH = "" } }: Called): string | undefined {
  if (script === undefined || path.basename(script) !== "pagewire") return undefined;
  const folder = path.dirname(script);
  const isFound = path.basename(folder) !== ".bin" && PATH.split(path.delimiter).includes(folder);
  return isFound ? script : undefined;
}
