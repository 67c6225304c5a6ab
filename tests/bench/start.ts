/** How long the companion takes from its process to its first line, beside a bare Node that does nothing. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import packageJson from "../../package.json" with { type: "json" };
import { bundleCompanion } from "../../scripts/bundle.mjs";
import { type Figure, figure } from "./figure.ts";

const ROUNDS = 11;
const ROOT = path.resolve(import.meta.dirname, "../..");
/** Within the checkout, so that the bundle finds the packages it uses. */
const INSTALLED = path.join(ROOT, ".output", "bench-package");
const COMMAND = path.join("companion", "pagewire.mjs");

/** What one start took, in milliseconds. */
interface Start {
  readonly listeningMs: number;
  readonly endingMs: number;
}

export async function measureStart(rounds = ROUNDS): Promise<Figure[]> {
  await install();
  const folder = await mkdtemp(path.join(tmpdir(), "pagewire-bench-"));
  const installed: Start[] = [];
  const checkout: Start[] = [];
  const bare: number[] = [];
  try {
    // The round before the first warms everybody's caches and does not count.
    for (let round = -1; round < rounds; round += 1) {
      const packed = await startOf(INSTALLED, path.join(folder, "installed"));
      const sources = await startOf(ROOT, path.join(folder, "checkout"));
      const begun = performance.now();
      await once(spawn(process.execPath, ["-e", "0"]), "exit");
      if (round < 0) continue;
      bare.push(performance.now() - begun);
      installed.push(packed);
      checkout.push(sources);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const listening = (starts: readonly Start[]): number[] => starts.map(({ listeningMs }) => listeningMs);
  const against = { to: "a bare node", values: bare };
  return [
    figure("start to listening, as npm installs it", "ms", listening(installed), against),
    figure("start to listening, from the sources", "ms", listening(checkout), against),
    figure(
      "Ctrl-C to ended",
      "ms",
      installed.map(({ endingMs }) => endingMs),
    ),
    figure("a bare node", "ms", bare),
  ];
}

/** What the published package holds besides the extension; the packages it uses are the checkout's. */
async function install(): Promise<void> {
  await rm(INSTALLED, { recursive: true, force: true });
  for (const file of ["package.json", ...packageJson.files.filter((name) => name !== "dist")])
    await cp(path.join(ROOT, file), path.join(INSTALLED, file), { recursive: true });
  await bundleCompanion(path.join(INSTALLED, "dist"));
}

async function startOf(folder: string, home: string): Promise<Start> {
  const begun = performance.now();
  const words = [path.join(folder, COMMAND), "start", "--home", home, "--port", "0", "--json"];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "ignore"] });
  const ended = once(child, "exit").then(() => Promise.reject(new Error("The companion did not start.")));
  await Promise.race([once(createInterface(child.stdout), "line"), ended]);
  const listening = performance.now();
  child.kill("SIGINT");
  await ended.catch(() => undefined);
  return { listeningMs: listening - begun, endingMs: performance.now() - listening };
}
