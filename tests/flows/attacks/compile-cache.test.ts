import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ATTACKER,
  COMMAND,
  canBeOthers,
  openSharedFolder,
  runAs,
  type SharedFolder,
  VICTIM,
} from "../../support/other-users.ts";

const STATUS = [process.execPath, COMMAND, "status", "--home", "/not-there"];
const NOT_RUNNING = 3;
/** Of a cache's entry: a magic number, two lengths, the checksum of the source and that of what is kept. */
const HEADER_BYTES = 20;
const LENGTH_AT = 8;
const CHECKSUM_AT = 16;

describe.skipIf(!canBeOthers())("another user's forged compile cache", () => {
  let shared: SharedFolder;
  let mark: string;
  /** Node's entries for the attacker, with a line more in that of the command line, which Node will run as it is. */
  let forged: { readonly version: string; readonly entries: ReadonlyMap<string, Buffer> };

  beforeAll(() => {
    shared = openSharedFolder();
    mark = path.join(shared.folderOf(VICTIM), "attacked");
    const own = shared.folderOf(ATTACKER);
    expect(runAs(ATTACKER, STATUS, { NODE_COMPILE_CACHE: own }).status).toBe(NOT_RUNNING);
    const [name = ""] = readdirSync(own);
    const entries = readdirSync(path.join(own, name)).map((file): [string, Buffer] => [
      file,
      forge(readFileSync(path.join(own, name, file))),
    ]);
    forged = { version: name.replace(String(ATTACKER), String(VICTIM)), entries: new Map(entries) };
  });
  afterAll(() => shared.remove());

  function forge(entry: Buffer): Buffer {
    const kept = entry.subarray(HEADER_BYTES);
    expect(entry.readUInt32LE(CHECKSUM_AT)).toBe(crc32(kept));
    if (!kept.includes("export async function runCommandLine")) return entry;
    const attack = `\nimport("node:fs").then((fs) => fs.writeFileSync(${JSON.stringify(mark)}, ""));\n`;
    const bytes = Buffer.concat([entry, Buffer.from(attack)]);
    bytes.writeUInt32LE(bytes.length - HEADER_BYTES, LENGTH_AT);
    bytes.writeUInt32LE(crc32(bytes.subarray(HEADER_BYTES)), CHECKSUM_AT);
    return bytes;
  }

  /** The attacker was first: the cache lies where somebody may look for one. */
  function plant(folder: string): string {
    const files = path.join(folder, forged.version);
    mkdirSync(files, { recursive: true });
    for (const [name, bytes] of forged.entries) writeFileSync(path.join(files, name), bytes);
    runAs(0, ["chown", "-R", String(ATTACKER), folder]);
    runAs(0, ["chmod", "-R", "a+rX", folder]);
    return folder;
  }

  it("does what it says where Node is told to use it", () => {
    const folder = plant(path.join(shared.folderOf(ATTACKER, 0o755), "cache"));
    expect(runAs(VICTIM, STATUS, { NODE_COMPILE_CACHE: folder }).status).toBe(NOT_RUNNING);
    expect(statSync(mark).uid).toBe(VICTIM);
    runAs(0, ["rm", mark]);
  });

  it.each([
    ["the temporary folder", (place: string) => [path.join(place, "node-compile-cache"), { TMPDIR: place }]],
    [
      "a cache folder that all users share",
      (place: string) => [path.join(place, "pagewire", "compile-cache"), { XDG_CACHE_HOME: place }],
    ],
    [
      "a home directory that all users share",
      (place: string) => [path.join(place, ".cache", "pagewire", "compile-cache"), { HOME: place }],
    ],
  ] as const)("is not run: in %s", (_, where) => {
    const [folder, env] = where(shared.place);
    const first = path.join(
      shared.place,
      path.relative(shared.place, String(folder)).split(path.sep)[0] ?? "",
    );
    plant(String(folder));
    runAs(0, ["chown", "-R", String(ATTACKER), first]);
    const start = [process.execPath, COMMAND, "start", "--help"];
    expect(runAs(VICTIM, start, env as NodeJS.ProcessEnv).status).toBe(0);
    expect(existsSync(mark)).toBe(false);
  });

  it("is not run in the user's own folder either, while others may write there", () => {
    const home = shared.folderOf(VICTIM);
    const folder = path.join(home, ".cache", "pagewire", "compile-cache");
    plant(folder);
    runAs(0, ["chown", "-R", String(VICTIM), home]);
    chmodSync(folder, 0o777);
    expect(runAs(VICTIM, STATUS, { HOME: home }).status).toBe(NOT_RUNNING);
    expect(existsSync(mark)).toBe(false);
    const doctor = runAs(VICTIM, [process.execPath, COMMAND, "doctor", "--home", "/not-there", "--json"], {
      HOME: home,
    });
    const findings = doctor.stdout.trim().split("\n");
    expect(findings.map((line): unknown => JSON.parse(line))).toContainEqual({
      check: "cache",
      ok: false,
      detail: expect.stringContaining(`${folder} can be changed by other users (mode 777)`),
      fix: expect.stringContaining("Move that folder away"),
    });
  });

  it("finds no place: a start makes a folder for its user alone, and no other command makes one", () => {
    const home = shared.folderOf(VICTIM);
    const run = (command: string) =>
      runAs(VICTIM, ["sh", "-c", `umask 0; exec "$@"`, "sh", process.execPath, COMMAND, command, "--help"], {
        HOME: home,
      });
    expect(run("inbox").status).toBe(0);
    expect(readdirSync(home)).toEqual([]);
    expect(run("start").status).toBe(0);
    const folder = path.join(home, ".cache", "pagewire", "compile-cache");
    expect(statSync(folder)).toMatchObject({ uid: VICTIM, mode: expect.toSatisfy(isPrivate) });
    expect(readdirSync(folder)).toEqual([forged.version]);
  });
});

function isPrivate(mode: number): boolean {
  return (mode & 0o777) === 0o700;
}
