/**
 * An update loses nothing: a home folder and a browser's database as version 0.1.0 left them, both in the middle of work.
 * `tests/fixtures/first-release.tar.gz` was written by that version's own code: two pictures sent, two files received, a
 * token; then its companion was killed, a third picture clicked, and a third file queued while no browser was there.
 */

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../../support/companion-process.ts";
import { type Desktop, openDesktop } from "../../support/desktop.ts";
import { eventually } from "../../support/eventually.ts";
import { EXTENSION_DIR } from "../../support/extension-build.ts";
import { inboxSha256, receivedRecord } from "../../support/inbox-of.ts";
import { isWhole, rowIn } from "../../support/popup.ts";

const FIXTURE = path.resolve(import.meta.dirname, "../../fixtures/first-release.tar.gz");
/** The port that browser was paired at: no system gives it to anybody by itself. */
const PORT = 18_737;
/** What waits goes with the browser's next alarm at the latest. */
const AFTER_ALARM = { timeoutMs: 90_000 };

let folder: string;
let companion: CompanionProcess;
let desktop: Desktop;
let popup: Page;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pagewire-first-"));
  await promisify(execFile)("tar", ["-xzf", FIXTURE, "-C", folder]);
  companion = await openCompanion({ home: path.join(folder, "home"), port: PORT });
});
afterAll(async () => {
  await desktop?.close();
  await companion?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

const said = async (...words: string[]): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  (await pagewire(companion.home, words)).objects;

describe("the companion of today, in the home folder of version 0.1.0", () => {
  it("lists what was received with where it came from, and finds it by words", async () => {
    expect(await said("inbox")).toMatchObject([
      { name: "tabby.png", type: "image/png" },
      { name: "harbour.png", type: "image/png" },
    ]);
    const [found] = await said("inbox", "--search", "harbour");
    expect(found).toMatchObject({ name: "harbour.png" });
    expect(JSON.stringify(found)).toContain("http://pics.test");
    expect(JSON.stringify(found)).toContain("A harbour");
  });

  it("changes what it lists, as it would its own", async () => {
    const [record] = await said("inbox", "--search", "tabby");
    await pagewire(companion.home, ["edit", String(record?.id), "--name", "cat.png", "--tag", "cat"]);
    expect(await said("inbox", "--search", "cat")).toMatchObject([{ name: "cat.png", tags: ["cat"] }]);
    expect((await readFile(path.join(companion.home, "Inbox", "cat.png"))).length).toBeGreaterThan(0);
  });

  it("knows the browser and the script, and what waits for them", async () => {
    const clients = await said("clients");
    expect(clients.map(({ name }) => name).sort()).toEqual(["Chromium on Linux", "my script"]);
    expect(JSON.stringify(await said("outbox"))).toContain("later.txt");
  });
});

describe("the extension of today, on the database of version 0.1.0", () => {
  beforeAll(async () => {
    desktop = await openDesktop({
      extensionDir: EXTENSION_DIR,
      profileDir: path.join(folder, "profile"),
    });
    popup = await desktop.openExtensionPage("popup.html");
  });

  it("is connected without being paired anew, and sends what waited in it", async () => {
    expect(await receivedRecord(companion, "waits.png", AFTER_ALARM)).toMatchObject({ type: "image/png" });
    expect(await inboxSha256(companion, "waits.png")).toMatch(/^[0-9a-f]{64}$/);
  });

  it("opens what was received then, and receives what waited on the computer", async () => {
    for (const name of ["notes.txt", "plot.png", "later.txt"]) {
      const row = await rowIn(popup, "Received", name);
      await eventually(`${name} to be whole`, () => isWhole(row), AFTER_ALARM);
    }
    await popup.bringToFront();
    const row = await rowIn(popup, "Received", "notes.txt");
    await desktop.click(popup, row.getByRole("button", { name: /^Open / }));
    const view = await eventually("the view page", () =>
      desktop.context.pages().find((page) => page.url().includes("/view.html")),
    );
    const words = "What the first release kept.";
    expect(
      await eventually("its words", async () => (await view.locator("body").textContent())?.includes(words)),
    ).toBe(true);
    await view.close();
  });

  it("lists what was sent then, beside what it sends now", async () => {
    await popup.bringToFront();
    for (const name of ["harbour.png", "waits.png"]) {
      const row = await rowIn(popup, "Sent", name);
      expect(await eventually(name, async () => (await row.count()) === 1)).toBe(true);
    }
  });
});
