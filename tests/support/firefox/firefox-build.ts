/** Builds the extension for Firefox once before the tests there, so that they never test an older one. */

import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

const ROOT = path.resolve(import.meta.dirname, "../../..");

/** The folder of the unpacked extension. */
export const FIREFOX_DIR = path.join(ROOT, ".output/firefox-mv3");

export async function setup(): Promise<void> {
  const script = path.join(ROOT, "scripts/build.mjs");
  await promisify(execFile)(process.execPath, [script, "--firefox"], { cwd: ROOT });
}
