import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterEach, expect, it } from "vitest";
import { pagewire } from "../../support/companion-process.ts";
import { openDesktop } from "../../support/desktop.ts";
import { eventually, LONG } from "../../support/eventually.ts";
import { EXTENSION_DIR } from "../../support/extension-build.ts";
import { openPairedDesktop, pairBrowser, statusOf } from "../../support/paired-desktop.ts";

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

const says = (page: Page, state: string): Promise<boolean> =>
  eventually(state, async () => (await statusOf(page)) === state, LONG);

it("a browser with a copied profile is refused with a sentence while the first runs, and pairs anew", async () => {
  const { companion, desktop, close } = await openPairedDesktop();
  opened.push(close);
  await desktop.quit();
  const profileDir = await mkdtemp(path.join(tmpdir(), "pagewire-copied-profile-"));
  opened.push(() => rm(profileDir, { recursive: true, force: true }));
  await cp(desktop.profileDir, profileDir, {
    recursive: true,
    filter: (file) => !path.basename(file).startsWith("Singleton"),
  });
  await desktop.reopen();
  const first = await desktop.openExtensionPage("popup.html");
  await says(first, "Connected");

  const copy = await openDesktop({ extensionDir: EXTENSION_DIR, profileDir });
  opened.push(() => copy.close());
  const second = await copy.openExtensionPage("popup.html");
  await says(second, "Refused");
  await second.getByText("as a profile and its copy have").waitFor();
  expect(await statusOf(first)).toBe("Connected");

  const { objects } = await pagewire(companion.home, ["pair"]);
  await pairBrowser(copy, String(objects[0]?.pairUrl));
  await says(second, "Connected");
  await says(first, "Connected");
  const clients = (await pagewire(companion.home, ["clients"])).objects;
  expect(clients.map(({ connected }) => connected)).toEqual([true, true]);
});
