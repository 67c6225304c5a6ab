/** Runs every benchmark one after the other and prints its figures. */

import { type Figure, print } from "./figure.ts";
import { measureStart } from "./start.ts";
import { measureTransfers } from "./transfers.ts";

const json = process.argv.includes("--json");
const benchmarks: readonly (() => Promise<Figure[]>)[] = [measureStart, measureTransfers];
for (const measure of benchmarks) print(await measure(), json);
process.exit();
