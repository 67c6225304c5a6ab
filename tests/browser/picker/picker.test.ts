import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { type ImageFile, makeImageFile } from "../../support/image-files.ts";
import { receivedRecord } from "../../support/inbox-of.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { openPicker, openPicturePage, pickerIsDone } from "../../support/picture-page.ts";
import { allowEverySite } from "../../support/site-rights.ts";
import { htmlPage, imageReply, openTestSite, type TestSite } from "../../support/test-site.ts";

/** Name, host and size of what the page has. */
const PICTURES = [
  ["a.png", "pics.test", 120, 80],
  ["b.png", "img.test", 120, 80],
  ["c.png", "img.test", 60, 90],
  ["d.png", "img.test", 200, 200],
  ["e.png", "img.test", 120, 80],
] as const;
const PLACEHOLDER = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

const files = new Map<string, ImageFile>();
let site: TestSite;
let paired: PairedDesktop;
let page: Page;
let picker: Page;
beforeAll(async () => {
  site = await openTestSite();
  for (const [name, host, width, height] of PICTURES) {
    const file = await makeImageFile("png", { seed: name, width, height });
    files.set(name, file);
    site.route(`${host}/${name}`, imageReply(file, { "cache-control": "no-store" }));
  }
  for (const name of ["lazy.png", "huge.png"]) {
    files.set(name, await makeImageFile("png", { seed: name, width: 300, height: 200 }));
    site.route(`/${name}`, imageReply(files.get(name) ?? { name, type: "", bytes: Buffer.of(), sha256: "" }));
  }
  const image = (name: string, more = ""): string =>
    `<img src="${site.url("img.test", `/${name}`)}" ${more}>`;
  site.route(
    "pics.test/",
    htmlPage(`<img src="/a.png" alt="The first"><p id="some">${image("b.png", 'alt="The second"')}
      ${image("c.png")}</p>${image("d.png")}${image("b.png", 'alt="The second again"')}
      <a href="${site.url("img.test", "/huge.png")}">${image("e.png")}</a>
      <img src="${PLACEHOLDER}" data-src="/lazy.png" alt="Later"><img src="/gone.png">
      <div style="height: 3000px"></div><p>The end</p>`),
  );
  site.route("other.test/", htmlPage(image("d.png")));
  paired = await openPairedDesktop();
  page = await paired.desktop.context.newPage();
  await page.goto(site.url("pics.test"));
  await page.waitForFunction(() =>
    [...document.images].every(({ src, naturalWidth }) => naturalWidth > 0 || src.endsWith("gone.png")),
  );
});
afterAll(async () => {
  await paired?.close();
  await site?.close();
});

const tiles = (): Locator => picker.getByRole("gridcell");
const tile = (name: string): Locator => tiles().filter({ hasText: name });
const names = async (): Promise<string[]> =>
  await tiles().evaluateAll((all) => all.map((one) => one.querySelector("bdi")?.title ?? ""));
const chosen = async (): Promise<string[]> =>
  await picker
    .locator('[role="gridcell"][aria-selected="true"]')
    .evaluateAll((all) => all.map((one) => one.querySelector("bdi")?.title ?? ""));

describe("the picker, with nothing permitted", () => {
  it("opens at its keys, and has without a request what the page's own site gave", async () => {
    const { desktop } = paired;
    const asked = site.requests.length;
    await page.bringToFront();
    const opening = desktop.context.waitForEvent("page");
    await desktop.hand.keys("alt+shift+s");
    picker = await opening;
    await pickerIsDone(picker);
    expect(picker.url()).toContain("/picker.html?tab=");
    await expect.poll(names).toContain("a.png");
    expect(site.requests.length).toBe(asked);
    expect(await tile("b.png").getAttribute("data-away")).toBe("true");
    expect(await picker.getByRole("button", { name: "Allow every site" }).isVisible()).toBe(true);
    await picker.close();
  });
});

