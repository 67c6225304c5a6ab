/** `npm run zip`: what is uploaded to the browsers' stores, in `.output/`; the same sources give the same bytes. */

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fail, installPackages, NODE, projectEnvironment, ROOT, say } from "./set-up.mjs";

const OUTPUT = path.join(ROOT, ".output");
const BROWSERS = ["chrome", "firefox"];

installPackages();
mkdirSync(OUTPUT, { recursive: true });
for (const name of zips()) rmSync(path.join(OUTPUT, name));
for (const browser of BROWSERS) {
  const wxt = path.join(ROOT, "node_modules", "wxt", "bin", "wxt.mjs");
  const zipped = spawnSync(NODE, [wxt, "zip", "--browser", browser, "--mode", "store"], {
    cwd: ROOT,
    env: { ...projectEnvironment(), NODE_ENV: "production" },
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (zipped.status !== 0)
    fail(`${zipped.stdout}${zipped.stderr}\nThe zip for ${browser} could not be made.`);
}
for (const name of zips()) {
  const bytes = readFileSync(path.join(OUTPUT, name));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  say(`${sha256}  ${path.join(".output", name)}  ${(bytes.length / 1_000).toFixed(1)} kB`);
}

function zips() {
  return readdirSync(OUTPUT).filter((name) => name.endsWith(".zip"));
}
