/** How long the companion takes from its process to its first line, beside a bare Node that does nothing. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { type Figure, figure } from "./figure.ts";

const ROUNDS = 11;
const COMMAND = path.resolve(import.meta.dirname, "../../companion/pagewire.mjs");

export async function measureStart(rounds = ROUNDS): Promise<Figure[]> {
  const home = await mkdtemp(path.join(tmpdir(), "pagewire-bench-"));
  const starts: number[] = [];
  const stops: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const begun = performance.now();
    const child = spawn(process.execPath, [COMMAND, "start", "--home", home, "--port", "0", "--json"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    await once(createInterface(child.stdout), "line");
    const listening = performance.now();
    child.kill("SIGINT");
    await once(child, "exit");
    const ended = performance.now();
    await once(spawn(process.execPath, ["-e", "0"]), "exit");
    // The first round warms the caches and does not count.
    if (round === 0) continue;
    starts.push(listening - begun);
    stops.push(ended - listening);
    bare.push(performance.now() - ended);
  }
  await rm(home, { recursive: true, force: true });
  return [
    figure("start to listening", "ms", starts, { to: "a bare node", values: bare }),
    figure("Ctrl-C to ended", "ms", stops),
    figure("a bare node", "ms", bare),
  ];
}
