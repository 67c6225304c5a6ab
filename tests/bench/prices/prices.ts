/** The benchmarks of prices, one after the other. */

import type { Figure } from "../figure.ts";
import { measureDay } from "./day.ts";
import { measureIngest } from "./ingest.ts";
import { measurePanel } from "./panel.ts";
import { measureYear } from "./year.ts";

export async function measurePrices(rounds?: number): Promise<Figure[]> {
  return [
    ...(await measureIngest(rounds)),
    ...(await measurePanel(rounds)),
    ...(await measureYear(rounds)),
    ...(await measureDay()),
  ];
}
