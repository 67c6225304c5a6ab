import { rm, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectControl } from "../../../companion/commands/control/control.ts";
import { homeAt } from "../../../companion/home/home.ts";
import { openCompanion, pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { IMAGE_FORMATS, makeImageFile } from "../../support/image-files.ts";
import { openRelayedDesktop, type RelayedDesktop } from "../../support/paired-desktop.ts";
import { chooseFromMenu, rowIn } from "../../support/popup.ts";
import { receivedSha256 } from "../../support/received-in.ts";
import { UNLIMITED } from "../../support/slow-relay.ts";

const LARGE_BYTES = 64 * 1024 * 1024;
/** Bytes a second: a large file takes half a minute. */
const SLOW = 2_000_000;

let paired: RelayedDesktop;
let popup: Page;
beforeAll(async () => {
  paired = await openRelayedDesktop();
});
afterAll(() => paired?.close());

async function file(name: string, bytes: Uint8Array | string): Promise<string> {
  const where = path.join(paired.companion.home, name);
  await writeFile(where, bytes);
  return where;
}

async function entryOf(name: string): Promise<Locator> {
  popup = await paired.desktop.openPopup();
  const entry = await rowIn(popup, "Received", name);
  await eventually(`${name} in the list`, async () => (await entry.count()) === 1);
  return entry;
}

/** Sends a file so slowly that it is still on its way when it stands in the open popup. */
async function sendLarge(name: string): Promise<{ id: string; entry: Locator }> {
  popup = await paired.desktop.openPopup();
  const entry = await rowIn(popup, "Received", name);
  const where = await file(name, "");
  await truncate(where, LARGE_BYTES);
  paired.relay.limit(SLOW);
  const { objects } = await pagewire(paired.companion.home, ["send", where]);
  await rm(where);
  await eventually(`${name} in the list`, async () => (await entry.count()) === 1);
  return { id: String(objects[0]?.id), entry };
}

describe("a file that a program sends", () => {
  it.each(IMAGE_FORMATS)(
    "stands in the popup with a picture, its size and the same bytes: %s",
    async (format) => {
      const image = await makeImageFile(format, { seed: "sent", name: `sent.${format}` });
      const { objects, status } = await pagewire(paired.companion.home, [
        "send",
        await file(image.name, image.bytes),
        "--wait",
      ]);
      expect(status).toBe(0);
      expect(objects).toMatchObject([{ state: "stored", sha256: image.sha256, bytes: image.bytes.length }]);
      const entry = await entryOf(image.name);
      await eventually("its picture", () =>
        entry.locator("img").evaluate((picture: HTMLImageElement) => picture.naturalWidth > 0),
      );
      expect(await entry.textContent()).toMatch(/[A-Z]+ · [\d.]+ k?B · just now/);
      expect(await receivedSha256(popup, String(objects[0]?.id))).toBe(image.sha256);
      await popup.close();
    },
  );

  it("may be empty", async () => {
    const { objects } = await pagewire(paired.companion.home, [
      "send",
      await file("empty.txt", ""),
      "--wait",
    ]);
    expect(objects).toMatchObject([{ state: "stored", bytes: 0 }]);
    expect(await (await entryOf("empty.txt")).textContent()).toContain("0 B");
    await popup.close();
  });

  it("comes from the Outbox folder too, while the popup is open", async () => {
    popup = await paired.desktop.openPopup();
    await writeFile(path.join(paired.companion.home, "Outbox", "dropped.txt"), "dropped");
    const entry = await rowIn(popup, "Received", "dropped.txt");
    await eventually("it in the open popup", async () =>
      (await entry.textContent({ timeout: 500 }))?.includes("7 B"),
    );
    expect(await entry.count()).toBe(1);
    await popup.close();
  });

  it("can be opened in a page of our own, where nothing in it runs", async () => {
    const image = await makeImageFile("svg", { seed: "opened", name: "opened.svg" });
    await pagewire(paired.companion.home, ["send", await file(image.name, image.bytes), "--wait"]);
    const entry = await entryOf("opened.svg");
    const opened = paired.desktop.context.waitForEvent("page");
    await paired.desktop.click(popup, entry.getByRole("button", { name: "Open opened.svg" }));
    const view = await opened;
    const picture = view.getByRole("img", { name: "opened.svg" });
    await eventually("the picture", () =>
      picture.evaluate((shown: HTMLImageElement) => shown.naturalWidth === 120),
    );
    expect(await view.evaluate(() => "scriptOfSvgRan" in globalThis)).toBe(false);
    expect(new URL(view.url()).protocol).toBe("chrome-extension:");
    await view.close();
  });

  it("shows a web page as its text", async () => {
    const html = "<!doctype html><html><script>document.title = 'ran'</script></html>";
    await pagewire(paired.companion.home, ["send", await file("page.html", html), "--wait"]);
    const entry = await entryOf("page.html");
    const opened = paired.desktop.context.waitForEvent("page");
    await paired.desktop.click(popup, entry.getByRole("button", { name: "Open page.html" }));
    const view = await opened;
    await eventually(
      "its text",
      async () => (await view.locator("pre").textContent({ timeout: 500 })) === html,
    );
    expect(await view.title()).toBe("page.html");
    await view.close();
  });

  it("can be saved with the same bytes under its name", async () => {
    await pagewire(paired.companion.home, ["send", await file("saved.txt", "saved bytes"), "--wait"]);
    const entry = await entryOf("saved.txt");
    const saved = await popup.evaluate(
      () =>
        new Promise<{ name: string; text: string }>((resolve) => {
          // The browser's own download is not ours to test: what is handed to it is.
          HTMLAnchorElement.prototype.click = function click() {
            void fetch(this.href).then(async (response) =>
              resolve({ name: this.download, text: await response.text() }),
            );
          };
          document.querySelector<HTMLButtonElement>('[aria-label="Save saved.txt"]')?.click();
        }),
    );
    expect(saved).toEqual({ name: "saved.txt", text: "saved bytes" });
    expect(await entry.count()).toBe(1);
    await popup.close();
  });

  it("is gone with all its pieces after Delete", async () => {
    const { objects } = await pagewire(paired.companion.home, [
      "send",
      await file("deleted.txt", "x"),
      "--wait",
    ]);
    const entry = await entryOf("deleted.txt");
    await chooseFromMenu(paired.desktop, popup, entry, /^Delete/);
    await eventually("the entry to go", async () => (await entry.count()) === 0);
    // Until it can't be taken back any more they are there.
    expect(await receivedSha256(popup, String(objects[0]?.id))).toMatch(/^[0-9a-f]{64}$/);
    await eventually("its pieces to go", async () =>
      receivedSha256(popup, String(objects[0]?.id)).then(
        () => false,
        () => true,
      ),
    );
    await popup.close();
  });

  it("goes from the popup with its pieces when it is taken back on its way", async () => {
    // What `pagewire outbox --cancel` asks, without the start of a command: the file must not be faster.
    const control = await connectControl(homeAt(paired.companion.home));
    const { id, entry } = await sendLarge("under-way.bin");
    expect(await control.ask("cancel", { id })).toEqual({ id });
    control.close();
    paired.relay.limit(UNLIMITED);
    await eventually("the entry to go", async () => (await entry.count()) === 0);
    await expect(receivedSha256(popup, id)).rejects.toThrow();
    await popup.close();
  });

  it("goes from the popup when it was taken back while the browser had no companion", async () => {
    const { companion } = paired;
    const { id, entry } = await sendLarge("away.bin");
    await companion.kill();
    paired.relay.limit(UNLIMITED);
    const elsewhere = await openCompanion({ home: companion.home, port: 0 });
    expect((await pagewire(companion.home, ["outbox", "--cancel", id])).status).toBe(0);
    await elsewhere.stop();
    expect(await entry.count()).toBe(1);
    await companion.restart();
    // The browser tries at its alarms, half a minute apart; on a busy machine a try may come to nothing.
    await eventually("the entry to go", async () => (await entry.count()) === 0, { timeoutMs: 240_000 });
    await popup.close();
  }, 300_000);

  it("stands there beside an entry that is damaged, which says so and can be deleted", async () => {
    await pagewire(paired.companion.home, ["send", await file("beside.txt", "beside"), "--wait"]);
    popup = await paired.desktop.openPopup();
    await popup.evaluate(async () => {
      const done = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const db = await done(indexedDB.open("pagewire"));
      const store = db.transaction("received", "readwrite").objectStore("received");
      const entry = { id: "bad", state: "stored", name: 7, mediaType: null, bytes: -1, at: 8.7e15 };
      await Promise.all([done(store.put(entry)), done(store.put({ ...entry, id: "timeless", at: "never" }))]);
      db.close();
    });
    await popup.close();
    const beside = await entryOf("beside.txt");
    expect(await beside.textContent()).toContain("6 B");
    const damaged = popup.getByRole("listitem").filter({ hasText: "can't be read" });
    for (let left = 2; left > 0; left -= 1) {
      await eventually(`${left} of them`, async () => (await damaged.count()) === left);
      await chooseFromMenu(paired.desktop, popup, damaged.first(), /^Delete/);
    }
    await eventually("both to go", async () => (await damaged.count()) === 0);
    expect(await beside.count()).toBe(1);
    await popup.close();
  });

  it("shows a name that tries to turn itself around as what it is", async () => {
    await pagewire(paired.companion.home, ["send", "-", "--name", "photo\u202Egpj.exe", "--wait"], "MZ");
    const entry = await entryOf("photo");
    expect(await entry.locator(".file-name").textContent()).toBe("photo\u{FFFD}gpj.exe");
    await popup.close();
  });
});
