import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { makeImageFile } from "../../support/image-files.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { chooseFromMenu, rowIn, showList } from "../../support/popup.ts";
import { htmlPage, imageReply, openTestSite, type TestSite } from "../../support/test-site.ts";

let paired: PairedDesktop;
let site: TestSite;
let options: Page;
beforeAll(async () => {
  site = await openTestSite();
  paired = await openPairedDesktop();
  const page = await paired.desktop.context.newPage();
  for (const name of ["tabby.png", "harbour.png"]) {
    const file = await makeImageFile("png", { seed: name, name });
    site.route(`/${name}`, imageReply(file));
    site.route("pics.test/", htmlPage(`<img id="x" src="/${name}" alt="${name}" width="200">`));
    await page.bringToFront();
    await page.goto(site.url("pics.test"));
    await paired.desktop.rightClick(page, "#x");
    await eventually(name, () => existsSync(inInbox(name)), { timeoutMs: 60_000 });
  }
  await page.close();
  options = await paired.desktop.openExtensionPage("options.html");
});
afterAll(async () => {
  await paired?.close();
  await site?.close();
});

const inInbox = (...parts: string[]): string => path.join(paired.companion.home, "Inbox", ...parts);
const config = (): string => path.join(paired.companion.home, "config.json");
const part = (): Locator => options.getByRole("region", { name: "Names and folders" });
const preview = (): Promise<string[]> => part().locator(".preview li").allTextContents();
const field = (): Locator => options.getByLabel("Rule");

describe("the settings of names and folders", () => {
  it("show the rule, and what the last pictures would be called while one is typed", async () => {
    await eventually("the rule", async () => (await field().inputValue()) === "{name}");
    await eventually("the pictures", async () => (await preview()).length === 2);
    expect(await preview()).toEqual(["harbour.png", "tabby.png"]);
    await field().fill("{year}/{host}/{title|dashes|lower}-{n|2}");
    const year = new Date().getFullYear();
    expect(await preview()).toEqual([
      `${year}/pics.test/test-site-01.png`,
      `${year}/pics.test/test-site-02.png`,
    ]);
  });

  it("say what is wrong as it is typed, and let nobody use that", async () => {
    await field().fill("{date}/{nmae}");
    expect(await part().textContent()).toContain("nmae is no field: use one of date, time");
    expect(await options.getByRole("button", { name: "Use this rule" }).isDisabled()).toBe(true);
    expect(await field().getAttribute("aria-invalid")).toBe("true");
    await options.getByRole("button", { name: "Change back" }).click();
    expect(await field().inputValue()).toBe("{name}");
    await field().fill("");
    await options.getByRole("button", { name: "host", exact: true }).click();
    expect(await field().inputValue()).toBe("{host}");
  });

  it("are used at once by the companion, and heard by whoever else has them open", async () => {
    await field().fill("{kind}/{name}");
    await options.getByRole("button", { name: "Use this rule" }).click();
    await eventually("it is said", async () => (await part().textContent())?.includes("is named so"));
    await options.getByLabel("An XMP file beside each").check();
    // A rule holds from the moment on that it is kept, and a busy disk takes its time.
    await eventually("the rule to hold", async () => {
      const written: unknown = JSON.parse(await readFile(config(), "utf8"));
      expect(written).toEqual({ naming: { template: "{kind}/{name}" }, sidecars: ["xmp"] });
      return true;
    });
    const popup = await paired.desktop.openPopup();
    await popup.locator('input[type="file"]').setInputFiles({
      name: "dropped.png",
      mimeType: "image/png",
      buffer: (await makeImageFile("png", { seed: "dropped" })).bytes,
    });
    await eventually("the file", () => existsSync(inInbox("image", "dropped.png.xmp")));
    await popup.close();
  });
});

