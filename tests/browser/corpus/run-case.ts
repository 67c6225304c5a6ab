/** Runs one case as its user would: opens the page, right-clicks, chooses our item, and sees what comes of it. */
import type { Frame, Locator, Page } from "playwright-core";
import { eventually } from "../../support/eventually.ts";
import type { InboxRecord } from "../../support/followed-inbox.ts";
import type { ImageFile } from "../../support/image-files.ts";
import { signIn } from "../../support/sign-in-dialog.ts";
import { answerQuestion, openQuestions } from "../../support/site-rights.ts";
import type { SeenRequest } from "../../support/test-site.ts";
import type { Lot, Opened, PageCase } from "./page-case.ts";
import { lotOf, type Stage, sentRows } from "./stage.ts";

/** What came of a click. */
export type Outcome =
  | { readonly kind: "saved"; readonly record: InboxRecord; readonly path: string }
  | { readonly kind: "said"; readonly sentence: string }
  | { readonly kind: "silent"; readonly rows: readonly string[] }
  | { readonly kind: "no item"; readonly items: number };

/** One click of a case, and what the sites were asked from then on. */
export interface Clicked {
  /** The picture that stood there when it was clicked. */
  readonly shown: ImageFile | undefined;
  readonly orShown?: ImageFile | undefined;
  readonly outcome: Outcome;
  readonly requests: readonly SeenRequest[];
}

/** Long enough for two cores that do four desktops' work; what is silent takes all of it. */
const OUTCOME_MS = 90_000;
const LOAD_MS = 60_000;
/** What a row says until the question it waits for is answered. */
const ASKS = /press Allow/;
/** Long enough for a menu that comes after all. */
const NO_MENU_MS = 2_500;

/** Runs it; the outcomes of both clicks where it is sent twice. */
export async function runCase(stage: Stage, row: PageCase): Promise<Clicked[]> {
  const lot = lotOf(stage, row);
  const opened = await row.open(lot);
  await stage.tidy(row.permission);
  await wantLargest(stage, row.wantsLargest === true);
  const page = await stage.paired.desktop.context.newPage();
  try {
    if (row.logIn) await openSignedIn(stage, page, opened.url, row.logIn);
    else await page.goto(opened.url, { timeout: LOAD_MS });
    const first = await clickOn(stage, row, { page, opened, lot });
    if (!row.twice) return [first];
    await stage.tidy(row.permission);
    await page.reload({ timeout: LOAD_MS });
    return [first, await clickOn(stage, row, { page, opened, lot })];
  } finally {
    await page.close();
    await leaveNothing(stage);
  }
}

async function wantLargest({ popup }: Stage, wantsLargest: boolean): Promise<void> {
  await popup.evaluate(async (isWanted) => {
    const { settings } = await chrome.storage.local.get("settings");
    await chrome.storage.local.set({ settings: { ...(settings as object), wantsLargest: isWanted } });
  }, wantsLargest);
}

/** Chromium asks in the tab that is in front alone, and ends the first load with an error before it does. */
async function openSignedIn(
  { paired: { desktop }, folder }: Stage,
  page: Page,
  url: string,
  logIn: NonNullable<PageCase["logIn"]>,
): Promise<void> {
  await page.bringToFront();
  const loaded = page.goto(url, { timeout: LOAD_MS }).catch(() => undefined);
  await signIn(desktop, folder, logIn);
  await loaded;
}

/** A question that nobody answered would lie over the next case's page. */
async function leaveNothing({ paired: { desktop } }: Stage): Promise<void> {
  if (await desktop.permissionPromptIsOpen()) await desktop.dismissPermissionPrompt();
  await Promise.all(openQuestions(desktop).map((question) => question.close()));
}

interface Place {
  readonly page: Page;
  readonly opened: Opened;
  readonly lot: Lot;
}

