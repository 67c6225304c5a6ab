/** `npm run build`: the unpacked extension in `.output/chrome-mv3/`. */

import path from "node:path";
import process from "node:process";
import { buildExtension, EXTENSION_DIR, installPackages, ROOT } from "./set-up.mjs";

installPackages();
buildExtension();
process.stderr.write(`The extension lies in ${path.relative(ROOT, EXTENSION_DIR)}.\n`);
