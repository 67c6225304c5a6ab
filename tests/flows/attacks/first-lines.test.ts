/** What runs before anything is TypeScript: it uses a folder of compiled code only where nobody else may put something there. */

import { spawnSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const COMMAND = path.resolve(import.meta.dirname, "../../../companion/pagewire.mjs");
const NOT_RUNNING = 3;

let top: string;
beforeEach(async () => {
  top = await mkdtemp(path.join(tmpdir(), "pagewire-cache-"));
});
afterEach(() => rm(top, { recursive: true, force: true }));

/** What is in the folder after a command. */
async function afterStatus(cache: string): Promise<string[]> {
  const env = { PATH: process.env.PATH, HOME: top, XDG_CACHE_HOME: cache };
  const { status } = spawnSync(process.execPath, [COMMAND, "status", "--home", path.join(top, "none")], {
    env,
  });
  expect(status).toBe(NOT_RUNNING);
  return await readdir(path.join(cache, "pagewire", "compile-cache"));
}

async function cacheWith(mode: number, above = 0o700): Promise<string> {
  const cache = path.join(top, "cache");
  await mkdir(path.join(cache, "pagewire", "compile-cache"), { recursive: true, mode: 0o700 });
  await chmod(path.join(cache, "pagewire", "compile-cache"), mode);
  await chmod(path.join(cache, "pagewire"), above);
  return cache;
}

describe.skipIf(process.platform === "win32")("the folder of compiled code", () => {
  it("is used where it is this user's alone", async () => {
    expect(await afterStatus(await cacheWith(0o700))).toHaveLength(1);
  });

  it.each([
    [0o777, 0o700],
    [0o750, 0o700],
    [0o700, 0o777],
  ])("is not used with the mode %o in one of %o", async (mode, above) => {
    expect(await afterStatus(await cacheWith(mode, above))).toEqual([]);
  });

  it("is not made where there is none, and a command runs without", () => {
    const env = { PATH: process.env.PATH, HOME: top, XDG_CACHE_HOME: path.join(top, "cache") };
    const { status } = spawnSync(process.execPath, [COMMAND, "status", "--home", path.join(top, "none")], {
      env,
    });
    expect(status).toBe(NOT_RUNNING);
  });

  it("is not used through a link that leads to others", async () => {
    const cache = await cacheWith(0o777);
    const linked = path.join(top, "linked");
    await symlink(cache, linked);
    expect(await afterStatus(linked)).toEqual([]);
  });
});
