/** The desktop, the sites and the lists that the cases of one corpus file share: none of them leaves anything behind. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import type { Desktop } from "../../support/desktop.ts";
import { eventually } from "../../support/eventually.ts";
import { type FollowedInbox, followInbox } from "../../support/followed-inbox.ts";
import { makeImageFile } from "../../support/image-files.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { showList } from "../../support/popup.ts";
import { allowEverySite, takeRightsAway } from "../../support/site-rights.ts";
import { htmlPage, openTestSite, type SeenRequest, type TestSite } from "../../support/test-site.ts";
import type { Lot, PageCase } from "./page-case.ts";

export interface Stage {
  readonly paired: PairedDesktop;
  /** A folder of the computer, for pages that no site serves. */
  readonly folder: string;
  readonly http: TestSite;
  readonly https: TestSite;
  readonly inbox: FollowedInbox;
  /** The extension's popup as a page: its list says what became of a click. */
  readonly popup: Page;
  /** Every request to either site so far, in the order they came to each. */
  requests(): readonly SeenRequest[];
  /** Empties the list of what was sent, and takes back what a question gave. */
  tidy(permission: PageCase["permission"]): Promise<void>;
  close(): Promise<void>;
}

/** Opens all of it; the sites' certificate is nobody's, so the browser is told to take any. */
export async function openStage(
  permission: PageCase["permission"],
  prepare?: (desktop: Desktop) => Promise<void>,
): Promise<Stage> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const [http, https] = await Promise.all([openTestSite(), openTestSite({ secure: true })]);
    closers.push(http.close, https.close);
    const paired = await openPairedDesktop({
      desktop: { extraArgs: ["--ignore-certificate-errors", "--autoplay-policy=no-user-gesture-required"] },
    });
    closers.push(paired.close);
    const { companion, desktop } = paired;
    await prepare?.(desktop);
    if (permission === "all") await allowEverySite(desktop);
    const folder = await mkdtemp(path.join(tmpdir(), "pagewire-pages-"));
    closers.push(() => rm(folder, { recursive: true, force: true }));
    const inbox = await followInbox(companion.home);
    closers.push(inbox.close);
    const popup = await desktop.openExtensionPage("popup.html");
    await showList(popup, "Sent");
    return {
      paired,
      folder,
      http,
      https,
      inbox,
      popup,
      requests: () => [...http.requests, ...https.requests],
      async tidy() {
        await emptyList(popup);
        if (permission === "none") await takeRightsAway(popup);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The rows of the list Sent, as text, and whether each says what went wrong. */
export async function sentRows(popup: Page): Promise<{ text: string; isBad: boolean }[]> {
  const rows = popup.getByRole("list", { name: "Sent", includeHidden: true }).locator("li");
  return await rows.evaluateAll((items) =>
    items.map((item) => ({ text: item.textContent ?? "", isBad: item.querySelector(".bad") !== null })),
  );
}

async function emptyList(popup: Page): Promise<void> {
  await eventually("the list to be empty", async () => {
    const rows = popup.getByRole("list", { name: "Sent", includeHidden: true }).locator("li");
    // The key that removes a row, for all rows that are drawn.
    await rows.locator(".main").evaluateAll((buttons) => {
      for (const button of buttons)
        button.dispatchEvent(new KeyboardEvent("keydown", { key: "Delete", bubbles: true }));
    });
    return (await rows.count()) === 0;
  });
}

/** The lot of one case. */
export function lotOf({ http, https, folder }: Stage, { no }: PageCase): Lot {
  const id = no.toLowerCase();
  const host = `p${id}.test`;
  return {
    http,
    https,
    folder,
    host,
    far: `far-${id}.test`,
    picture: (format = "png", options = {}) =>
      makeImageFile(format, { width: 160, height: 120, seed: no, name: `${id}.${format}`, ...options }),
    serve(at, route) {
      const name = at.startsWith("/") ? `${host}${at}` : at;
      http.route(name, route);
      https.route(name, route);
    },
    page(body, { host: named = host, path: at = "/", secure = false, headers = {} } = {}) {
      const site = secure ? https : http;
      site.route(`${named}${at}`, htmlPage(body, headers));
      return site.url(named, at);
    },
  };
}
