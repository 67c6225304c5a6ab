/** Who has files open for writing, where the system says so: on Linux, in /proc. */

import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { stat } from "node:fs/promises";
import { setImmediate as others } from "node:timers/promises";

/** After so many processes others have their turn. */
const PROCESSES_AT_ONCE = 16;
/** `O_WRONLY` and `O_RDWR` (open(2)): the lowest two bits of what `fdinfo` calls flags, in octal. */
const WRITING = 0o3;

const FLAGS = "flags:\t";

/** A process that may still write. */
export interface Writer {
  readonly pid: number;
  readonly program: string;
}

/** What tells a file from every other. */
export interface FileIdentity {
  readonly dev: number;
  readonly ino: number;
}

/** Which of the files are open for writing, by `identityOf`. Processes of other users can't be looked into and are passed over. */
export async function writersOf(files: readonly FileIdentity[]): Promise<ReadonlyMap<string, Writer>> {
  const found = new Map<string, Writer>();
  if (process.platform !== "linux" || files.length === 0) return found;
  const wanted = new Set(files.map(identityOf));
  const processes = namesIn("/proc").filter((name) => /^\d+$/.test(name));
  for (const [index, pid] of processes.entries()) {
    if (index % PROCESSES_AT_ONCE === 0) await others();
    for (const descriptor of namesIn(`/proc/${pid}/fd`)) {
      if (!isWriting(pid, descriptor)) continue;
      const stats = await stat(`/proc/${pid}/fd/${descriptor}`).catch(() => undefined);
      const identity = stats && identityOf(stats);
      if (identity !== undefined && wanted.has(identity)) found.set(identity, writerOf(pid));
    }
  }
  return found;
}

/** The key of a file in the answer of `writersOf`. */
export function identityOf({ dev, ino }: FileIdentity): string {
  return `${dev}:${ino}`;
}

/** Whether a descriptor is of a file with a name, open for writing. Reads nothing but /proc, which waits for no disk. */
function isWriting(pid: string, descriptor: string): boolean {
  try {
    const target = readlinkSync(`/proc/${pid}/fd/${descriptor}`);
    if (!target.startsWith("/") || target.startsWith("/dev/") || target.startsWith("/proc/")) return false;
    const info = readFileSync(`/proc/${pid}/fdinfo/${descriptor}`, "latin1");
    const flags = info.split("\n").find((line) => line.startsWith(FLAGS));
    return flags !== undefined && (Number.parseInt(flags.slice(FLAGS.length), 8) & WRITING) !== 0;
  } catch {
    // It has been closed, or is not ours to see.
    return false;
  }
}

function writerOf(pid: string): Writer {
  try {
    return { pid: Number(pid), program: readFileSync(`/proc/${pid}/comm`, "utf8").trim() };
  } catch {
    return { pid: Number(pid), program: "?" };
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
