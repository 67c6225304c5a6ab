/** `npm test`: set-up, then formatting, lint, types, unit, flow and real-browser tests; `--long` runs the long ones. */

import process from "node:process";
import { binary, buildExtension, installPackages, installTestPrograms, run } from "./set-up.mjs";

const isLong = process.argv.includes("--long");
const wanted = process.argv.slice(2).filter((word) => word !== "--long");

installPackages();
installTestPrograms();
buildExtension();

const TYPE_BORDERS = ["shared/protocol", "shared/transfer", "companion", "tsconfig.json", "tests"];
const projects = isLong ? ["long"] : ["unit", "flows", "browser"];
const steps = [
  ...(isLong
    ? []
    : [
        [binary("biome"), "ci", "--error-on-warnings", "."],
        ...TYPE_BORDERS.map((border) => [binary("tsc"), "-p", border]),
      ]),
  [binary("vitest"), "run", ...projects.flatMap((project) => ["--project", project]), ...wanted],
];
for (const step of steps) {
  const status = await run(step);
  if (status !== 0) process.exit(status);
}
