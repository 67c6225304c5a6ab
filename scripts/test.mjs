/**
 * `npm test`: set-up, then formatting, lint, types, unit, flow and real-browser tests; `--corpus` runs the wide browser
 * runs alone, `--long` the long ones.
 */

import process from "node:process";
import { binary, buildExtension, installPackages, installTestPrograms, run } from "./set-up.mjs";

const OTHERS = ["corpus", "long"];
const other = OTHERS.find((name) => process.argv.includes(`--${name}`));
const wanted = process.argv.slice(2).filter((arg) => arg !== `--${other}`);

installPackages();
installTestPrograms(other === "corpus");
buildExtension();

const TYPE_BORDERS = [
  "shared/protocol",
  "shared/texts",
  "shared/naming",
  "shared/transfer",
  "companion",
  "tsconfig.json",
  "tests",
];
const projects = other ? [other] : ["unit", "flows", "browser"];
const steps = [
  ...(other
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
