/** A real companion in a process of its own, and the `pagewire` command beside it. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";

const COMMAND = path.resolve(import.meta.dirname, "../../companion/pagewire.mjs");

/** What one command said and how it ended. */
export interface CommandResult {
  readonly status: number | null;
  /** The objects on stdout, with `--json`. */
  readonly objects: readonly Readonly<Record<string, unknown>>[];
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `pagewire WORDS --json` to its end; `front` goes in front of the command in place of what is else behind it. */
export async function pagewire(
  home: string,
  words: readonly string[],
  input?: string | Buffer,
  front?: readonly string[],
): Promise<CommandResult> {
  const all = front ? [...front, ...words] : [...words, "--home", home, "--json"];
  const child = spawn(process.execPath, [COMMAND, ...all], { stdio: "pipe" });
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const [stdout, stderr] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    child.exitCode === null ? once(child, "close") : undefined,
  ]);
  const objects = stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Readonly<Record<string, unknown>> => JSON.parse(line));
  return { status: child.exitCode, objects, stdout, stderr };
}

/** Runs `pagewire WORDS` to its end, as people see it. */
export async function spoken(
  home: string,
  words: readonly string[],
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const child = spawn(process.execPath, [COMMAND, ...words, "--home", home], { stdio: "pipe" });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { stdout, stderr };
}

export interface CompanionProcess {
  readonly home: string;
  readonly port: number;
  readonly pid: number;
  readonly pairUrl: string;
  /** Everything it has said to people so far. */
  readonly said: () => string;
  /** Ctrl-C; resolves with the exit status. */
  stop(): Promise<number | null>;
  /** SIGKILL, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again on the same port and home. */
  restart(): Promise<void>;
  /** Ends it and removes its home folder. */
  close(): Promise<void>;
}

export interface CompanionProcessOptions {
  readonly home?: string;
  readonly port?: number;
  /** A program to run it under (`strace …`). */
  readonly under?: readonly string[];
}

/** The home folders of the companions that this file's tests have open. */
export const openHomes = new Set<string>();

/** Starts a companion and waits until it listens. */
export async function openCompanion(options: CompanionProcessOptions = {}): Promise<CompanionProcess> {
  const home = options.home ?? (await mkdtemp(path.join(tmpdir(), "pagewire-home-")));
  let running = await launch(home, options.port ?? 0, options.under ?? []);
  openHomes.add(home);
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const { child } = running;
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const closed = once(child, "close");
    process.kill(running.pid, signal);
    await closed;
    return child.exitCode;
  };
  return {
    home,
    get port() {
      return running.port;
    },
    get pid() {
      return running.pid;
    },
    get pairUrl() {
      return running.pairUrl;
    },
    said: () => running.said(),
    stop: () => end("SIGINT"),
    kill: async () => void (await end("SIGKILL")),
    restart: async () => {
      running = await launch(home, running.port, options.under ?? []);
    },
    close: async () => {
      openHomes.delete(home);
      await end("SIGKILL");
      if (!options.home) await rm(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

interface Launched {
  readonly child: ChildProcess;
  readonly port: number;
  readonly pid: number;
  readonly pairUrl: string;
  readonly said: () => string;
}

async function launch(home: string, port: number, under: readonly string[]): Promise<Launched> {
  const words = [
    ...under,
    process.execPath,
    COMMAND,
    "start",
    "--home",
    home,
    "--port",
    String(port),
    "--json",
  ];
  const [program = "", ...rest] = words;
  const child = spawn(program, rest, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    said += chunk;
  });
  const ended = once(child, "close").then(() => {
    throw new Error(`the companion ended with ${child.exitCode}: ${said}`);
  });
  // Ending later is no failure; only ending before it listens is.
  ended.catch(() => undefined);
  const first: string = await Promise.race([
    once(createInterface(child.stdout), "line").then(([line]) => String(line)),
    ended,
  ]);
  const { port: actual, pid, pairUrl } = JSON.parse(first) as { port: number; pid: number; pairUrl: string };
  return { child, port: actual, pid, pairUrl, said: () => said };
}
