/** The `pagewire` command at a pipe of the kernel, as a shell makes one, that is read only when the test says so. */

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, constants, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { eventually } from "./eventually.ts";

const COMMAND = path.resolve(import.meta.dirname, "../../companion/pagewire.mjs");
/** Linux keeps 64 KiB in a pipe that nobody reads, but fills its pages with whole lines. */
const FULL_BYTES = 32_768;

export interface PipedCommand {
  readonly child: ChildProcess;
  /** Waits until the pipe takes no more, or the command has ended. */
  full(): Promise<void>;
  /** Gives the pipe to a program (`cat`, `head -1`) and returns what that one made of it. */
  readBy(program: string, ...words: readonly string[]): Promise<Buffer>;
  /** Closes the end that could be read. */
  leave(): void;
  /** Everything that came on the stream that is no pipe of the kernel. */
  readonly other: Promise<Buffer>;
  /** The exit status; the signal's name where one ended it. */
  readonly ended: Promise<number | string | null>;
}

/** Runs `pagewire WORDS`, or another program of Node's, with its stdout (1) or its stderr (2) at a pipe. */
export function pipedCommand(
  words: readonly string[],
  stream: 1 | 2 = 1,
  program: readonly string[] = [COMMAND],
): PipedCommand {
  const { read, write } = openPipe();
  const child = spawn(process.execPath, [...program, ...words], {
    stdio: stream === 1 ? ["ignore", write, "pipe"] : ["ignore", "pipe", write],
  });
  closeSync(write);
  let isOpen = true;
  const leave = (): void => {
    if (isOpen) closeSync(read);
    isOpen = false;
  };
  const kept = stream === 1 ? child.stderr : child.stdout;
  const other = kept ? buffer(kept) : Promise.resolve(Buffer.alloc(0));
  return {
    child,
    full: async () => {
      let before = 0;
      await eventually("the pipe to be full", () => {
        const now = writtenBy(child.pid);
        const standsStill = now >= FULL_BYTES && now === before;
        before = now;
        return standsStill || child.exitCode !== null;
      });
    },
    readBy: async (program, ...rest) => {
      const reader = spawn(program, rest, { stdio: [read, "pipe", "inherit"] });
      leave();
      return reader.stdout ? await buffer(reader.stdout) : Buffer.alloc(0);
    },
    leave,
    other,
    ended: once(child, "exit").then(([status, signal]: unknown[]) =>
      typeof status === "number" ? status : String(signal),
    ),
  };
}

/** Both ends, opened for blocking calls, as a program expects them. */
function openPipe(): { readonly read: number; readonly write: number } {
  const folder = mkdtempSync(path.join(tmpdir(), "pagewire-pipe-"));
  const name = path.join(folder, "pipe");
  execFileSync("mkfifo", [name]);
  // Opening one end waits for the other: this one is both.
  const both = openSync(name, constants.O_RDWR);
  const read = openSync(name, constants.O_RDONLY);
  const write = openSync(name, constants.O_WRONLY);
  closeSync(both);
  rmSync(folder, { recursive: true });
  return { read, write };
}

/** How much a process has written so far; more than any pipe holds where the system does not say. */
function writtenBy(pid: number | undefined): number {
  const file = `/proc/${pid}/io`;
  if (!existsSync(file)) return Number.POSITIVE_INFINITY;
  return Number(/^wchar: (\d+)$/m.exec(readFileSync(file, "utf8"))?.[1]);
}
