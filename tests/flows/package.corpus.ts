/** The published package: what is in it, what its users' tools say of it, and that it runs in an empty folder. */

import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openInstalled, runFile } from "../support/installed-package.ts";
import { olderNodes } from "../support/older-nodes.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const BIN = path.join(ROOT, "node_modules/.bin");
/** As `npm pack` counted it when this was written (1.3 and 4.7 MB), with room for what grows by and by. */
const MAX_PACKED_BYTES = 1_500_000;
const MAX_UNPACKED_BYTES = 5_500_000;
/** Sharp's own libraries are two thirds of it. */
const MAX_INSTALLED_KB = 75_000;
/** What a file of the package may be; nothing of the sources, the tests or this computer. */
const KINDS = [
  /^dist\/[\w-]+\.js$/,
  /^dist\/types\/(?:companion|shared)\/[\w/-]+\.d\.ts$/,
  /^dist\/extension\/(?:chrome|firefox)\/(?:_locales|assets|chunks|content-scripts|icon|texts)\/[\w./@-]+$/,
  /^dist\/extension\/(?:chrome|firefox)\/[\w-]+\.(?:html|js|json)$/,
  /^companion\/(?:entry|pagewire)\.mjs$/,
  /^companion\/server\/pages\/(?:pages\.css|pictures\/\w+\.\w+)$/,
  /^examples\/[\w.-]+$/,
  /^public\/icon\/\d+\.png$/,
  /^shared\/look\/tokens\.css$/,
  /^(?:CHANGELOG\.md|LICENSE|README\.md|SECURITY\.md|THIRD-PARTY-NOTICES|package\.json)$/,
];

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

let folder: string;
let packed: Packed;
let tarball: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pagewire-package-"));
  const { stdout } = await promisify(execFile)("npm", ["pack", "--json", "--pack-destination", folder], {
    cwd: ROOT,
    maxBuffer: 10_000_000,
  });
  [packed] = JSON.parse(stdout.slice(stdout.search(/^\[/m))) as [Packed];
  tarball = path.join(folder, packed.filename);
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));

describe("the npm package", () => {
  it("holds what runs, its types, the extension and what people read, and nothing else", () => {
    const names = packed.files.map((file) => file.path);
    expect(names.filter((name) => !KINDS.some((kind) => kind.test(name)))).toEqual([]);
    expect(KINDS.filter((kind) => !names.some((name) => kind.test(name)))).toEqual([]);
    expect(packed.size).toBeLessThan(MAX_PACKED_BYTES);
    expect(packed.unpackedSize).toBeLessThan(MAX_UNPACKED_BYTES);
  });

  it("says nothing of the computer it was made on", () => {
    const telling = packed.files
      .map((file) => file.path)
      .filter((name) => /\.(?:js|mjs|json|ts|html|css|md)$/.test(name))
      .filter((name) => readFileSync(path.join(ROOT, name), "utf8").includes(ROOT));
    expect(telling).toEqual([]);
    for (const browser of ["chrome", "firefox"]) {
      const note = readFileSync(path.join(ROOT, "dist/extension", browser, "build.json"), "utf8");
      expect(Object.keys(JSON.parse(note) as object)).toEqual(["id"]);
    }
  });

  it("has nothing that publint and attw report", async () => {
    const publint = await runFile(path.join(BIN, "publint"), [tarball, "--strict"], ROOT);
    expect(publint).toMatchObject({ status: 0, stdout: expect.stringContaining("All good!") });
    // It is a package of ES modules alone, as every one of its users is on Node 24.
    const attw = await runFile(
      path.join(BIN, "attw"),
      [tarball, "--profile", "esm-only", "--format", "json"],
      ROOT,
    );
    expect(attw.status).toBe(0);
  });
});

describe("installed into an empty folder, it", () => {
  it("starts, says its status, sends and stops with the commands it tells people", async () => {
    await using installed = await openInstalled(tarball);
    const { pagewire, project, home } = installed;
    expect(existsSync(path.join(project, "node_modules/vitest"))).toBe(false);
    const weight = await runFile("du", ["-sk", "node_modules"], project);
    expect(Number.parseInt(weight.stdout, 10)).toBeLessThan(MAX_INSTALLED_KB);

    const before = await pagewire("status");
    expect(before.status).toBe(3);
    // Where the reader stands in the project, its folder need not be said.
    expect(before.stderr).toContain(`\`npx pagewire start --home ${home}\``);
    const started = await installed.start();
    const page = await (await fetch(`http://127.0.0.1:${started.port}/`)).text();
    expect(page).toContain(path.join(project, "node_modules/pagewire/dist/extension/chrome"));
    expect(page).toContain(`cd ${project} &amp;&amp; npx pagewire pair --home ${home}`);
    expect(page).not.toContain("npm run build");
    expect((await fetch(`http://127.0.0.1:${started.port}/logo.png`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${started.port}/pictures/tide.png`)).status).toBe(200);

    await writeFile(path.join(project, "note.txt"), "hello");
    const sent = await pagewire("send", "note.txt", "--json");
    expect(JSON.parse(sent.stdout)).toMatchObject({ name: "note.txt", bytes: 5, state: "queued" });
    const running = await pagewire("status", "--json");
    expect(JSON.parse(running.stdout)).toMatchObject({ running: true, port: started.port, clients: 0 });
    const checked = await pagewire("doctor", "--json");
    const failing = checked.stdout.split("\n").filter((line) => line.includes('"ok":false'));
    // Nobody is paired: that alone.
    expect(failing).toHaveLength(1);
    for (const words of [[], ["--firefox"]]) {
      const { stdout: where } = await pagewire("extension", ...words);
      expect(existsSync(path.join(where.trim(), "manifest.json"))).toBe(true);
    }
    expect(await pagewire("stop")).toMatchObject({ status: 0 });
    expect(await started.ended).toBe(0);
  }, 180_000);

  it("is a module with types", async () => {
    await using installed = await openInstalled(tarball);
    const { project } = installed;
    await writeFile(
      path.join(project, "program.mts"),
      'import { type Companion, startCompanion } from "pagewire";\nconst companion: Companion = await startCompanion({ home: "home", port: 0 });\nconsole.log(companion.url);\nawait companion.close();\n',
    );
    const typed = await runFile(
      process.execPath,
      [
        path.join(ROOT, "node_modules/typescript/bin/tsc"),
        ...["--noEmit", "--strict", "--skipLibCheck", "false", "--module", "nodenext", "--target", "es2025"],
        ...[
          "--lib",
          "es2025,esnext.disposable",
          "--types",
          path.join(ROOT, "node_modules/@types/node"),
          "program.mts",
        ],
      ],
      project,
    );
    expect(typed).toMatchObject({ status: 0, stdout: "" });
    const ran = await runFile(process.execPath, ["program.mts"], project);
    expect(ran.stdout).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\n$/);
  }, 180_000);

  it("tells an older Node in one line which it needs", async () => {
    await using installed = await openInstalled(tarball);
    for (const node of olderNodes()) {
      const told = await runFile(node, [installed.bin, "start"], installed.project);
      expect(told).toMatchObject({ status: 1, stdout: "" });
      expect(told.stderr).toMatch(
        /^Pagewire needs Node 24 or newer, and this is v[\d.]+: install it [^\n]+\n$/,
      );
    }
  }, 180_000);
});
