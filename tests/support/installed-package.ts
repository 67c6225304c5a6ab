/** The package in an empty folder, as `npm install` puts it there, and its command. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. */
export async function runFile(program: string, words: readonly string[], cwd: string): Promise<Ran> {
  const child = spawn(program, words, { cwd, stdio: ["ignore", "pipe", "pipe"], env: environment() });
  const closed = once(child, "close");
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await closed;
  return { status: child.exitCode, stdout, stderr };
}

export interface Installed extends AsyncDisposable {
  readonly project: string;
  readonly home: string;
  /** The command as npm has linked it. */
  readonly bin: string;
  /** Runs the command with this Node, in the project, to its end. */
  pagewire(...words: string[]): Promise<Ran>;
  /** Starts the companion on a free port. */
  start(): Promise<{ readonly port: number; readonly ended: Promise<number | null> }>;
}

/** Installs a tarball; whoever opens it disposes of it, which ends what still runs. */
export async function openInstalled(tarball: string): Promise<Installed> {
  const project = await realpath(await mkdtemp(path.join(tmpdir(), "pagewire-installed-")));
  const home = path.join(project, "home");
  const bin = path.join(project, "node_modules/.bin/pagewire");
  const children: ChildProcess[] = [];
  await writeFile(path.join(project, "package.json"), "{}");
  const words = ["install", "--no-audit", "--no-fund", "--omit=dev", tarball];
  const npm = await runFile("npm", words, project);
  if (npm.status !== 0) throw new Error(npm.stderr);
  return {
    project,
    home,
    bin,
    pagewire: (...said) => runFile(process.execPath, [bin, ...said, "--home", home], project),
    start: async () => {
      const child = spawn(process.execPath, [bin, "start", "--port", "0", "--json", "--home", home], {
        cwd: project,
        stdio: ["ignore", "pipe", "ignore"],
        env: environment(),
      });
      children.push(child);
      const ended = once(child, "close").then(() => child.exitCode);
      const [line] = (await once(createInterface(child.stdout), "line")) as [string];
      const { port } = JSON.parse(line) as { port: number };
      return { port, ended };
    },
    [Symbol.asyncDispose]: async () => {
      for (const child of children) child.kill("SIGKILL");
      await rm(project, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** What npm sets for its scripts, and what would say another home, is not a user's. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_|^PAGEWIRE_|^NODE_ENV$/i.test(name));
  return { ...Object.fromEntries(kept), LANG: "en_US.UTF-8" };
}
