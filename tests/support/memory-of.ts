/** How much memory a process holds, as the system counts it. */

import { execFile } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { pause } from "./eventually.ts";

/** The resident set in MiB; the peak since the last `resetPeak` with `peak`. */
export function residentMiB(pid: number, peak = false): number {
  const field = peak ? "VmHWM" : "VmRSS";
  const line = readFileSync(`/proc/${pid}/status`, "utf8")
    .split("\n")
    .find((candidate) => candidate.startsWith(`${field}:`));
  return Number(line?.replace(/\D/g, "")) / 1024;
}

/** From now on the peak is counted anew (proc(5), clear_refs). */
export function resetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, "5");
}

/** A process's share of the memory it holds with others (proc(5), smaps_rollup), in MiB; 0 for one that has ended. */
function sharedMiB(pid: number): number {
  try {
    const pss = /^Pss:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1];
    return Number(pss ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** What all processes of a browser hold together, in MiB. */
export function browserMiB(profileDir: string): number {
  return browserProcesses(profileDir).reduce((sum, { pid }) => sum + sharedMiB(pid), 0);
}

const SAMPLE_MS = 200;

/** By how much what all processes of a browser hold has grown at most while something was done, in MiB; and what came of that. */
export async function grownWhile<Result>(
  profileDir: string,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly grownMiB: number }> {
  const before = browserMiB(profileDir);
  let most = before;
  let isOver = false;
  const sampling = (async () => {
    for (; !isOver; await pause(SAMPLE_MS)) most = Math.max(most, browserMiB(profileDir));
  })();
  try {
    const result = await work();
    return { result, grownMiB: most - before };
  } finally {
    isOver = true;
    await sampling;
  }
}

/** What a profile takes on the disk, in MiB. */
export async function diskMiB(profileDir: string): Promise<number> {
  const { stdout } = await promisify(execFile)("du", ["-sk", profileDir]);
  return Number.parseInt(stdout, 10) / 1024;
}

/** The processes in which the extensions of a browser run. */
export function extensionProcesses(profileDir: string): number[] {
  return browserProcesses(profileDir)
    .filter(({ words }) => words.includes("--extension-process"))
    .map(({ pid }) => pid);
}

/** All processes of a browser: what belongs to it is told by its profile. */
function browserProcesses(profileDir: string): { readonly pid: number; readonly words: string }[] {
  const processes = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // Chromium writes a child's words anew, as one.
        const words = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
        const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${name}/status`, "utf8"))?.[1];
        return [{ pid: Number(name), parent: Number(parent), words }];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    });
  const own = new Set(
    processes.filter(({ words }) => words.includes(`--user-data-dir=${profileDir}`)).map(({ pid }) => pid),
  );
  for (let size = -1; size !== own.size; ) {
    size = own.size;
    for (const { pid, parent } of processes) if (own.has(parent)) own.add(pid);
  }
  return processes.filter(({ pid }) => own.has(pid));
}
