/** The `pagewire` command at a pipe of the kernel, as a shell makes one, that is read only when the test says so. */

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  closeSync,
  constants,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { eventually } from "./eventually.ts";

const COMMAND = path.resolve(import.meta.dirname, "../../companion/pagewire.mjs");
/** Linux keeps 64 KiB in a pipe that nobody reads, but fills its pages with whole lines. */
const FULL_BYTES = 32_768;
/** Node has read more than this of its own libraries before it runs a line of ours. */
const STARTED_BYTES = 4_096;

export interface PipedCommand {
  readonly child: ChildProcess;
  /** Waits until the pipe takes no more, or the command has ended. */
  full(): Promise<void>;
  /** Waits until the command stands still, or has ended: for one that says so little that it never fills a pipe. */
  idle(): Promise<void>;
  /** Gives the pipe to a program (`cat`, `head -1`) and returns what that one made of it. */
  readBy(program: string, ...words: readonly string[]): Promise<Buffer>;
  /** Closes the end that could be read. */
  leave(): void;
  /** Everything that came on the stream that is no pipe of the kernel. */
  readonly other: Promise<Buffer>;
  /** The exit status; the signal's name where one ended it. */
  readonly ended: Promise<number | string | null>;
}

/**
 * Runs `pagewire WORDS`, or another program of Node's, with its stdout (1) or its stderr (2) at a pipe. With a filler the
 * pipe is full of it before the command begins.
 */
export function pipedCommand(
  words: readonly string[],
  stream: 1 | 2 = 1,
  program: readonly string[] = [COMMAND],
  filler = "",
): PipedCommand {
  const { read, write } = openPipe(filler);
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
    idle: async () => {
      let before = "";
      await eventually("the command to stand still", () => {
        const now = workOf(child.pid);
        const standsStill = now !== "" && now === before;
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
function openPipe(filler: string): { readonly read: number; readonly write: number } {
  const folder = mkdtempSync(path.join(tmpdir(), "pagewire-pipe-"));
  const name = path.join(folder, "pipe");
  execFileSync("mkfifo", [name]);
  // Opening one end waits for the other: this one is both.
  const both = openSync(name, constants.O_RDWR);
  const read = openSync(name, constants.O_RDONLY);
  const write = openSync(name, constants.O_WRONLY);
  closeSync(both);
  if (filler !== "") fill(name, filler);
  rmSync(folder, { recursive: true });
  return { read, write };
}

/** How much a process has written so far; more than any pipe holds where the system does not say. */
function writtenBy(pid: number | undefined): number {
  const file = `/proc/${pid}/io`;
  if (!existsSync(file)) return Number.POSITIVE_INFINITY;
  return Number(/^wchar: (\d+)$/m.exec(readFileSync(file, "utf8"))?.[1]);
}

/** Writes until the pipe takes no more; its other ends go on blocking. */
function fill(name: string, filler: string): void {
  const end = openSync(name, constants.O_WRONLY | constants.O_NONBLOCK);
  try {
    for (;;) writeSync(end, filler);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EAGAIN")) throw error;
  } finally {
    closeSync(end);
  }
}

/** What a process has read, written and computed so far; nothing where the system does not say, or while it is being started. */
function workOf(pid: number | undefined): string {
  const [io, stat] = [`/proc/${pid}/io`, `/proc/${pid}/stat`];
  if (!existsSync(io)) return "";
  const done = readFileSync(io, "utf8");
  return Number(/^rchar: (\d+)$/m.exec(done)?.[1]) < STARTED_BYTES
    ? ""
    : `${done} ${readFileSync(stat, "utf8")}`;
}
