import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeImageFile } from "../../support/image-files.ts";
import { receivedRecord } from "../../support/inbox-of.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { htmlPage, openTestSite, type TestSite } from "../../support/test-site.ts";

let paired: PairedDesktop;
let site: TestSite;
let page: Page;
beforeAll(async () => {
  site = await openTestSite();
  paired = await openPairedDesktop();
  page = await paired.desktop.context.newPage();
});
afterAll(async () => {
  await paired?.close();
  await site?.close();
});

/** The bytes of UTF-8 as a header takes them. */
const raw = (text: string): string => Buffer.from(text).toString("latin1");

describe("the name of an image", () => {
  it.each([
    ["an encoded word", "/image-2", 'inline; filename="=?UTF-8?B?5YaZ55yfLTIucG5n?="', "写真-2.png"],
    ["raw UTF-8", "/image-1", `inline; filename="${raw("写真-1.png")}"`, "写真-1.png"],
    ["percent-escapes", "/image-3", 'inline; filename="%E5%86%99%E7%9C%9F-3.png"', "写真-3.png"],
    ["Latin-1 of its own", "/image-4", "inline; filename*=ISO-8859-1''na%EFve.png", "naïve.png"],
    ["blanks without quotes", "/image-5", "inline; filename=harbour at night.png", "harbour at night.png"],
    ["nothing that can be read", "/image-6.png", 'inline; filename="=?x?B?5YaZ?="', "image-6.png"],
  ])("is the one that its site gives in the header: %s", async (_, path, disposition, name) => {
    const image = await makeImageFile("png", { seed: path });
    // Beside a length Node writes this header in another charset than was asked for.
    const headers = { "content-type": "image/png", "content-disposition": disposition };
    site.route(path, { headers, body: image.bytes });
    site.route("/", htmlPage(`<img id="x" src="${path}" width="200" height="150">`));
    await page.bringToFront();
    await page.goto(site.url("127.0.0.1"));
    await paired.desktop.rightClick(page, "#x");
    expect(await receivedRecord(paired.companion, name)).toMatchObject({
      sha256: image.sha256,
      fidelity: "original",
    });
  });
});
