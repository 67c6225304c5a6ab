/** Tab completion, tried in the shells themselves. */

import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pagewire } from "../support/companion-process.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pagewire-completion-"));
  await writeFile(path.join(folder, "a picture.png"), "");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Why a shell can't be tried here; `false` where it can. */
const lacks = (shell: string): boolean => spawnSync(shell, ["-c", "exit 0"]).status !== 0;

/** What a shell prints for a script of its own on standard input, which finds our script in the file `$P`. */
async function inShell(shell: string, args: readonly string[], script: string): Promise<string[]> {
  const { objects } = await pagewire(folder, ["completion", shell]);
  const file = path.join(folder, `pagewire.${shell}`);
  await writeFile(file, String(objects[0]?.script));
  const child = spawn(shell, [...args, "-c", script], {
    cwd: folder,
    env: { ...process.env, P: file, TERM: "dumb" },
  });
  child.stdin.end();
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(err).toBe("");
  return out
    .split("\n")
    .filter((line) => line !== "")
    .sort();
}

/** What bash offers for a line whose last word is being typed. */
const inBash = (...words: string[]): Promise<string[]> =>
  inShell(
    "bash",
    ["--norc"],
    `compopt() { :; }; . "$P"; COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}; _pagewire; printf '%s\\n' "\${COMPREPLY[@]}"\n`,
  );

/** zsh completes only where somebody types: `compadd` is made to print what it would offer. */
const inZsh = (...words: string[]): Promise<string[]> =>
  inShell(
    "zsh",
    ["-f"],
    `compdef() { :; }; _describe() { print -l -- \${\${(P)2}%%:*}; }; _files() { print -l files "$@"; }; compadd() { shift; print -l -- "$@"; }
     . "$P"; words=(${words.map((word) => `'${word}'`).join(" ")}); CURRENT=${words.length}; _pagewire\n`,
  );

const inFish = (line: string): Promise<string[]> =>
  inShell("fish", ["--no-config"], `source $P; complete -C '${line}' | string split -f1 \\t\n`);

describe("pagewire completion", () => {
  it("knows three shells, and no other", async () => {
    expect(await pagewire(folder, ["completion", "tcsh"])).toMatchObject({ status: 2, stdout: "" });
    for (const shell of ["bash", "zsh", "fish"])
      expect(await pagewire(folder, ["completion", shell])).toMatchObject({ status: 0 });
  });

  describe.skipIf(lacks("bash"))("in bash", () => {
    it("offers commands, options, what an option takes, and files", async () => {
      expect(await inBash("pagewire", "st")).toEqual(["start", "status", "stop"]);
      expect(await inBash("pagewire", "latest", "--")).toEqual([
        "--count",
        "--help",
        "--home",
        "--json",
        "--type",
      ]);
      expect(await inBash("pagewire", "completion", "")).toEqual(["bash", "fish", "zsh"]);
      expect(await inBash("pagewire", "send", "a p")).toEqual(["a picture.png"]);
      expect(await inBash("pagewire", "prices", "x")).toEqual([]);
    });
  });

  describe.skipIf(lacks("zsh"))("in zsh", () => {
    it("offers commands, options, what an option takes, and files", async () => {
      expect(await inZsh("pagewire", "st")).toEqual(
        expect.arrayContaining(["start", "status", "stop", "send", "latest"]),
      );
      expect(await inZsh("pagewire", "latest", "--")).toEqual(
        expect.arrayContaining(["--count", "--home", "--json", "--type"]),
      );
      expect(await inZsh("pagewire", "completion", "")).toEqual(["bash", "fish", "zsh"]);
      expect(await inZsh("pagewire", "send", "")).toEqual(["files"]);
      expect(await inZsh("pagewire", "get", "--to", "")).toEqual(["-/", "files"]);
    });
  });

  describe.skipIf(lacks("fish"))("in fish", () => {
    it("offers commands, options, what an option takes, and files", async () => {
      expect(await inFish("pagewire st")).toEqual(["start", "status", "stop"]);
      expect(await inFish("pagewire latest --")).toEqual(
        expect.arrayContaining(["--count", "--home", "--json", "--type"]),
      );
      expect(await inFish("pagewire completion ")).toEqual(["bash", "fish", "zsh"]);
      expect(await inFish("pagewire send a")).toEqual(["a picture.png"]);
      expect(await inFish("pagewire prices x")).toEqual([]);
    });
  });
});
