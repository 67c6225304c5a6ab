/** No page calls itself connected when it isn't: each says so within two seconds of what is stopped under it. */

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually, LONG } from "../../support/eventually.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";

/** What a page may go on saying after the fact. */
const TRUTH = { timeoutMs: 2_000 };

let paired: PairedDesktop;
beforeAll(async () => {
  paired = await openPairedDesktop();
});
afterAll(() => paired?.close());

const states = async (page: Page): Promise<string[]> =>
  (await page.getByRole("status").allTextContents()).filter((text) => text !== "");
const says = async (page: Page, state: string): Promise<boolean> => (await states(page)).includes(state);
/** What a person reads, wherever on the page it stands. */
const shows = async (page: Page, word: string): Promise<boolean> =>
  (await page.locator("body").innerText()).includes(word);

describe.each(["popup", "options", "welcome", "sidepanel"])("%s", (name) => {
  let page: Page;
  beforeAll(async () => {
    page = await paired.desktop.openExtensionPage(`${name}.html`);
    await page.bringToFront();
    await eventually("Connected", () => says(page, "Connected"), LONG);
  });
  afterAll(() => page?.close());

  it("says Not running within two seconds of a companion that was killed, and Connected when it is back", async () => {
    await paired.companion.kill();
    await eventually("Not running", () => says(page, "Not running"), TRUTH);
    expect(await shows(page, "Connected")).toBe(false);
    await paired.companion.restart();
    await eventually("Connected", () => says(page, "Connected"), LONG);
  });

  it("does not go on saying Connected of a companion that hangs", async () => {
    process.kill(paired.companion.pid, "SIGSTOP");
    try {
      await eventually("something else", async () => !(await says(page, "Connected")), TRUTH);
      expect(await shows(page, "Connected")).toBe(false);
      expect(await states(page)).toContain("Connecting");
    } finally {
      process.kill(paired.companion.pid, "SIGCONT");
    }
    await eventually("Connected", () => says(page, "Connected"), LONG);
  });

  it("stays connected when the browser stops the worker: its connection is its own", async () => {
    await paired.desktop.stopServiceWorker();
    expect(await says(page, "Connected")).toBe(true);
    // It is the companion's answer now, not a memory of one.
    await paired.companion.kill();
    await eventually("Not running", () => says(page, "Not running"), TRUTH);
    await paired.companion.restart();
    await eventually("Connected", () => says(page, "Connected"), LONG);
  });
});
