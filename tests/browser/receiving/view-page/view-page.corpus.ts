import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../../support/eventually.ts";
import { openViewedFiles, type ViewedFiles } from "./viewed-files.ts";

let files: ViewedFiles;
beforeAll(async () => {
  files = await openViewedFiles();
});
afterAll(() => files?.close());

const facts = async (): Promise<string> =>
  (
    await files.view.getByRole("list", { name: "About this file" }).getByRole("listitem").allTextContents()
  ).join(" ");

describe("a received file is shown", () => {
  it("as a picture on a chequered ground, with its size", async () => {
    await files.open("picture.png");
    await eventually("its size", async () => (await facts()).includes("1,800 × 1,100"));
    expect(await facts()).toMatch(/^PNG image \d.* kB .*From your computer$/);
    expect(await files.stage("img").evaluate((image) => getComputedStyle(image).backgroundImage)).toContain(
      "conic",
    );
  });

  it("as a drawing's pixels alone", async () => {
    await files.open("drawing.svg");
    await eventually("its size", async () => (await facts()).includes("300 × 200"));
    const type = await files
      .stage("img")
      .evaluate(async (image: HTMLImageElement) => (await fetch(image.src)).headers.get("type") ?? "");
    expect(type).not.toContain("svg");
    expect(await facts()).toContain("SVG image");
    // What it is made of can be read, and is text only.
    await files.view.getByRole("button", { name: "As text" }).click();
    expect(await files.stage(".lines").textContent()).toContain("<svg");
    expect(await files.stage("svg, img").count()).toBe(0);
    await files.view.getByRole("button", { name: "As a picture" }).click();
    await files.stage("img").waitFor();
  });

  it.each([
    ["moving.avif", "img"],
    ["clip.webm", "video[controls]"],
    ["tone.wav", "audio[controls]"],
    ["document.pdf", 'iframe[title="document.pdf"]'],
  ])("in its own way: %s", async (name, selector) => {
    await files.open(name);
    await files.stage(selector).waitFor();
    expect(await files.stage(selector).count()).toBe(1);
  });

  it("as a PDF in the browser's own viewer", async () => {
    await files.open("document.pdf");
    // The viewer is an extension of the browser's own, in a process of its own.
    await eventually("the viewer", () =>
      files.view.frames().some((frame) => frame.url().startsWith("chrome-extension://mhjfbm")),
    );
    expect(await facts()).toContain("PDF document");
  });

  it.each([
    ["notes.md", "# Notes\n\nA paragraph.\n"],
    ["code.py", "def main():\n    print('hello')\n"],
    ["old.txt", "Grüße"],
    ["wide.txt", "Grüße"],
  ])("as its text: %s", async (name, words) => {
    await files.open(name);
    expect(await files.stage("pre").textContent()).toBe(words);
  });

  it("as a table of its first thousand rows, under a head that stays", async () => {
    await files.open("table.csv");
    expect(await files.stage("tbody tr").count()).toBe(1_000);
    expect(await files.stage("tbody tr").nth(2).getByRole("cell").allTextContents()).toEqual([
      "2",
      "0.25",
      'row "2", quoted',
    ]);
    expect(await files.stage(".notice").textContent()).toContain("1,000 of 1,500 rows");
    await files.stage(".sheet").evaluate((sheet) => sheet.scrollTo(0, 5_000));
    const head = await files.stage("thead th").nth(1).boundingBox();
    const sheet = await files.stage(".sheet").boundingBox();
    expect(Math.abs((head?.y ?? 0) - (sheet?.y ?? 99))).toBeLessThan(3);
    await files.view.getByRole("button", { name: "As text" }).click();
    expect(await files.stage("pre").textContent()).toContain("number,value,name\n0,0");
  });

  it("as a tree that opens and closes by keys, with each number as it is written", async () => {
    await files.open("data.json");
    expect(await files.stage(".tree").textContent()).toContain("exact: 12345678901234567890");
    const list = files.stage("summary").first();
    expect(await list.textContent()).toContain("list: [2]");
    await list.focus();
    const isOpen = (): Promise<boolean> =>
      files
        .stage("details")
        .first()
        .evaluate((details: HTMLDetailsElement) => details.open);
    expect(await isOpen()).toBe(true);
    await files.view.keyboard.press("ArrowLeft");
    expect(await isOpen()).toBe(false);
    await files.view.keyboard.press("ArrowRight");
    await eventually("it to be open", isOpen);
    await files.headed("data.json");
    await files.stage("summary").filter({ hasText: "many" }).click();
    await files.view.getByRole("button", { name: "Show more entries" }).click();
    await eventually(
      "all of them",
      async () => (await files.stage("details").last().getByRole("listitem").count()) === 300,
    );
  });

  it.each([
    ["unknown.parquet", "PARQUET file", "can't show this kind of file"],
    ["empty.txt", "Text", "This file is empty"],
    ["broken.png", "PNG image", "may be damaged"],
    ["unplayable.mp4", "MP4 video", "can't play this file"],
  ])("as a card where it can't be: %s", async (name, kind, why) => {
    await files.open(name);
    await files.stage(".file-card").waitFor();
    const words = await files.stage(".file-card").textContent();
    expect([words?.includes(kind), words?.includes(why)]).toEqual([true, true]);
    expect(await files.view.getByRole("button", { name: "Save" }).count()).toBe(1);
    expect(await files.view.getByRole("button", { name: /^Copy/ }).count()).toBe(0);
  });
});

describe("a film that was looked at", () => {
  it("has a small picture from then on", async () => {
    await files.open("clip.webm");
    const popup = await files.paired.desktop.openExtensionPage("popup.html");
    const row = popup.getByRole("listitem").filter({ hasText: "clip.webm" });
    const width = (): Promise<number> =>
      row
        .locator("img")
        .evaluate((image: HTMLImageElement) => image.naturalWidth, undefined, { timeout: 1_000 });
    expect(await eventually("its picture", async () => (await width()) || undefined)).toBe(96);
    await popup.close();
  });
});
