/** Programs of the system that the companion runs: found on the path, without a shell. */

import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";

/** A program that takes longer is ended. */
const PROGRAM_DEADLINE_MS = 10_000;

/** The full path of a program; only absolute folders of the path count. */
export function findProgram(name: string, folders: string = process.env.PATH ?? ""): string | undefined {
  return folders
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, name))
    .find((file) => isExecutable(file));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Runs a program to its end; throws where it fails. */
export function runProgram(program: string, args: readonly string[], input?: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ["pipe", "ignore", "ignore"],
      timeout: PROGRAM_DEADLINE_MS,
    });
    // It may end before it has read everything: its status says why.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    child.on("error", reject);
    child.on("close", (status) =>
      status === 0 ? resolve() : reject(new Error(`${path.basename(program)} ended with status ${status}.`)),
    );
  });
}
