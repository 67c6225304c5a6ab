/** `npm run bench`: the benchmarks, in the real browser, as a table; with `-- --json` a line a figure. */

import path from "node:path";
import process from "node:process";
import { buildExtension, installPackages, installTestPrograms, NODE, ROOT, run } from "./set-up.mjs";

installPackages();
installTestPrograms();
buildExtension();
const words = process.argv.slice(2);
for (const name of ["bench.ts", "fan-out.ts"]) {
  const status = await run([NODE, path.join(ROOT, "tests", "bench", name), ...words]);
  if (status !== 0) process.exit(status);
}
