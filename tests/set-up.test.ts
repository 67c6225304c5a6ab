/** What a test run installs: what it needs, and what more of its tests can be tried with. */

import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";

const SET_UP = path.resolve(import.meta.dirname, "../scripts/set-up.mjs");
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A run on a system that has these programs, and an apt-get that ends with a status; what that one was asked. */
function installed(programs: readonly string[], status: number) {
  const folder = mkdtempSync(path.join(tmpdir(), "pagewire-programs-"));
  folders.push(folder);
  const log = path.join(folder, "log");
  writeFileSync(log, "");
  const write = (name: string, script: string): void => {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(folder, name), 0o755);
  };
  for (const name of programs) write(name, "exit 0");
  write("apt-get", `echo "$*" >> "${log}"; exit ${status}`);
  write("sudo", 'shift; exec "$@"');
  write("true", "exit 0");
  const script = "const { installTestPrograms } = await import(process.argv[1]); installTestPrograms();";
  const run = spawnSync(process.execPath, ["--input-type=module", "--eval", script, SET_UP], {
    env: { PATH: folder },
    encoding: "utf8",
  });
  const asked = readFileSync(log, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  return { status: run.status, stderr: run.stderr, asked };
}

const NEEDED = ["chromium", "Xvfb", "xdotool"];
const install = (packages: string): string => `install -y --no-install-recommends ${packages}`;

describe.skipIf(process.platform === "win32")("a test run", () => {
  it("asks for each program that a test is skipped without, and goes on where none can be had", () => {
    const { status, stderr, asked } = installed([...NEEDED, "sshd", "exiftool"], 100);
    expect({ status, stderr, asked }).toEqual({
      status: 0,
      stderr: "",
      asked: [install("zsh"), install("fish")],
    });
  });

  it("asks for nothing where all is there", () => {
    const { asked } = installed([...NEEDED, "sshd", "exiftool", "zsh", "fish"], 0);
    expect(asked).toEqual([]);
  });

  it("ends with a sentence where what it needs can't be had", () => {
    const { status, stderr, asked } = installed(["chromium", "Xvfb", "sshd"], 100);
    expect(asked).toEqual(["update -q"]);
    expect(status).toBe(1);
    expect(stderr).toContain("run it by hand");
  });
});
