/** A real sshd on loopback, with keys and settings of its own in a temporary folder. */

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";
import { eventually } from "./eventually.ts";

/** Users other than root have no such folder on their path. */
const SSHD =
  [...(process.env.PATH ?? "").split(path.delimiter), "/usr/sbin"]
    .map((folder) => path.join(folder, "sshd"))
    .find((file) => existsSync(file)) ?? "sshd";
const COMMAND = path.resolve(import.meta.dirname, "../../companion/main.ts");

/** Why there can be none here; `undefined` where there can. */
export function lacksSshd(): string | undefined {
  if (process.platform !== "linux") return "sshd is tried on Linux alone";
  const isThere = spawnSync(SSHD, ["-V"]).error === undefined && spawnSync("ssh", ["-V"]).error === undefined;
  return isThere ? undefined : "there is no openssh-server here: apt-get install openssh-server";
}

export interface Sshd {
  readonly port: number;
  /** What `ssh` needs to reach it, after the host. */
  readonly args: readonly string[];
  /** The folder of settings of the user there. */
  readonly config: string;
  /** What sshd has said. */
  readonly log: () => string;
  close(): Promise<void>;
}

/** `hasPagewire`: whether the user there finds a command `pagewire`. */
export async function openSshd({ hasPagewire = true, lines = [] as readonly string[] } = {}): Promise<Sshd> {
  const folder = await mkdtemp(path.join(tmpdir(), "pagewire-sshd-"));
  const at = (name: string): string => path.join(folder, name);
  for (const name of ["host", "user"])
    spawnSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", at(name)]);
  await mkdir(at("bin"));
  await mkdir(at("config"));
  if (hasPagewire) {
    await writeFile(at("bin/pagewire"), `#!/bin/sh\nexec ${process.execPath} ${COMMAND} "$@"\n`);
    await chmod(at("bin/pagewire"), 0o755);
  }
  const port = await freePort();
  // Where it runs as root, sshd wants this folder of the system's.
  if (userInfo().uid === 0) mkdirSync("/run/sshd", { recursive: true, mode: 0o755 });
  await writeFile(
    at("sshd_config"),
    [
      ...lines,
      `Port ${port}`,
      "ListenAddress 127.0.0.1",
      `HostKey ${at("host")}`,
      `AuthorizedKeysFile ${at("user.pub")}`,
      `PidFile ${at("pid")}`,
      "StrictModes no",
      "UsePAM no",
      "PasswordAuthentication no",
      "PermitRootLogin yes",
      `SetEnv XDG_CONFIG_HOME=${at("config")} HOME=${folder} PATH=${at("bin")}:/usr/bin:/bin`,
      "",
    ].join("\n"),
  );
  const child = spawn(SSHD, ["-D", "-e", "-f", at("sshd_config")], { stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    log += text;
  });
  await eventually("sshd", () => isListening(port));
  const known = [
    "-o",
    "StrictHostKeyChecking=no",
    "-o",
    `UserKnownHostsFile=${at("known")}`,
    "-o",
    "LogLevel=ERROR",
  ];
  return {
    port,
    args: ["-F", "none", "-p", String(port), "-i", at("user"), ...known],
    config: at("config"),
    log: () => log,
    async close() {
      await ended(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((resolve) => child.once("close", resolve));
  child.kill();
  await closed;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
