import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pagewire } from "../../support/companion-process.ts";
import { eventually, LONG } from "../../support/eventually.ts";
import { receivedRecord } from "../../support/inbox-of.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { chooseFromMenu, rowIn, showList } from "../../support/popup.ts";
import { receivedSha256 } from "../../support/received-in.ts";

const NAMES = Array.from({ length: 9 }, (_, index) => `file-${index}.txt`);

let paired: PairedDesktop;
let popup: Page;
/** The ids of the files by their names. */
const ids = new Map<string, string>();
beforeAll(async () => {
  paired = await openPairedDesktop();
  for (const name of NAMES) await send(name);
});
afterAll(() => paired?.close());
beforeEach(async () => {
  popup = await paired.desktop.openPopup();
  await eventually("the rows", async () => (await rows().count()) >= NAMES.length);
});
afterEach(() => popup.close().catch(() => undefined));

async function send(name: string): Promise<void> {
  const { objects } = await pagewire(
    paired.companion.home,
    ["send", "-", "--name", name, "--wait"],
    `bytes of ${name}`,
  );
  ids.set(name, String(objects[0]?.id));
}

const rows = (): Locator => popup.getByRole("list", { name: "Received" }).getByRole("listitem");
const row = (name: string): Locator => rows().filter({ hasText: name });
const keys = (...names: string[]): Promise<void> => paired.desktop.hand.keys(...names);
/** What the keyboard is on. */
const focused = (): Promise<string> =>
  popup.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
const isOn = (label: string): Promise<unknown> =>
  eventually(`the keyboard on ${label}`, async () => (await focused()) === label);
const count = (wanted: number): Promise<unknown> =>
  eventually(`${wanted} rows`, async () => (await rows().count()) === wanted);

describe("the popup by the keyboard alone", () => {
  it("goes through the list with one tab stop, from its first row to its last", async () => {
    expect(await popup.locator('ul [tabindex="0"]').count()).toBe(1);
    await row("file-8").locator(".main").focus();
    await keys("Down");
    await isOn("Open file-7.txt");
    await keys("End");
    await isOn("Open file-0.txt");
    await keys("Up");
    await isOn("Open file-1.txt");
    await keys("Home");
    await isOn("Open file-8.txt");
    expect(await popup.locator('ul [tabindex="0"]').count()).toBe(1);
    expect(await popup.evaluate(() => document.activeElement?.matches('ul [tabindex="0"]'))).toBe(true);
  });

  it("opens the row's file with Enter, in a page of our own", async () => {
    const opened = paired.desktop.context.waitForEvent("page");
    await row("file-3").locator(".main").focus();
    await keys("Return");
    const view = await opened;
    expect(view.url()).toContain(`/view.html?id=${ids.get("file-3.txt")}`);
    await view.close();
  });

  it("deletes the row and goes to the next, and Ctrl+Z brings it back", async () => {
    await row("file-5").locator(".main").focus();
    await keys("Delete");
    await isOn("Open file-4.txt");
    expect(await row("file-5").count()).toBe(0);
    expect(await popup.locator(".snackbar").textContent()).toContain("file-5.txt");
    expect(await receivedSha256(popup, ids.get("file-5.txt") ?? "")).toMatch(/^[0-9a-f]{64}$/);
    await keys("ctrl+z");
    await eventually("the row", () => row("file-5").isVisible());
    expect(await popup.locator(".snackbar").textContent()).toBe("");
  });

  it("finds a file after /, and Escape takes the search back before it closes the popup", async () => {
    await keys("slash");
    await isOn("Search");
    await keys("minus", "6");
    await count(1);
    expect(await rows().textContent()).toContain("file-6.txt");
    await keys("Escape");
    await count(NAMES.length);
    expect(popup.isClosed()).toBe(false);
    await keys("Escape");
    await eventually("the popup to close", () => popup.isClosed());
  });

  it("chooses several with Space and Shift, deletes them together, and takes them back together", async () => {
    await row("file-8").locator(".main").focus();
    await keys("space", "Down", "Down");
    await isOn("Open file-6.txt");
    await keys("shift+space");
    const bar = popup.getByRole("toolbar");
    await eventually("three", async () => (await bar.textContent())?.includes("3 selected"));
    await keys("Delete");
    await count(NAMES.length - 3);
    await keys("ctrl+z");
    await count(NAMES.length);
    expect(await bar.count()).toBe(0);
  });

  it("goes from tab to tab and into the menu of a row, and back", async () => {
    await popup.getByRole("tab", { name: "Received" }).focus();
    await keys("Right");
    await eventually("Sent", async () => (await popup.getByRole("list", { name: "Sent" }).count()) === 1);
    await keys("Left");
    await count(NAMES.length);
    await row("file-2").locator(".main").focus();
    await keys("shift+F10");
    const items = popup.getByRole("menuitem");
    await eventually("the menu", async () => (await items.count()) > 1);
    await eventually("its first line", () =>
      items.first().evaluate((item) => item === document.activeElement),
    );
    await keys("Down", "Down", "Return");
    await eventually("it to be deleted", async () => (await row("file-2").count()) === 0);
    await keys("ctrl+z");
    await count(NAMES.length);
    expect(await row("file-2").count()).toBe(1);
  });
});