describe("the picker, with every site permitted", () => {
  beforeAll(async () => {
    await allowEverySite(paired.desktop);
    picker = await openPicker(paired.desktop, page);
    await picker.bringToFront();
  });
  const reset = async (): Promise<void> => {
    const none = picker.getByRole("button", { name: "Choose none" });
    if (await none.isVisible()) await none.click();
  };

  it("has all of the page's pictures in their order, the same one once, and what is not loaded yet", async () => {
    expect(await names()).toEqual(["a.png", "b.png", "c.png", "d.png", "e.png", "huge.png", "lazy.png"]);
    expect(await tile("b.png").textContent()).toContain("×2");
    expect(await tile("b.png").textContent()).toContain("120 × 80");
    for (const name of ["huge.png", "lazy.png"])
      expect(await tile(name).textContent()).toContain("Not loaded yet");
    for (const name of ["a.png", "b.png", "d.png"])
      expect(await tile(name).getAttribute("data-away")).toBe("false");
    expect(site.requestsFor("/lazy.png")).toEqual([]);
    expect(site.requestsFor("/huge.png")).toEqual([]);
  });

  it("takes clicks, a stretch, a box and all of one size", async () => {
    await tile("a.png").click();
    await tile("d.png").click({ modifiers: ["Shift"] });
    expect(await chosen()).toEqual(["a.png", "b.png", "c.png", "d.png"]);
    await tile("b.png").click();
    expect(await chosen()).toEqual(["a.png", "c.png", "d.png"]);
    await reset();
    const [from, to] = [await tile("b.png").boundingBox(), await tile("c.png").boundingBox()];
    if (!from || !to) throw new Error("the tiles are not to be seen");
    await picker.mouse.move(from.x + 20, from.y + 60);
    await picker.mouse.down();
    await picker.mouse.move(from.x + 60, from.y + 90);
    await picker.mouse.move(to.x + 30, to.y + 90);
    await picker.mouse.up();
    expect(await chosen()).toEqual(["b.png", "c.png"]);
    await reset();
    await tile("e.png").getByRole("button", { name: "Choose all of 120 × 80" }).click();
    expect(await chosen()).toEqual(["a.png", "b.png", "e.png"]);
    await reset();
  });

  it("does the same by the keyboard alone", async () => {
    await tile("a.png").focus();
    await picker.keyboard.press("ArrowRight");
    await picker.keyboard.press("Space");
    await picker.keyboard.press("Shift+ArrowRight");
    expect(await chosen()).toEqual(["b.png", "c.png"]);
    await picker.keyboard.press("Escape");
    await picker.keyboard.press("Home");
    await picker.keyboard.press("s");
    expect(await chosen()).toEqual(["a.png", "b.png", "e.png"]);
    await picker.keyboard.press("Control+a");
    expect((await chosen()).length).toBe(7);
    await reset();
  });

  it("is filtered by words, size, shape and what is loaded, and sorted", async () => {
    await picker.keyboard.press("/");
    await picker.keyboard.type("second");
    await expect.poll(names).toEqual(["b.png"]);
    await picker.getByRole("button", { name: "Clear the filters" }).click();
    await picker.getByRole("combobox", { name: "Shape" }).selectOption("tall");
    await expect.poll(names).toEqual(["c.png"]);
    await picker.getByRole("button", { name: "Clear the filters" }).click();
    await picker.getByRole("combobox", { name: /loaded/ }).selectOption("unloaded");
    await expect.poll(names).toEqual(["huge.png", "lazy.png"]);
    await picker.getByRole("button", { name: "Clear the filters" }).click();
    await picker.getByRole("combobox", { name: "Size" }).selectOption("100");
    await expect.poll(names).not.toContain("c.png");
    await picker.getByRole("button", { name: "Clear the filters" }).click();
    await picker.getByRole("combobox", { name: "Order" }).selectOption("largest");
    await expect.poll(async () => (await names())[0]).toBe("d.png");
    await picker.getByRole("combobox", { name: "Order" }).selectOption("page");
  });

  it("sends the very bytes with where they are from, asks the site for what is not loaded, and tells of each what failed", async () => {
    site.route("/lazy.png", { status: 503, body: "later" });
    const [scrolled, asked] = [await page.evaluate(() => scrollY), site.requestsFor("/b.png").length];
    for (const name of ["b.png", "huge.png", "lazy.png"]) await tile(name).click();
    await tile("lazy.png").focus();
    await picker.keyboard.press("Enter");
    const sent = await receivedRecord(paired.companion, "b.png");
    expect(sent).toMatchObject({
      sha256: files.get("b.png")?.sha256,
      fidelity: "original",
      how: "page-capture",
      sources: [{ url: site.url("img.test", "/b.png"), pageUrl: site.url("pics.test"), alt: "The second" }],
    });
    expect(site.requestsFor("/b.png").length).toBe(asked);
    expect((await receivedRecord(paired.companion, "huge.png")).sha256).toBe(files.get("huge.png")?.sha256);
    await tile("lazy.png").getByText("503").waitFor();
    await tile("b.png").getByRole("img", { name: "On your computer" }).waitFor();
    const lazy = files.get("lazy.png");
    if (lazy) site.route("/lazy.png", imageReply(lazy));
    await tile("lazy.png").getByRole("button", { name: "Retry" }).click();
    expect((await receivedRecord(paired.companion, "lazy.png")).sha256).toBe(lazy?.sha256);
    await eventually("all to have come", async () =>
      (await picker.locator(".tally").textContent())?.includes("3 of 3"),
    );
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
    expect((await pagewire(paired.companion.home, ["inbox"])).objects.length).toBe(3);
  });

  it("shows what is in the selection, and what all tabs have", async () => {
    await page.evaluate(() =>
      document.getSelection()?.selectAllChildren(document.querySelector("#some") ?? document),
    );
    const other = await openPicturePage(paired.desktop, site.url("other.test"));
    await picker.close();
    picker = await openPicker(paired.desktop, page);
    await picker.getByText("Selection").click();
    await expect.poll(names).toEqual(["b.png", "c.png"]);
    await picker.getByText("All tabs").click();
    await pickerIsDone(picker);
    // The same picture in another tab is the same.
    await expect.poll(async () => await tile("d.png").textContent()).toContain("×2");
    await other.close();
    await picker.close();
  });

  it("says where there are none, and where nothing can be read", async () => {
    const empty = await paired.desktop.context.newPage();
    site.route("/empty", htmlPage("<p>Words alone</p>"));
    await empty.goto(site.url("pics.test", "/empty"));
    picker = await openPicker(paired.desktop, empty);
    await picker.getByRole("heading", { name: "No pictures here" }).waitFor();
    expect(await tiles().count()).toBe(0);
    const own = await paired.desktop.openExtensionPage("options.html");
    const unreadable = await openPicker(paired.desktop, own);
    await unreadable.getByRole("heading", { name: "This page can't be read" }).waitFor();
    expect(await unreadable.getByRole("button", { name: "Look again" }).isVisible()).toBe(true);
  });
});
