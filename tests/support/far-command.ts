/** The `pagewire` command on another computer: without a home folder, through a forwarded port. */

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { pagewire } from "./companion-process.ts";

const COMMAND = path.resolve(import.meta.dirname, "../../companion/pagewire.mjs");

export interface FarResult {
  readonly status: number | null;
  readonly bytes: Buffer;
  readonly stdout: string;
  readonly stderr: string;
  readonly objects: readonly Readonly<Record<string, unknown>>[];
}

export interface FarComputer {
  /** Its user's folder, which has no `Pagewire` in it. */
  readonly folder: string;
  /** Runs a command there, with `--json` as `run`, without as `plain`. */
  run(words: readonly string[], input?: Buffer): Promise<FarResult>;
  plain(words: readonly string[], input?: Buffer): Promise<FarResult>;
  /** The same beside a reader that stops when it has read something. */
  briefly(words: readonly string[]): Promise<FarResult>;
  close(): Promise<void>;
}

/** A token for another computer, made by the companion of this home folder. */
export async function tokenFor(home: string, ...topics: string[]): Promise<string> {
  const { objects } = await pagewire(home, ["token", "--name", "far", "--topics", ...topics]);
  return String(objects[0]?.token);
}

export async function farComputer(environment: NodeJS.ProcessEnv): Promise<FarComputer> {
  const folder = await mkdtemp(path.join(tmpdir(), "pagewire-far-"));
  const env = { PATH: process.env.PATH, HOME: folder, ...environment };
  const run = async (words: readonly string[], input?: Buffer, isBrief = false): Promise<FarResult> => {
    const child = spawn(process.execPath, [COMMAND, ...words], { env, cwd: folder, stdio: "pipe" });
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    const closed = new Promise((resolve) => child.once("close", resolve));
    const read = isBrief ? beginning(child.stdout) : buffer(child.stdout);
    const [bytes, stderr] = await Promise.all([read, text(child.stderr), closed]);
    const stdout = bytes.toString("utf8");
    const lines = words.includes("--json") ? stdout.split("\n").filter((line) => line !== "") : [];
    return {
      ...{ status: child.exitCode, bytes, stdout, stderr },
      objects: lines.map((line): Readonly<Record<string, unknown>> => JSON.parse(line)),
    };
  };
  return {
    folder,
    plain: (words, input) => run(words, input),
    run: (words, input) => run([...words, "--json"], input),
    briefly: (words) => run(words, undefined, true),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function beginning(stream: Readable): Promise<Buffer> {
  // Leaving the loop closes the stream.
  for await (const chunk of stream) return chunk;
  return Buffer.alloc(0);
}
