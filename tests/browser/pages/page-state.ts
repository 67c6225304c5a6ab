/** Every page in every state a person can find it in, and how to bring it there. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { type CompanionProcess, openCompanion, pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { openPairedDesktop, type PairedDesktop, pressPair } from "../../support/paired-desktop.ts";
import { openPicker } from "../../support/picture-page.ts";
import { samples } from "./samples.ts";

/** A desktop that is paired, has received a file of each kind and sent pictures, and a second companion that is not known to it. */
export interface Stage extends PairedDesktop {
  readonly stranger: CompanionProcess;
}

/** One state of one page. */
export interface PageState {
  readonly name: string;
  /** The width it is looked at in; tabs otherwise. */
  readonly width?: number;
  readonly height?: number;
  /** Whether a page that is loaded anew is not in this state any more. */
  readonly isPassing?: true;
  /** Whether the browser's own viewer is a part of it, which takes the keyboard and does not give it back. */
  readonly hasViewer?: true;
  /** Whether it is left as soon as the keyboard goes elsewhere. */
  readonly closesWhenLeft?: true;
  /** Opens it, and waits until it is as people see it. */
  open(stage: Stage): Promise<Page>;
  /** Puts right what it has done to the stage. */
  leave?(stage: Stage): Promise<void>;
}

const POPUP = { width: 380, height: 600 };
const PANEL = { width: 360, height: 640 };

/** Opens the stage that all states share. */
export async function openStage(): Promise<Stage> {
  const paired = await openPairedDesktop();
  const stranger = await openCompanion();
  const { companion, desktop } = paired;
  for (const { name, bytes } of await samples()) {
    const file = path.join(companion.home, name);
    await writeFile(file, bytes);
    const { status, stderr } = await pagewire(companion.home, ["send", file, "--wait"]);
    if (status !== 0) throw new Error(stderr);
  }
  const page = await desktop.context.newPage();
  await page.goto(`http://127.0.0.1:${companion.port}/`);
  for (const index of [0, 1]) await desktop.rightClick(page, page.getByRole("img").nth(index));
  await eventually(
    "the pictures",
    async () => (await pagewire(companion.home, ["inbox"])).objects.length === 2,
  );
  await page.close();
  return {
    ...paired,
    stranger,
    close: async () => {
      await paired.close();
      await stranger.close();
    },
  };
}

const page =
  (address: string, isThere?: (page: Page) => Promise<unknown>) =>
  async ({ desktop }: Stage): Promise<Page> => {
    const opened = await desktop.openExtensionPage(address);
    await opened.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
    await isThere?.(opened);
    return opened;
  };

const tab = (name: string) => async (opened: Page) => {
  await opened.getByRole("tab", { name: new RegExp(`^${name}`) }).click();
  await opened.getByRole("listitem").first().waitFor();
};

/** Views the received file of a name. */
const view =
  (name: string) =>
  async ({ desktop }: Stage): Promise<Page> => {
    const opened = await desktop.openExtensionPage("popup.html");
    const row = opened.getByRole("listitem").filter({ hasText: name }).first();
    await row.waitFor();
    const coming = desktop.context.waitForEvent("page");
    await row.click();
    const viewed = await coming;
    await viewed.getByRole("heading", { level: 1, name }).waitFor();
    await opened.close();
    return viewed;
  };

/** Whether the middle of a page shows something: of the viewer in it nothing else can be read. */
async function isDrawn(opened: Page): Promise<boolean> {
  const { channels } = await sharp(await opened.screenshot())
    .extract({ left: 300, top: 200, width: 500, height: 400 })
    .stats();
  return (channels[0]?.stdev ?? 0) > 10;
}

/** The picker of a page that may be read without being asked. */
function pickerOf(address: (port: number) => string): PageState["open"] {
  return async ({ desktop, companion }) => {
    const shown = await desktop.context.newPage();
    await shown.goto(address(companion.port));
    const opened = await openPicker(desktop, shown);
    await opened.getByRole("gridcell").first().click();
    return opened;
  };
}

/** All of them, in the order in which a person meets them. */
export const PAGE_STATES: readonly PageState[] = [
  { name: "welcome", open: page("welcome.html") },
  {
    name: "companion-home",
    async open({ desktop, companion }) {
      const opened = await desktop.context.newPage();
      await opened.goto(`http://127.0.0.1:${companion.port}/`);
      return opened;
    },
  },
  {
    name: "companion-pair",
    async open({ desktop, stranger }) {
      const { objects } = await pagewire(stranger.home, ["pair"]);
      const opened = await desktop.context.newPage();
      await opened.goto(String(objects[0]?.pairUrl));
      await opened.getByText("Press the button").waitFor();
      return opened;
    },
  },
  {
    name: "companion-pair-used",
    async open({ desktop, companion }) {
      const opened = await desktop.context.newPage();
      await opened.goto(companion.pairUrl);
      return opened;
    },
  },
  {
    name: "confirm",
    async open({ desktop, stranger }) {
      const { objects } = await pagewire(stranger.home, ["pair"]);
      const pairing = await pressPair(desktop, String(objects[0]?.pairUrl));
      const opened = await eventually("the page of confirmation", () =>
        desktop.context.pages().find((candidate) => candidate.url().endsWith("confirm.html")),
      );
      await eventually("its question", () => opened.getByRole("button", { name: /^Switch/ }).isEnabled());
      await pairing.close();
      return opened;
    },
  },
  { name: "paired", open: page("paired.html") },
  { name: "popup-received", ...POPUP, open: page("popup.html", tab("Received")) },
  { name: "popup-sent", ...POPUP, open: page("popup.html", tab("Sent")) },
  { name: "view-image", open: view("photo.jpg") },
  { name: "view-transparent", open: view("drawing.svg") },
  { name: "view-text", open: view("notes.txt") },
  { name: "view-json", open: view("report.json") },
  { name: "view-table", open: view("results.csv") },
  {
    name: "view-document",
    hasViewer: true,
    async open(stage) {
      const opened = await view("invoice.pdf")(stage);
      await opened.bringToFront();
      await eventually("the browser's own viewer", () => isDrawn(opened));
      return opened;
    },
  },
  { name: "view-unknown", open: view("model.bin") },
  { name: "view-deleted", open: page("view.html?id=00") },
  { name: "save", open: page("save.html?id=00") },
  { name: "options", open: page("options.html") },
  { name: "picker", open: pickerOf((port) => `http://127.0.0.1:${port}/`) },
  {
    name: "picker-sent",
    isPassing: true,
    async open(stage) {
      const opened = await pickerOf((port) => `http://127.0.0.1:${port}/`)(stage);
      await opened.keyboard.press("Enter");
      await opened.getByRole("img", { name: "On your computer" }).first().waitFor();
      return opened;
    },
  },
  { name: "picker-unreadable", open: page("picker.html?tab=999999999") },
  { name: "shot-failed", open: page("shot.html?tab=999999999&what=visible") },
  { name: "shot-asks", open: page("shot.html?tab=999999999&what=document") },
  {
    name: "panel-demo",
    ...PANEL,
    async open(stage) {
      const opened = await page("sidepanel.html")(stage);
      await eventually("a price", async () =>
        /\d/.test((await opened.locator(".last-price").textContent()) ?? ""),
      );
      return opened;
    },
  },
];
