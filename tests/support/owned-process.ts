/** A program a test starts in a process group of its own, and ends by that group and nothing else. */
import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { eventually } from "./eventually.ts";

/** A started program. */
export interface OwnedProcess {
  readonly child: ChildProcess;
  /** The leader's process id, which is the group's id as well. */
  readonly pid: number;
  /** Sends a signal to the whole group; a group that is gone is no error. */
  signal(name: NodeJS.Signals): void;
  /** Returns when no process of the group is left. */
  ended(timeoutMs: number): Promise<void>;
  /** Asks with SIGTERM, insists with SIGKILL, and returns when no process of the group is left. */
  close(graceMs?: number): Promise<void>;
}

const KILL_TIMEOUT_MS = 10_000;

/** What is still to be ended should this process leave without closing it. */
const running = new Set<OwnedProcess>();
process.on("exit", () => {
  for (const owned of running) owned.signal("SIGKILL");
});

/** Starts a program as the leader of a new process group. */
export async function startOwnedProcess(
  command: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; stdio?: StdioOptions } = {},
): Promise<OwnedProcess> {
  const child = spawn(command, args, { detached: true, stdio: "ignore", ...options });
  await once(child, "spawn");
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${command} has no process id`);
  const owned: OwnedProcess = {
    child,
    pid,
    signal(name) {
      try {
        process.kill(-pid, name);
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    },
    async ended(timeoutMs) {
      await eventually(`${command} to end`, () => !groupLives(pid), { timeoutMs, intervalMs: 20 });
      running.delete(owned);
    },
    async close(graceMs = 3_000) {
      owned.signal("SIGTERM");
      try {
        await owned.ended(graceMs);
      } catch {
        owned.signal("SIGKILL");
        await owned.ended(KILL_TIMEOUT_MS);
      }
    },
  };
  running.add(owned);
  return owned;
}

function isGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ESRCH";
}

/** Whether a process of the group still runs. A dead one that nobody has reaped yet does not count. */
function groupLives(group: number): boolean {
  try {
    process.kill(-group, 0);
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
  let ids: string[];
  try {
    ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return true; // No /proc here: the signal's answer stands.
  }
  return ids.some((id) => {
    try {
      // "pid (name) state parent group ...": the name may hold anything, so count from its last parenthesis.
      const stat = readFileSync(`/proc/${id}/stat`, "utf8");
      const [state, , ofGroup] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return Number(ofGroup) === group && state !== "Z" && state !== "X";
    } catch {
      return false;
    }
  });
}
