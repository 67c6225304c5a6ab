/** How much processor time programs take: a browser with all its processes, and one process alone. */

import { readdirSync, readFileSync } from "node:fs";

/** What `/proc` counts time in, whatever the kernel's own clock (proc(5), sysconf(_SC_CLK_TCK)). */
const TICK_MS = 10;

interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly words: string;
  readonly cpuMs: number;
}

/** The processor time in milliseconds that a process and all that it has started have taken so far. */
export function cpuOfProcess(pid: number): number {
  return cpuOfTree((one) => one.pid === pid);
}

/** The same of the browser that has this profile. */
export function cpuOfBrowser(profileDir: string): number {
  return cpuOfTree(({ words }) => words.includes(`--user-data-dir=${profileDir}`));
}

function cpuOfTree(isRoot: (one: Running) => boolean): number {
  const all = runningProcesses();
  const own = new Set(all.filter(isRoot).map(({ pid }) => pid));
  for (let size = -1; size !== own.size; ) {
    size = own.size;
    for (const { pid, parent } of all) if (own.has(parent)) own.add(pid);
  }
  return all.filter(({ pid }) => own.has(pid)).reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}

function runningProcesses(): Running[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        // The program's name, in brackets, may hold anything.
        const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        // Chromium writes a child's words anew, as one.
        const words = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
        const [parent, user, system] = [1, 11, 12].map((at) => Number(fields[at]));
        return [
          { pid: Number(name), parent: parent ?? 0, words, cpuMs: ((user ?? 0) + (system ?? 0)) * TICK_MS },
        ];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    });
}
