/** What every command of the checkout needs first: the packages, their Node, and for tests the system's programs. */

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync, writeSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { buildSourcesDigest } from "./build-sources.mjs";

export const ROOT = path.resolve(fileURLToPath(new URL("..", import.meta.url)));
export const EXTENSION_DIR = path.join(ROOT, ".output", "chrome-mv3");
/** The same extension as Firefox loads it. */
export const FIREFOX_DIR = path.join(ROOT, ".output", "firefox-mv3");
const BIN = path.join(ROOT, "node_modules", ".bin");
const INSTALLED_NOTE = path.join(ROOT, "node_modules", ".pagewire-lock");

/** A pipe that is full is tried again after this. */
const FULL_PIPE_PAUSE_MS = 20;

/** Says one sentence; it is taken when this returns, so that no exit cuts it. */
export function say(sentence) {
  let rest = Buffer.from(`${sentence}\n`);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(2, rest));
    } catch (error) {
      // Nobody reads any more.
      if (error.code !== "EAGAIN") return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, FULL_PIPE_PAUSE_MS);
    }
  }
}

/** Ends the command with one sentence. */
export function fail(sentence) {
  say(sentence);
  process.exit(1);
}

/** The environment in which `node` is the project's own. */
export function projectEnvironment() {
  return { ...process.env, PATH: `${BIN}${path.delimiter}${process.env.PATH ?? ""}` };
}

/** The project's Node 24. */
export const NODE = binary("node");

/** Installs the packages where they are missing or not those of the lock file. */
export function installPackages() {
  const lock = createHash("sha256")
    .update(readFileSync(path.join(ROOT, "package-lock.json")))
    .digest("hex");
  if (existsSync(NODE) && existsSync(INSTALLED_NOTE) && readFileSync(INSTALLED_NOTE, "utf8") === lock) return;
  say("Installing packages…");
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (npm.status !== 0)
    fail("The packages could not be installed: check the network, then run the command again.");
  writeFileSync(INSTALLED_NOTE, lock);
}

/**
 * Builds the extension where its sources have changed since the last build, and notes for its pages where people run its
 * companion's commands: until a companion is paired nobody else can tell them. `home` is what they have to name; `browser` is
 * "chrome", for all of its kin, or "firefox".
 */
export function buildExtension(home = "", browser = "chrome") {
  const note = path.join(browser === "firefox" ? FIREFOX_DIR : EXTENSION_DIR, "build.json");
  buildAnew(browser, note);
  const place = {
    folder: ROOT,
    ...(home === "" ? {} : { home }),
    ...(process.platform === "win32" ? { shell: "windows" } : {}),
  };
  const built = JSON.parse(readFileSync(note, "utf8"));
  if (JSON.stringify(built.place) === JSON.stringify(place)) return;
  writeFileSync(note, `${JSON.stringify({ ...built, place })}\n`);
}

function buildAnew(browser, note) {
  const builtNote = path.join(ROOT, ".output", `${browser}-sources.sha256`);
  const stamp = buildSourcesDigest();
  const isFresh = existsSync(note) && existsSync(builtNote);
  if (isFresh && readFileSync(builtNote, "utf8") === stamp) return;
  say(browser === "firefox" ? "Building the extension for Firefox…" : "Building the extension…");
  const wxt = path.join(ROOT, "node_modules", "wxt", "bin", "wxt.mjs");
  const built = spawnSync(NODE, [wxt, "build", "--browser", browser, "--mv3"], {
    cwd: ROOT,
    // Always what people get: under a test's own setting libraries come as their larger ones for developers.
    env: { ...projectEnvironment(), NODE_ENV: "production" },
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (built.status !== 0) fail(`${built.stdout}${built.stderr}\nThe extension could not be built.`);
  writeFileSync(builtNote, stamp);
}

/** Programs the browser tests use, with the package of Debian and its kin that brings each. */
const TEST_PROGRAMS = [
  { names: ["chromium", "chromium-browser", "google-chrome-for-testing"], package: "chromium" },
  { names: ["Xvfb"], package: "xvfb" },
  { names: ["xdotool"], package: "xdotool" },
  { names: ["firefox-esr", "firefox"], package: "firefox-esr", isCorpus: true },
  // Reads what photo managers read; its test is skipped without it.
  { names: ["exiftool"], package: "libimage-exiftool-perl", isOptional: true },
  // Completion is tried in real shells, and `pagewire ssh` with a real sshd: each test is skipped without its program.
  { names: ["zsh"], package: "zsh", isOptional: true },
  { names: ["fish"], package: "fish", isOptional: true },
  { names: ["sshd"], package: "openssh-server", isOptional: true, isService: true },
];
/** Where systemd runs, a package of a service starts it at once: no test run opens a computer's port to the network. */
const SYSTEMD = "/run/systemd/system";
/** What keeps the other systems from starting it (invoke-rc.d(8)). */
const START_NOTHING = { RUNLEVEL: "1" };

/**
 * Installs the programs that are missing through the system's package manager, or says which command does; those of the
 * wide browser runs where they are to run.
 */
export function installTestPrograms(isCorpus = false) {
  const wanted = TEST_PROGRAMS.filter((program) => isCorpus || !program.isCorpus);
  const absent = wanted.filter(({ names }) => !names.some(findProgram));
  const needed = absent.filter(({ isOptional }) => !isOptional);
  const others = absent.filter(
    ({ isOptional, isService }) => isOptional && !(isService && existsSync(SYSTEMD)),
  );
  if (needed.length + others.length === 0) return;
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const canInstall =
    findProgram("apt-get") && (asRoot.length === 0 || spawnSync("sudo", ["-n", "true"]).status === 0);
  if (needed.length > 0) {
    const missing = needed.map((program) => program.package);
    if (!canInstall) {
      fail(
        `The browser tests need ${missing.join(", ")}: install them (on Debian: sudo ${installing(missing)}), then run again.`,
      );
    }
    say(`Installing ${missing.join(", ")}…`);
    for (const command of ["apt-get update -q", installing(missing)]) {
      if (!hasRun([...asRoot, ...command.split(" ")], 2))
        fail(`"${command}" failed: run it by hand, then run this command again.`);
    }
  }
  // Each by itself: one that this system does not have keeps no other back. Without lists of packages there are none.
  for (const program of canInstall ? others : []) {
    hasRun([...asRoot, ...installing([program.package]).split(" ")], "ignore", START_NOTHING);
  }
}

function installing(packages) {
  return `apt-get install -y --no-install-recommends ${packages.join(" ")}`;
}

function hasRun([program, ...words], output, environment = {}) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", ...environment };
  return spawnSync(program, words, { stdio: ["ignore", output, output], env }).status === 0;
}

/** The full path of a program, if it is on the path, or where those of the system's services are. */
export function findProgram(name) {
  return [...(process.env.PATH ?? "").split(path.delimiter), "/usr/sbin"]
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