describe("a file that was deleted in a popup that closes", () => {
  it("is there as long as that can be taken back, and then goes by itself", async () => {
    const { desktop } = paired;
    await send("last.txt");
    const id = ids.get("last.txt") ?? "";
    await row("last.txt").locator(".main").focus();
    await keys("Delete");
    await eventually("the row to go", async () => (await row("last.txt").count()) === 0);
    await popup.close();
    const page = await desktop.openExtensionPage("options.html");
    expect(await receivedSha256(page, id)).toMatch(/^[0-9a-f]{64}$/);
    const again = await desktop.openPopup();
    const undo = again.getByRole("button", { name: "Undo" });
    await eventually("the choice", () => undo.isVisible());
    await again.close();
    const isGone = await eventually("it to be deleted for good", () =>
      receivedSha256(page, id).then(
        () => false,
        () => true,
      ),
    );
    expect(isGone).toBe(true);
    await page.close();
  });
});

describe("a file that is given to the popup", () => {
  // The computer keeps one file of what it was given twice.
  const wordsOf = (name: string): string => `given to the popup as ${name}`;
  const hasCome = async (name: string): Promise<void> => {
    const record = await receivedRecord(paired.companion, name, LONG);
    expect(await readFile(String(record.path), "utf8")).toBe(wordsOf(name));
    const sent = await rowIn(popup, "Sent", name);
    await eventually("its row", async () => (await sent.textContent())?.includes("On your computer"));
  };

  it("is sent when it is chosen", async () => {
    await popup.locator('input[type="file"]').setInputFiles({
      name: "chosen.txt",
      mimeType: "text/plain",
      buffer: Buffer.from(wordsOf("chosen.txt")),
    });
    await hasCome("chosen.txt");
  });

  it.each(["drop", "paste"] as const)("is sent after a %s", async (kind) => {
    const give = (): Promise<boolean> =>
      popup.evaluate(
        ([type, name, content]) => {
          const data = new DataTransfer();
          data.items.add(new File([content], name, { type: "text/plain" }));
          const about = { bubbles: true, cancelable: true };
          // What is taken is not left to the browser.
          return !document.body.dispatchEvent(
            type === "drop"
              ? new DragEvent("drop", { ...about, dataTransfer: data })
              : new ClipboardEvent("paste", { ...about, clipboardData: data }),
          );
        },
        [kind, `${kind}.txt`, wordsOf(`${kind}.txt`)] as const,
      );
    // The popup listens for it a moment after its first rows are there.
    await eventually("it to be taken", give);
    await hasCome(`${kind}.txt`);
  });

  it("says where it lies on the computer", async () => {
    const sent = await rowIn(popup, "Sent", "chosen.txt");
    await chooseFromMenu(paired.desktop, popup, sent, /^Copy path/);
    await eventually("it to say so", async () =>
      (await popup.locator(".snackbar").textContent())?.includes("copied"),
    );
    await showList(popup, "Received");
    await keys("slash", "ctrl+v");
    const field = popup.getByRole("searchbox");
    const pasted = await eventually("the path", async () => (await field.inputValue()) || undefined);
    expect(pasted).toBe(path.join(paired.companion.home, "Inbox", "chosen.txt"));
  });
});
