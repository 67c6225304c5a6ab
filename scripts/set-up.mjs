/** What every command of the checkout needs first: the packages, their Node, and for tests the system's programs. */

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";

export const ROOT = path.resolve(
  import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname),
  "..",
);
export const EXTENSION_DIR = path.join(ROOT, ".output", "chrome-mv3");
const BIN = path.join(ROOT, "node_modules", ".bin");
const INSTALLED_NOTE = path.join(ROOT, "node_modules", ".pagewire-lock");
const BUILT_NOTE = path.join(ROOT, ".output", "sources.sha256");
const BUILD_SOURCES = ["entrypoints", "shared", "public", "wxt.config.ts", "package-lock.json"];

/** Ends the command with one sentence. */
export function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** The environment in which `node` is the project's own. */
export function projectEnvironment() {
  return { ...process.env, PATH: `${BIN}${path.delimiter}${process.env.PATH ?? ""}` };
}

/** The project's Node 24. */
export const NODE = path.join(BIN, process.platform === "win32" ? "node.cmd" : "node");

/** Installs the packages where they are missing or not those of the lock file. */
export function installPackages() {
  const lock = digest([readFileSync(path.join(ROOT, "package-lock.json"))]);
  if (existsSync(NODE) && existsSync(INSTALLED_NOTE) && readFileSync(INSTALLED_NOTE, "utf8") === lock) return;
  process.stderr.write("Installing packages…\n");
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (npm.status !== 0)
    fail("The packages could not be installed: check the network, then run the command again.");
  writeFileSync(INSTALLED_NOTE, lock);
}

/** Builds the extension where its sources have changed since the last build. */
export function buildExtension() {
  const sources = BUILD_SOURCES.flatMap((name) => filesBelow(path.join(ROOT, name))).sort();
  const stamp = digest(sources.flatMap((file) => [path.relative(ROOT, file), readFileSync(file)]));
  const isFresh = existsSync(path.join(EXTENSION_DIR, "build.json")) && existsSync(BUILT_NOTE);
  if (isFresh && readFileSync(BUILT_NOTE, "utf8") === stamp) return;
  process.stderr.write("Building the extension…\n");
  const built = spawnSync(NODE, [path.join(ROOT, "node_modules", "wxt", "bin", "wxt.mjs"), "build"], {
    cwd: ROOT,
    env: projectEnvironment(),
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (built.status !== 0) fail(`${built.stdout}${built.stderr}\nThe extension could not be built.`);
  writeFileSync(BUILT_NOTE, stamp);
}

/** Programs the browser tests use, with the package of Debian and its kin that brings each. */
const TEST_PROGRAMS = [
  { names: ["chromium", "chromium-browser", "google-chrome-for-testing"], package: "chromium" },
  { names: ["Xvfb"], package: "xvfb" },
  { names: ["xdotool"], package: "xdotool" },
];

/** Installs the programs that are missing through the system's package manager, or says which command does. */
export function installTestPrograms() {
  const missing = TEST_PROGRAMS.filter(({ names }) => !names.some(findProgram)).map(
    (program) => program.package,
  );
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(" ")}`;
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  if (!findProgram("apt-get") || (asRoot.length > 0 && spawnSync("sudo", ["-n", "true"]).status !== 0)) {
    fail(
      `The browser tests need ${missing.join(", ")}: install them (on Debian: sudo ${command}), then run again.`,
    );
  }
  process.stderr.write(`Installing ${missing.join(", ")}…\n`);
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const words of [["apt-get", "update", "-q"], command.split(" ")]) {
    const [program, ...rest] = [...asRoot, ...words];
    const run = spawnSync(program, rest, { stdio: ["ignore", 2, 2], env: environment });
    if (run.status !== 0) fail(`"${words.join(" ")}" failed: run it by hand, then run this command again.`);
  }
}

/** The full path of a program, if it is on the path. */
export function findProgram(name) {
  return (process.env.PATH ?? "")
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file) && statSync(file).isFile());
}

/** Runs one program of the project in the foreground and resolves with its exit status. */
export function run(words) {
  return new Promise((resolve) => {
    const [program, ...rest] = words;
    const child = spawn(program, rest, { cwd: ROOT, env: projectEnvironment(), stdio: "inherit" });
    child.on("error", (error) => fail(`${program} could not be started (${error.message}).`));
    child.on("close", (status) => resolve(status ?? 1));
  });
}

/** The command line of a program from node_modules/.bin, run by the project's own Node. */
export function binary(name) {
  return path.join(BIN, process.platform === "win32" ? `${name}.cmd` : name);
}

function filesBelow(place) {
  if (!existsSync(place)) return [];
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place).flatMap((name) => filesBelow(path.join(place, name)));
}

function digest(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}
