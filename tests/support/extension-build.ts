/** Builds the extension once before the browser tests, so that they never test an older one. */

import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** The folder of the unpacked extension. */
export const EXTENSION_DIR = path.join(ROOT, ".output/chrome-mv3");

export async function setup(): Promise<void> {
  await promisify(execFile)(process.execPath, [path.join(ROOT, "scripts/build.mjs")], { cwd: ROOT });
}