async function clickOn(stage: Stage, row: PageCase, { page, opened, lot }: Place): Promise<Clicked> {
  const { desktop } = stage.paired;
  const target = targetOf(page, row);
  await shows(page, row, target);
  await row.before?.(page, lot);
  const [asked, received] = [stage.requests(), stage.inbox.records.length];
  const before = new Set(asked);
  const shown = opened.shown?.();
  const orShown = opened.orShown?.();
  const isNew = (request: SeenRequest): boolean => !before.has(request) && request.path !== "/favicon.ico";
  const clicked = (outcome: Outcome): Clicked => ({
    shown,
    orShown,
    outcome,
    requests: stage.requests().filter(isNew),
  });
  if (row.by === "none") {
    const menu = await desktop
      .openContextMenu(page, target, { timeoutMs: NO_MENU_MS })
      .catch(() => undefined);
    if (!menu) return clicked({ kind: "no item", items: 0 });
    await menu.dismiss();
    throw new Error("Chromium opens a menu there now: the case must say what comes of it");
  }
  const menu = await desktop.openContextMenu(page, target);
  await row.meanwhile?.(page);
  const [item, ...more] = menu.extensionRows;
  let outcome: Outcome;
  if (!item || more.length > 0 || item.submenu) {
    await menu.dismiss();
    outcome = { kind: "no item", items: menu.extensionRows.length };
  } else {
    await menu.choose(item);
    if (row.chooser) await choose(stage, page, row.chooser);
    if (row.answer) await answerQuestion(desktop, row.answer, opened.host ?? lot.far);
    outcome = await outcomeOf(stage, received, row.answer ? ASKS : undefined);
  }
  return clicked(outcome);
}

/** Presses a key once something of the extension's has the keyboard. */
async function choose(stage: Stage, page: Page, key: string): Promise<void> {
  await eventually("the chooser", () => page.evaluate(() => document.activeElement !== document.body), {
    timeoutMs: OUTCOME_MS,
  });
  await stage.paired.desktop.hand.keys(key);
}

export function targetOf(page: Page, { click }: PageCase): Locator {
  if (typeof click === "string") return page.locator(click);
  const [first, ...inner] = click.frames;
  if (first === undefined) return page.locator(click.selector);
  let frame = page.frameLocator(first);
  for (const selector of inner) frame = frame.frameLocator(selector);
  return frame.locator(click.selector);
}

/** Waits until the picture shows. */
export async function shows(page: Page, { ready }: PageCase, target: Locator): Promise<void> {
  await target.waitFor({ state: "attached", timeout: LOAD_MS });
  // A lazy picture comes only where it is looked at.
  await target.evaluate((node) => node.scrollIntoView({ block: "center", behavior: "instant" }));
  await eventually(
    "the picture to show",
    () =>
      ready === undefined
        ? target.evaluate((node) => !(node instanceof HTMLImageElement) || node.naturalWidth > 0)
        : isReady(page.mainFrame(), ready),
    { timeoutMs: LOAD_MS },
  );
}

async function isReady(frame: Frame, expression: string): Promise<boolean> {
  return Boolean(await frame.evaluate(expression));
}

/** What the inbox or the popup says first. */
export async function outcomeOf(stage: Stage, received: number, notYet?: RegExp): Promise<Outcome> {
  let rows: Awaited<ReturnType<typeof sentRows>> = [];
  const look = async (): Promise<Outcome | undefined> => {
    const record = stage.inbox.records[received];
    if (record) return { kind: "saved", record, path: record.path };
    rows = await sentRows(stage.popup);
    const row = rows.find(({ text, isBad }) => isBad || /Already on/.test(text));
    if (row && notYet?.test(row.text)) return undefined;
    return row && { kind: "said", sentence: row.text };
  };
  return await eventually("something to come of the click", look, { timeoutMs: OUTCOME_MS }).catch(
    (): Outcome => ({ kind: "silent", rows: rows.map(({ text }) => text) }),
  );
}
