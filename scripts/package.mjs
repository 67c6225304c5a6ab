/** What `npm pack` puts into the package besides the files in the repository: `dist/` with the bundled companion, its types, and the extension. */

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { bundleCompanion } from "./bundle.mjs";
import { buildExtension, EXTENSION_DIR, FIREFOX_DIR, installPackages, NODE, ROOT, say } from "./set-up.mjs";

const DIST = path.join(ROOT, "dist");
const DECLARATIONS = path.join(ROOT, ".output", "declarations");
const TYPES = path.join(DIST, "types");
const ENTRY_TYPES = "companion/index.d.ts";
const TSC = path.join(ROOT, "node_modules", "typescript", "bin", "tsc");

installPackages();
buildExtension();
buildExtension("", "firefox");
rmSync(DIST, { recursive: true, force: true });
await bundleCompanion(DIST);
declare();
packExtension(EXTENSION_DIR, "chrome");
packExtension(FIREFOX_DIR, "firefox");
for (const part of ["types", "extension", ""]) say(weightOf(part));

/** What a part of the package weighs before it is packed; npm lists every file. */
function weightOf(part) {
  const others = part === "" ? ["types", "extension"] : [];
  const files = readdirSync(path.join(DIST, part), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !others.some((other) => file.startsWith(path.join(DIST, other))));
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const name = path.join("dist", part);
  return `${name.padEnd(15)} ${String(files.length).padStart(4)} files ${(bytes / 1_000).toFixed(1).padStart(8)} kB`;
}

/** The types that `companion/index.ts` leads to, and no others. */
function declare() {
  rmSync(DECLARATIONS, { recursive: true, force: true });
  const options = ["--declaration", "--emitDeclarationOnly", "--noEmit", "false", "--rootDir", "."];
  execFileSync(NODE, [TSC, "-p", "companion", ...options, "--outDir", DECLARATIONS], {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  const wanted = [ENTRY_TYPES];
  for (const file of wanted) {
    const lines = readFileSync(path.join(DECLARATIONS, file), "utf8");
    const parts = lines.split('"').map((part, index) => {
      if (index % 2 === 0 || !part.startsWith(".") || !part.endsWith(".ts")) return part;
      const target = part.slice(0, -".ts".length);
      const found = path.posix.join(path.posix.dirname(file), `${target}.d.ts`);
      if (!wanted.includes(found)) wanted.push(found);
      return `${target}.js`;
    });
    const place = path.join(TYPES, file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, parts.join('"'));
  }
}

/** Without the note of this checkout's place: its commands are run where the package is. */
function packExtension(built, browser) {
  const folder = path.join(DIST, "extension", browser);
  cpSync(built, folder, { recursive: true });
  const { id } = JSON.parse(readFileSync(path.join(folder, "build.json"), "utf8"));
  writeFileSync(path.join(folder, "build.json"), `${JSON.stringify({ id })}\n`);
}