describe("a sent file's row", () => {
  it("renames, tags, annotates and moves it with real input, and shows what others change at once", async () => {
    const popup = await paired.desktop.openPopup();
    await chooseFromMenu(
      paired.desktop,
      popup,
      await rowIn(popup, "Sent", "tabby.png"),
      /Rename, tag or move/,
    );
    const dialog = popup.getByRole("dialog");
    expect(await dialog.getByLabel("Name").inputValue()).toBe("tabby.png");
    await dialog.getByLabel("Name").fill("Tabby at noon");
    await dialog.getByLabel("Folder").fill("cats/old town");
    await dialog.getByLabel("Tags").fill("cat, sun, cat");
    await dialog.getByLabel("Note").fill("for the wall");
    await paired.desktop.hand.keys("Return");
    const row = await rowIn(popup, "Sent", "Tabby at noon.png");
    await eventually("the row's tags", async () => (await row.textContent())?.includes("for the wall"));
    expect(await row.locator(".tag").allTextContents()).toEqual(["cat", "sun"]);
    expect(existsSync(inInbox("cats", "old town", "Tabby at noon.png"))).toBe(true);
    const [record] = (await pagewire(paired.companion.home, ["inbox", "--search", "noon"])).objects;
    await pagewire(paired.companion.home, ["edit", String(record?.id), "--tag", "told"]);
    await eventually("the other's tag", async () => (await row.locator(".tag").textContent()) === "told");
    await popup.close();
  });

  it("is edited with F2, and Escape leaves it as it is", async () => {
    const popup = await paired.desktop.openPopup();
    const row = await rowIn(popup, "Sent", "Tabby at noon.png");
    await eventually("its tag", async () => (await row.locator(".tag").count()) === 1);
    await row.locator(".main").focus();
    await paired.desktop.hand.keys("F2");
    const dialog = popup.getByRole("dialog");
    await eventually("the dialog", () => dialog.isVisible());
    expect(await dialog.getByLabel("Folder").inputValue()).toBe("cats/old town");
    await dialog.getByLabel("Name").fill("something else");
    await paired.desktop.hand.keys("Escape");
    await eventually("the dialog to close", async () => (await dialog.count()) === 0);
    expect(await row.textContent()).toContain("Tabby at noon.png");
    await popup.close();
  });

  it("says why it does not do what would harm what its owner has made", async () => {
    await writeFile(inInbox("harbour.png"), "changed by hand");
    const popup = await paired.desktop.openPopup();
    const row = await rowIn(popup, "Sent", "harbour.png");
    await chooseFromMenu(paired.desktop, popup, row, /Undo/);
    await eventually("why", async () =>
      (await popup.locator(".snackbar").textContent())?.includes(
        "harbour.png was changed since it was received",
      ),
    );
    await chooseFromMenu(paired.desktop, popup, row, /Rename/);
    await popup.getByRole("dialog").getByLabel("Name").fill("mine");
    await paired.desktop.hand.keys("Return");
    await eventually("why", async () =>
      (await popup.getByRole("alert").textContent())?.includes("was changed since it was received"),
    );
    await paired.desktop.hand.keys("Escape");
    await eventually("the dialog to close", async () => (await popup.getByRole("dialog").count()) === 0);
    expect(popup.isClosed()).toBe(false);
    await popup.close();
  });

  it("puts it into the bin and takes it out again", async () => {
    const popup = await paired.desktop.openPopup();
    const row = await rowIn(popup, "Sent", "Tabby at noon.png");
    await chooseFromMenu(paired.desktop, popup, row, /Undo/);
    await eventually("the row", async () => (await row.textContent())?.includes("In the bin"));
    expect(await readdir(inInbox("cats", "old town"))).toEqual([]);
    await chooseFromMenu(paired.desktop, popup, row, /Take out of the bin/);
    await eventually("the row", async () => !(await row.textContent())?.includes("In the bin"));
    expect(await readdir(inInbox("cats", "old town"))).toEqual(["Tabby at noon.png"]);
    await popup.close();
  });

  it("is found by what only the computer knows of it, in this list and beyond it", async () => {
    const popup = await paired.desktop.openPopup();
    await showList(popup, "Sent");
    await popup.getByRole("searchbox").fill("told");
    const found = popup.getByRole("region", { name: "Found in Inbox on the computer" });
    await eventually("the file", async () => (await found.textContent())?.includes("Tabby at noon.png"));
    await popup.getByRole("searchbox").fill("harbour");
    await eventually("only its own row", async () => (await found.count()) === 0);
    expect(await popup.getByRole("list", { name: "Sent" }).getByRole("listitem").count()).toBe(1);
    await popup.getByRole("searchbox").fill("zeppelin");
    await eventually("nothing", async () =>
      (await popup.getByRole("tabpanel").textContent())?.includes("zeppelin"),
    );
    await popup.close();
  });
});
