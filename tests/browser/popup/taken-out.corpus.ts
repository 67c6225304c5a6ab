/** What takes received files out of the popup: several saved together, a picture copied, a row dragged away. */

import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { pagewire } from "../../support/companion-process.ts";
import { eventually, LONG } from "../../support/eventually.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { chooseFromMenu, rowIn } from "../../support/popup.ts";

const PICTURE = "red: one.png";
const WORDS = "words.txt";
/** A drag that has begun is heard within this. */
const DRAG_MS = 10_000;
const RED = { r: 200, g: 20, b: 30 };

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

let paired: PairedDesktop;
let downloads: string;
const sent = new Map<string, Buffer>();
beforeAll(async () => {
  paired = await openPairedDesktop();
  const { companion, desktop } = paired;
  downloads = await mkdtemp(path.join(tmpdir(), "pagewire-downloads-"));
  const [page] = desktop.context.pages();
  const session = await desktop.context.newCDPSession(page as Page);
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: RED } })
    .png()
    .toBuffer();
  sent.set(PICTURE, picture).set(WORDS, Buffer.from("Words, and nothing else.\n"));
  for (const [name, bytes] of sent) {
    const file = path.join(companion.home, name);
    await writeFile(file, bytes);
    expect((await pagewire(companion.home, ["send", file, "--wait"])).status).toBe(0);
  }
});
afterAll(async () => {
  await paired?.close();
  await rm(downloads, { recursive: true, force: true });
});

describe("out of the popup", () => {
  it("several files are saved together, each with its own bytes", async () => {
    // A try before this one may have saved some.
    for (const name of await readdir(downloads)) await rm(path.join(downloads, name), { force: true });
    const popup = await paired.desktop.openPopup();
    onTestFinished(() => popup.close().catch(() => undefined));
    const rows = popup.getByRole("list", { name: "Received" }).getByRole("listitem");
    await eventually("both", async () => (await rows.count()) === sent.size);
    await rows.first().click({ modifiers: ["Control"] });
    await rows.nth(1).click({ modifiers: ["Control"] });
    await paired.desktop.click(popup, popup.getByRole("toolbar").getByRole("button", { name: "Save all" }));
    await eventually("both in the folder", async () => (await savedHashes()).length === sent.size, LONG);
    expect((await savedHashes()).sort()).toEqual([...sent.values()].map(sha256).sort());
  });

  it("a picture is copied, and another page can paste it", async () => {
    const { desktop, companion } = paired;
    const popup = await desktop.openPopup();
    await chooseFromMenu(desktop, popup, await rowIn(popup, "Received", PICTURE), /^Copy image/);
    await eventually("it to say so", async () =>
      (await popup.locator(".snackbar").textContent())?.includes("opied"),
    );
    await popup.close();
    const page = await desktop.context.newPage();
    await page.goto(`http://127.0.0.1:${companion.port}/`);
    await page.evaluate(() =>
      addEventListener("paste", ({ clipboardData }) => {
        const file = clipboardData?.files[0];
        const reading = file?.arrayBuffer().then((bytes) => {
          document.title = [...new Uint8Array(bytes)].join();
        });
        void reading;
      }),
    );
    await page.bringToFront();
    await desktop.hand.keys("ctrl+v");
    const pasted = await eventually("what was pasted", async () => {
      const title = await page.title();
      return /^\d+,/.test(title) ? Buffer.from(title.split(",").map(Number)) : undefined;
    });
    const { data, info } = await sharp(pasted).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, ...data.subarray(0, 3)]).toEqual([40, 30, RED.r, RED.g, RED.b]);
    await page.close();
  });

  it("a row that is dragged away brings a page the file, and a desktop an address and a name", async () => {
    const popup = await paired.desktop.openExtensionPage("popup.html");
    const row = await rowIn(popup, "Received", PICTURE);
    const box = await row.boundingBox();
    if (!box) throw new Error("The row is not in sight.");
    await popup.evaluate(() =>
      document.addEventListener("dragstart", ({ dataTransfer }) => {
        const [file] = dataTransfer?.files ?? [];
        const forDesktop = dataTransfer?.getData("DownloadURL") ?? "";
        // The bytes are taken hold of between the press and the first movement, else nothing is dragged.
        if (forDesktop === "") return;
        const address = forDesktop.slice(forDesktop.indexOf("blob:"));
        const bytesOf = async (blob: Blob | undefined): Promise<string> =>
          [...new Uint8Array((await blob?.arrayBuffer()) ?? [])].join();
        void fetch(address)
          .then((response) => response.blob())
          .then(async (there) => {
            document.title = JSON.stringify({
              name: file?.name,
              type: file?.type,
              forDesktop,
              inPage: await bytesOf(file),
              onDesktop: await bytesOf(there),
            });
          });
      }),
    );
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const dragged = await eventually("the drag", async () => {
      await popup.mouse.move(x, y);
      await popup.mouse.down();
      await popup.mouse.move(x + 40, y + 40, { steps: 4 });
      const hears = async (): Promise<string | false> => {
        const said = await popup.title();
        return said.startsWith("{") && said;
      };
      const title = await eventually("its bytes", hears, { timeoutMs: DRAG_MS }).catch(() => undefined);
      await popup.mouse.up();
      return title === undefined ? undefined : (JSON.parse(title) as Record<string, string>);
    });
    const bytes = [...(sent.get(PICTURE) ?? [])].join();
    expect(dragged).toMatchObject({ name: PICTURE, type: "image/png", inPage: bytes, onDesktop: bytes });
    expect(dragged.forDesktop).toMatch(/^application\/octet-stream:red_ one\.png:blob:chrome-extension:/);
    await popup.close();
  });
});

async function savedHashes(): Promise<string[]> {
  const names = (await readdir(downloads)).filter((name) => !name.endsWith(".crdownload"));
  return await Promise.all(names.map(async (name) => sha256(await readFile(path.join(downloads, name)))));
}
