/** `npm run build`, `npm run build:firefox`: the unpacked extension in `.output/chrome-mv3/`, in `.output/firefox-mv3/`. */

import path from "node:path";
import process from "node:process";
import { buildExtension, EXTENSION_DIR, FIREFOX_DIR, installPackages, ROOT, say } from "./set-up.mjs";
import { sizeLines } from "./sizes.mjs";

const browser = process.argv.includes("--firefox") ? "firefox" : "chrome";
const folder = browser === "firefox" ? FIREFOX_DIR : EXTENSION_DIR;

installPackages();
buildExtension("", browser);
for (const line of sizeLines(folder)) say(line);
say(`The extension lies in ${path.relative(ROOT, folder)}.`);
