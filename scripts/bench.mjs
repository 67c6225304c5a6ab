/** `npm run bench`: the benchmarks, in the real browser, as a table; with `-- --json` a line a figure. */

import path from "node:path";
import process from "node:process";
import { buildExtension, installPackages, installTestPrograms, NODE, ROOT, run } from "./set-up.mjs";

installPackages();
installTestPrograms();
buildExtension();
process.exit(await run([NODE, path.join(ROOT, "tests", "bench", "bench.ts"), ...process.argv.slice(2)]));
