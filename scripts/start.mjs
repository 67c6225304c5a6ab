/** `npm start`: everything for the main job, from a fresh clone to a browser that is one click from paired. */

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import {
  buildExtension,
  EXTENSION_DIR,
  fail,
  findProgram,
  installPackages,
  NODE,
  projectEnvironment,
  ROOT,
  run,
} from "./set-up.mjs";

const COMMAND = path.join(ROOT, "companion", "main.ts");
const DEFAULT_HOME = path.join(homedir(), "Pagewire");
const ALREADY_RUNNING = 3;
/** Fixed by the key in the manifest. */
const EXTENSION_ID = "bdamihdgndefjajdfjjnhbegdejnmjae";
/** Browsers that still load an unpacked extension from the command line; branded Chrome does not. */
const BROWSERS = [
  "chromium",
  "chromium-browser",
  "google-chrome-for-testing",
  "chrome-for-testing",
  "microsoft-edge",
  "microsoft-edge-stable",
];

const words = process.argv.slice(2);
// What runs here goes on when nobody reads about it any more (`npm start | head`).
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
installPackages();
if (words.some((word) => word === "--help" || word === "-h")) {
  process.exit(await run([NODE, COMMAND, "start", "--help"]));
}
buildExtension(homeOf() === DEFAULT_HOME ? "" : homeOf());
const companion = await startCompanion();
const browser = openBrowser(companion);
// Before the first line is printed: whoever reads it may press Ctrl-C at once.
endTogether(companion, browser);
explain(companion, browser !== undefined);

/** Starts the companion, or joins the one that runs already for this home folder. */
async function startCompanion() {
  // A group of its own: Ctrl-C reaches it once, from here, and it ends in order.
  const child = spawn(NODE, [COMMAND, "start", "--json", ...words], {
    cwd: ROOT,
    env: projectEnvironment(),
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  const ended = once(child, "exit").then(([status]) => ({ status }));
  const listening = once(createInterface(child.stdout), "line").then(([line]) => JSON.parse(line));
  const first = await Promise.race([listening, ended]);
  if (first.event === "listening") return { ...first, child };
  if (first.status !== ALREADY_RUNNING) process.exit(first.status ?? 1);
  process.stdout.write("Pagewire was already running for this home folder; this joins it.\n");
  return { ...ask("status"), ...ask("pair"), home: homeOf(), child: undefined };
}

function ask(command) {
  const home = homeWords();
  const answer = spawnSync(NODE, [COMMAND, command, "--json", ...home], {
    env: projectEnvironment(),
    encoding: "utf8",
  });
  if (answer.status !== 0) fail(answer.stderr.trim());
  return JSON.parse(answer.stdout.split("\n")[0]);
}

function homeWords() {
  const at = words.indexOf("--home");
  return at < 0 ? words.filter((word) => word.startsWith("--home=")) : words.slice(at, at + 2);
}

/** The folder that `homePath` of companion/home/home.ts finds, which an older Node can't load. */
function homeOf() {
  const named = homeWords()
    .at(-1)
    ?.replace(/^--home=/, "");
  return path.resolve(named || process.env.PAGEWIRE_HOME || DEFAULT_HOME);
}

/** What has happened already comes first: a window that nobody explains is closed. */
function explain({ port, home, pairUrl, child }, isWindowOpen) {
  const pair = ["npx pagewire pair", ...homeWords().map(quoted)].join(" ");
  const ends = child
    ? "Ctrl-C stops everything."
    : "Ctrl-C closes the browser; `npx pagewire stop` stops the companion.";
  const window = isWindowOpen
    ? `
A browser window with the extension has opened: press "Pair this browser" there.
Closing it closes that browser alone.
`
    : "";
  // The window's link works once: whoever opened it elsewhere would find it used.
  const link = isWindowOpen ? ask("pair").pairUrl : pairUrl;
  process.stdout.write(`
Pagewire runs on 127.0.0.1:${port} and keeps its files in ${home}.
${window}
To use it in the browser you use every day${isWindowOpen ? ", too" : ""}:
  1. Open chrome://extensions and switch on "Developer mode".
  2. Press "Load unpacked" and choose ${EXTENSION_DIR}
  3. Open ${link}
     and press "Pair this browser" (the link works once, for 10 minutes; "${pair}" makes another).

Then right-click any image and choose "Send to Pagewire". ${ends}
`);
}

/** A word as a shell takes it: shared/texts/shell-word.ts, which an older Node can't load, has all of it. */
function quoted(word) {
  return /[^\w@%+=:,./-]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : word;
}

/** Opens a browser of its own with the extension loaded, where there is a screen and one that allows it. */
function openBrowser({ home, pairUrl }) {
  const hasScreen = process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const program = hasScreen ? BROWSERS.map(findProgram).find(Boolean) : undefined;
  if (!program || words.includes("--no-open")) return undefined;
  const profile = path.join(home, ".state", "browser");
  furnish(profile);
  const child = spawn(
    program,
    [
      `--user-data-dir=${profile}`,
      `--load-extension=${EXTENSION_DIR}`,
      "--no-first-run",
      "--no-default-browser-check",
      // Chromium can't run its sandbox as root.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      pairUrl,
    ],
    { stdio: "ignore", detached: true },
  );
  child.on("error", () =>
    process.stdout.write(`No browser could be opened: use the steps above, with ${pairUrl}\n`),
  );
  return child;
}

/** A new profile shows our icon on the toolbar, and lets the extension come back when it reloads itself. */
function furnish(profile) {
  const folder = path.join(profile, "Default");
  const preferences = { extensions: { pinned_extensions: [EXTENSION_ID], ui: { developer_mode: true } } };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path.join(folder, "Preferences"), JSON.stringify(preferences), { flag: "wx" });
  } catch {
    // The profile is there already, with its user's own choices.
  }
}

/** Ctrl-C, or the companion's own end, ends all that was started here. */
function endTogether({ child }, browserChild) {
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    const left = [child, browserChild].filter(
      (one) => one && one.exitCode === null && one.signalCode === null,
    );
    const gone = left.map((one) => once(one, "exit"));
    for (const one of left) signal(one, one === child ? "SIGINT" : "SIGTERM");
    await Promise.all(gone);
    // A companion that ended by itself with a failure passes it on.
    process.exit(child?.exitCode ?? 0);
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, end);
  child?.on("exit", end);
}

function signal(one, name) {
  try {
    process.kill(-one.pid, name);
  } catch {
    one.kill(name);
  }
}
