/** What is uploaded to the stores: the same bytes from the same sources anywhere, and nothing a store refuses. */

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runFile } from "../support/installed-package.ts";
import { readZip } from "../support/zip-file.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const BUILD_TIMEOUT_MS = 600_000;

let zips: ReadonlyMap<string, Buffer>;
beforeAll(async () => {
  zips = await zipsOf(ROOT);
}, BUILD_TIMEOUT_MS);

/** What `npm run zip` makes in a folder of the sources. */
async function zipsOf(folder: string): Promise<Map<string, Buffer>> {
  const made = await runFile("npm", ["run", "zip"], folder);
  expect(made, made.stderr).toMatchObject({ status: 0 });
  const output = path.join(folder, ".output");
  const names = (await readdir(output)).filter((name) => name.endsWith(".zip")).sort();
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(path.join(output, name))] as const)),
  );
}

function filesOf(kind: string): Map<string, Buffer> {
  const [zip] = [...zips].filter(([name]) => name.endsWith(`-${kind}.zip`)).map(([, bytes]) => bytes);
  if (!zip) throw new Error(`there is no zip of ${kind} among ${[...zips.keys()].join(", ")}`);
  return readZip(zip);
}

describe("the zips for the stores", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "pagewire-sources-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));

  it(
    "are, byte by byte, what their reviewers build from the sources in another folder",
    async () => {
      expect([...zips.keys()].map((name) => name.replace(/-\d+\.\d+\.\d+-/, "-"))).toEqual([
        "pagewire-chrome.zip",
        "pagewire-firefox.zip",
        "pagewire-sources.zip",
      ]);
      for (const [name, bytes] of filesOf("sources")) {
        const place = path.join(folder, name);
        await mkdir(path.dirname(place), { recursive: true });
        await writeFile(place, bytes);
      }
      const installed = await runFile("npm", ["ci", "--no-audit", "--no-fund", "--prefer-offline"], folder);
      expect(installed, installed.stderr).toMatchObject({ status: 0 });
      const again = await zipsOf(folder);
      expect([...again.keys()]).toEqual([...zips.keys()]);
      for (const [name, bytes] of again)
        expect([name, bytes.equals(zips.get(name) ?? bytes.subarray(1))]).toEqual([name, true]);
    },
    BUILD_TIMEOUT_MS,
  );

  it.each(["chrome", "firefox"])("say nothing of the computer they were made on (%s)", (browser) => {
    const files = filesOf(browser);
    const telling = [...files].filter(([, bytes]) => bytes.includes(ROOT)).map(([name]) => name);
    expect(telling).toEqual([]);
    const note: unknown = JSON.parse(String(files.get("build.json")));
    expect(note).toEqual({ id: expect.stringMatching(/^[0-9a-f]{12}$/) });
  });

  it("have nothing that the linter of Firefox's store reports", async () => {
    const [zip] = [...zips.keys()].filter((name) => name.endsWith("-firefox.zip"));
    const linter = path.join(ROOT, "node_modules/.bin/addons-linter");
    const { stdout } = await runFile(
      linter,
      [path.join(ROOT, ".output", String(zip)), "--output", "json"],
      ROOT,
    );
    expect(JSON.parse(stdout)).toMatchObject({ errors: [], warnings: [], notices: [] });
  });

  it("bring no key of their own: the Chrome Web Store gives one", () => {
    const manifest: unknown = JSON.parse(String(filesOf("chrome").get("manifest.json")));
    expect(manifest).toMatchObject({ manifest_version: 3, default_locale: "en" });
    expect(manifest).not.toHaveProperty("key");
  });
});
