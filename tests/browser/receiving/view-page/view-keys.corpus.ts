import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../../support/eventually.ts";
import { statusOf } from "../../../support/paired-desktop.ts";
import { openViewedFiles, type ViewedFiles } from "./viewed-files.ts";

let files: ViewedFiles;
beforeAll(async () => {
  files = await openViewedFiles();
});
afterAll(() => files?.close());

describe("by keys alone", () => {
  it("one comes to the next, the previous, the first and the last file, and away", async () => {
    const [oldest = "", ...others] = files.names;
    const newest = others.at(-1) ?? "";
    await files.open(newest);
    expect(await files.view.locator(".places").textContent()).toContain(`1 of ${files.names.length}`);
    await files.view.keyboard.press("ArrowRight");
    await files.headed(others.at(-2) ?? "");
    await files.view.keyboard.press("ArrowLeft");
    await files.headed(newest);
    await files.view.keyboard.press("End");
    await files.headed(oldest);
    expect(new URL(files.view.url()).searchParams.get("id")).toBe(files.ids.get(oldest));
    await files.view.keyboard.press("Home");
    await files.headed(newest);
    await files.view.keyboard.press("ArrowLeft");
    await files.headed(newest);
    const away = await files.paired.desktop.openExtensionPage(files.addressOf(newest));
    await away.locator("h1").waitFor();
    await eventually("it to be closed", async () => {
      // A page hears keys a moment after its first words are there, and is gone before this one is up again.
      await away.keyboard.press("Escape").catch(() => undefined);
      return away.isClosed();
    });
  });

  it("a picture grows, shrinks, fits and can be moved", async () => {
    await files.open("picture.png");
    const image = files.stage("img");
    const width = async (): Promise<number> => Math.round((await image.boundingBox())?.width ?? 0);
    await eventually("it to fit", async () => (await width()) > 0 && (await width()) <= 1_000);
    const fitting = await width();
    await files.view.keyboard.press("1");
    await eventually("its actual size", async () => (await width()) === 1_800);
    const scrolled = (): Promise<number> => files.view.locator(".room").evaluate((room) => room.scrollLeft);
    await files.view.locator(".room").focus();
    const from = await scrolled();
    await files.view.keyboard.press("ArrowRight");
    await eventually("it to be moved", async () => (await scrolled()) > from);
    await files.headed("picture.png");
    await files.view.keyboard.press("+");
    await eventually("it to be larger", async () => (await width()) === 2_250);
    await files.view.keyboard.press("-");
    await files.view.keyboard.press("-");
    await eventually("it to be smaller", async () => (await width()) < 1_800);
    await files.view.keyboard.press("0");
    await eventually("it to fit again", async () => (await width()) === fitting);
    expect(fitting).toBeLessThan(1_000);
  });

  it("it is deleted, which can be taken back", async () => {
    await files.open("notes.md");
    await files.view.keyboard.press("Delete");
    await files.headed("data.json");
    expect(await statusOf(files.view)).toContain("Deleted: notes.md");
    expect(await files.view.locator(".places").textContent()).toContain(`of ${files.names.length - 1}`);
    await files.view.keyboard.press("Control+z");
    await files.headed("notes.md");
    await eventually(
      "its text",
      async () => (await files.stage("pre").textContent()) === "# Notes\n\nA paragraph.\n",
    );
    await eventually("all of them", async () =>
      (await files.view.locator(".places").textContent())?.includes(`of ${files.names.length}`),
    );
  });

  it("its text is copied", async () => {
    await files.open("code.py");
    await files.view.bringToFront();
    await files.view.keyboard.press("Control+c");
    await eventually("the word", async () => (await statusOf(files.view)) === "Copied.");
    await files.view.evaluate(() => document.body.append(document.createElement("textarea")));
    await files.view.locator("textarea").focus();
    await files.paired.desktop.hand.keys("ctrl+v");
    const pasted = await eventually(
      "the text",
      async () => (await files.view.locator("textarea").inputValue()) || undefined,
    );
    expect(pasted).toBe("def main():\n    print('hello')\n");
  });
});

describe("with a pointer", () => {
  it("a picture is copied as PNG", async () => {
    await files.open("moving.avif");
    await files.view.bringToFront();
    await files.stage("img").waitFor();
    await files.paired.desktop.click(files.view, files.view.getByRole("button", { name: "Copy picture" }));
    await eventually("the word", async () => (await statusOf(files.view)) === "Copied.");
    await files.paired.desktop.context.grantPermissions(["clipboard-read"]);
    expect(await files.view.evaluate(async () => (await navigator.clipboard.read())[0]?.types)).toContain(
      "image/png",
    );
  });

  it("a picture grows around it by the wheel, and is pulled about", async () => {
    await files.open("picture.png");
    const image = files.stage("img");
    await image.waitFor();
    const before = await image.boundingBox();
    if (!before) throw new Error("no picture");
    const point = { x: before.x + before.width / 4, y: before.y + before.height / 4 };
    await files.view.mouse.move(point.x, point.y);
    for (let turn = 0; turn < 6; turn += 1) await files.view.mouse.wheel(0, -120);
    await eventually(
      "it to be larger",
      async () => ((await image.boundingBox())?.width ?? 0) > 2 * before.width,
    );
    const after = await image.boundingBox();
    if (!after) throw new Error("no picture");
    expect((point.x - after.x) / after.width).toBeCloseTo(0.25, 1);
    await files.view.mouse.down();
    await files.view.mouse.move(point.x - 80, point.y - 40, { steps: 4 });
    await files.view.mouse.up();
    const moved = await image.boundingBox();
    expect(Math.round(after.x - (moved?.x ?? 0))).toBeGreaterThan(40);
  });
});

describe("a file that changes under the page", () => {
  it("is no longer shown when it was deleted elsewhere", async () => {
    await files.open("old.txt");
    const other = await files.paired.desktop.openExtensionPage(files.addressOf("old.txt"));
    await other.locator(".stage pre").waitFor();
    await other.keyboard.press("Delete");
    await eventually(
      "the sentence",
      async () => (await files.stage("p").textContent()) === "This file was deleted.",
    );
    await other.keyboard.press("Control+z");
    await files.stage("pre").waitFor();
    expect(await files.stage("pre").textContent()).toBe("Grüße");
    await other.close();
  });
});
