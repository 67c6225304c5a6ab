/** A page of the extension with the benchmarks' script in it: all contenders run in the same place. */

import path from "node:path";
import type { Page } from "playwright-core";
import { build } from "vite";
import type { Desktop } from "../support/desktop.ts";

const ENTRY = path.join(import.meta.dirname, "page", "index.ts");

/** Opens one. The script comes from the packages that are installed here, and from nowhere else. */
export async function openBenchPage(desktop: Desktop): Promise<Page> {
  const page = await desktop.openExtensionPage("options.html");
  await page.evaluate(await benchScript());
  return page;
}

async function benchScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, minify: false, lib: { entry: ENTRY, formats: ["iife"], name: "pagewireBench" } },
  });
  const [output] = [built].flat();
  if (!output || !("output" in output)) throw new Error("the benchmarks' script was not built");
  return output.output[0].code;
}
