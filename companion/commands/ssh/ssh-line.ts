/** One connection of OpenSSH to a host, over which several things are done: it asks for a password once. */

import { type ChildProcess, type ChildProcessByStdio, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Duplex, type Readable, type Writable } from "node:stream";
import { text as textOfStream } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { LOOPBACK_ADDRESS } from "../../../shared/protocol/limits.ts";
import { message } from "../../../shared/texts/message.ts";
import { reason } from "../../process/system-error.ts";
import { CommandFailed } from "../terminal/terminal.ts";
import type { SshArguments } from "./ssh-arguments.ts";

/** A person may be typing a password meanwhile. */
const LOOK_EVERY_MS = 50;
/** What has not ended by then has not heard of it. */
const END_AGAIN_MS = 500;

export interface SshLine {
  /** Has a port of the host lead to one of this computer; which it is. Throws `CommandFailed`. */
  forwardTo(port: number): Promise<number>;
  /** Has that very port of the host lead to one of this computer; `false` where it is taken. */
  takeOver(there: number, port: number): Promise<boolean>;
  /** A connection to a port of the host itself. */
  through(there: number): Duplex;
  /** Runs a script there, by the host's plain shell, whatever its user's own is; what it printed. */
  script(lines: string): Promise<string>;
  /** The session itself, in this terminal; its exit status. */
  session(stdout: "inherit" | number): Promise<number>;
  close(): Promise<void>;
}

/** Connects. Throws `CommandFailed` where there is no `ssh`, or where it has said why it does not connect. */
export async function openSshLine(
  host: string,
  { options, reaching, command }: SshArguments,
): Promise<SshLine> {
  const folder = await mkdtemp(path.join(tmpdir(), "pw-ssh-"));
  const socket = path.join(folder, "line");
  const control = ["-o", `ControlPath=${socket}`];
  const own = ["-o", "ControlMaster=yes", "-o", "ControlPersist=no", "-o", "ForkAfterAuthentication=no"];
  const master = spawn("ssh", [...control, ...own, ...reaching, "-N", "-T", host], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const close = async (): Promise<void> => {
    if (master.pid !== undefined && master.exitCode === null && master.signalCode === null) await end(master);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await connected(master, socket, host);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    async forwardTo(port) {
      const asked = ["-O", "forward", "-R", `${LOOPBACK_ADDRESS}:0:${LOOPBACK_ADDRESS}:${port}`, host];
      const { status, printed } = await run([...control, ...asked]);
      const given = /\d{1,5}/.exec(printed)?.[0];
      if (status !== 0 || given === undefined) throw new CommandFailed(message("ssh.no-forward", { host }));
      return Number(given);
    },
    async takeOver(there, port) {
      const asked = ["-O", "forward", "-R", `${LOOPBACK_ADDRESS}:${there}:${LOOPBACK_ADDRESS}:${port}`, host];
      return (await run([...control, ...asked], "", "ignore")).status === 0;
    },
    through(there) {
      // Where the connection is gone, none of its own is made.
      const asked = ["-o", "ProxyCommand=false", "-W", `${LOOPBACK_ADDRESS}:${there}`, host];
      return streamOf(spawn("ssh", [...control, ...asked], { stdio: ["pipe", "pipe", "ignore"] }));
    },
    async script(lines) {
      const { status, printed } = await run([...control, "-T", host, "exec sh -s"], lines);
      if (status !== 0) throw new CommandFailed(message("ssh.no-note", { host }));
      return printed;
    },
    async session(stdout) {
      const there = command.length > 0 ? ["--", host, ...command] : ["--", host];
      const child = spawn("ssh", [...control, ...options, ...there], {
        stdio: ["inherit", stdout, "inherit"],
      });
      return await ended(child);
    },
    close,
  };
}

/** OpenSSH 9.2 misses a signal that comes just before it begins to wait (seen on a busy machine): it is told again. */
async function end(master: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => master.once("close", resolve));
  master.kill();
  const again = setInterval(() => master.kill(), END_AGAIN_MS);
  await ended;
  clearInterval(again);
}

/** Waits until the connection stands, however long a person takes for a password. */
async function connected(master: ChildProcess, socket: string, host: string): Promise<void> {
  let failure: CommandFailed | undefined;
  master.once("error", (error) => {
    failure = new CommandFailed(message("ssh.not-here", { reason: reason(error) }));
  });
  master.once("close", () => {
    failure ??= new CommandFailed(message("ssh.not-connected", { host }));
  });
  while (!existsSync(socket)) {
    await delay(LOOK_EVERY_MS);
    if (failure) throw failure;
  }
}

async function run(
  args: readonly string[],
  input = "",
  stderr: "inherit" | "ignore" = "inherit",
): Promise<{ readonly status: number; readonly printed: string }> {
  const child = spawn("ssh", args, { stdio: ["pipe", "pipe", stderr] });
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const [printed, status] = await Promise.all([textOfStream(child.stdout), ended(child)]);
  return { status, printed };
}

/** What a program reads and prints; it ends with the stream. */
function streamOf(child: ChildProcessByStdio<Writable, Readable, null>): Duplex {
  const stream = Duplex.from({ readable: child.stdout, writable: child.stdin });
  child.once("error", () => stream.destroy());
  child.once("close", () => stream.destroy());
  stream.once("close", () => child.kill());
  return stream;
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("close", (code) => resolve(code ?? 1));
  });
}
