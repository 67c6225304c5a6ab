/**
 * The benchmarks' script in the two places where it runs. Contenders with a WebSocket run in the service worker, as the
 * product does: in a page the test driver is told of every frame with its bytes, which makes them half as fast
 * (measured). The page wakes the product, and holds what needs an XMLHttpRequest.
 */

import path from "node:path";
import type { Page } from "playwright-core";
import { build } from "vite";
import type { Desktop } from "../support/desktop.ts";
import type { WorkerSession } from "../support/worker-session.ts";

const ENTRY = path.join(import.meta.dirname, "page", "index.ts");

/** Opens one. The script comes from the packages that are installed here, and from nowhere else. */
export async function openBenchPage(desktop: Desktop): Promise<Page> {
  const page = await desktop.openExtensionPage("options.html");
  await page.evaluate(await benchScript());
  // Nothing of the queue goes before the clock starts.
  await page.evaluate(() => chrome.alarms.clearAll());
  return page;
}

/** Attaches to the service worker and puts the script there. */
export async function openBenchWorker(desktop: Desktop): Promise<WorkerSession> {
  const worker = await desktop.attachToServiceWorker();
  await worker.run(await benchScript());
  return worker;
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
