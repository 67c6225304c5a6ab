/** The popup in the states that its user can bring it into, and in those of what comes and goes. */

import type { Page } from "playwright-core";
import { eventually } from "../../support/eventually.ts";
import { rowIn, showList } from "../../support/popup.ts";
import type { PageState, Stage } from "./page-state.ts";

const POPUP = { width: 380, height: 600 };

const popup =
  (work: (page: Page) => Promise<unknown>) =>
  async ({ desktop }: Stage): Promise<Page> => {
    const page = await desktop.openExtensionPage("popup.html");
    // What is open over the page would close when its size changes.
    await page.setViewportSize(POPUP);
    await page.bringToFront();
    await eventually(
      "it to be connected",
      async () => (await page.getByRole("status").textContent()) === "Connected",
    );
    await page.getByRole("listitem").first().waitFor();
    await work(page);
    return page;
  };

/** An entry of one of the lists as the database has it; each state takes its own away again. */
async function put(page: Page, list: "sends" | "received", items: readonly object[]): Promise<void> {
  await page.evaluate(
    async ([store, entries]) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open("pagewire");
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const write = db.transaction(store, "readwrite");
      const all = write.objectStore(store);
      const keys = all.getAllKeys();
      keys.onsuccess = () => {
        for (const key of keys.result) if (String(key).startsWith("state-")) all.delete(key);
        for (const entry of entries) all.put(entry);
      };
      await new Promise((resolve) => {
        write.oncomplete = resolve;
      });
      db.close();
      const changes = new BroadcastChannel("pagewire-changes");
      changes.postMessage(store);
      changes.close();
    },
    [list, items] as const,
  );
  await page.reload();
}

const send = (id: string, some: object): object => ({
  id: `state-${id}`,
  name: `${id}.png`,
  expects: "image",
  url: "https://pics.example/a.png",
  pageUrl: "https://pics.example/",
  fidelity: "original",
  at: Date.now(),
  bytes: 200_000_000,
  mediaType: "image/png",
  ackedBytes: 78_800_000,
  ...some,
});

/** All begin without what another has put in. */
export const POPUP_STATES: readonly PageState[] = [
  {
    name: "popup-menu",
    ...POPUP,
    isPassing: true,
    closesWhenLeft: true,
    open: popup(async (page) => {
      await page.getByRole("button", { name: /^More .*photo/ }).click();
      await page.getByRole("menuitem").first().waitFor();
    }),
  },
  {
    name: "popup-chosen",
    ...POPUP,
    isPassing: true,
    closesWhenLeft: true,
    open: popup(async (page) => {
      const rows = page.getByRole("listitem");
      await rows.nth(0).click({ modifiers: ["Control"] });
      await rows.nth(2).click({ modifiers: ["Shift"] });
      await page.getByRole("toolbar").waitFor();
    }),
  },
  {
    name: "popup-nothing-found",
    ...POPUP,
    isPassing: true,
    closesWhenLeft: true,
    open: popup(async (page) => {
      await page.keyboard.press("/");
      await page.keyboard.type("no such file");
      await page.getByText("Nothing found").waitFor();
    }),
  },
  {
    name: "popup-deleted",
    ...POPUP,
    isPassing: true,
    closesWhenLeft: true,
    open: popup(async (page) => {
      const row = await rowIn(page, "Received", "model.bin");
      await row.locator(".main").focus();
      await page.keyboard.press("Delete");
      await page.getByRole("button", { name: "Undo" }).waitFor();
      await page.keyboard.press("Control+z");
      await row.waitFor();
      await row.locator(".main").focus();
      await page.keyboard.press("Delete");
      await page.getByRole("button", { name: "Undo" }).waitFor();
    }),
  },
  {
    name: "popup-sent-troubles",
    ...POPUP,
    open: popup(async (page) => {
      await put(page, "sends", [
        send("asks", {
          state: "failed",
          needsOrigin: "*://pics.example/*",
          message:
            "The picture comes from another place than its page: press Allow, and it is sent exactly as the page shows it.",
        }),
        send("failed", {
          state: "failed",
          message: "The site answered 503 instead of the file: nothing was sent.",
        }),
        send("paused", { state: "paused" }),
        send("also-paused", { state: "paused", at: Date.now() - 1_000 }),
        send("drawn", { state: "done", how: "drawn", fidelity: "re-encoded", bytes: 40_000 }),
        send("a-name-that-is-so-long-that-its-middle-has-to-go-and-its-end-stays (2)", {
          state: "done",
          how: "cut",
          fidelity: "screenshot",
          bytes: 90_000,
        }),
      ]);
      await showList(page, "Sent");
      await page.getByText("503").waitFor();
    }),
  },
  {
    name: "popup-received-troubles",
    ...POPUP,
    open: popup(async (page) => {
      await put(page, "sends", []);
      const file = {
        mediaType: "text/csv",
        bytes: 90_000_000,
        sha256: "00",
        storedBytes: 30_000_000,
        at: Date.now(),
      };
      await put(page, "received", [
        {
          ...file,
          id: "state-full",
          name: "dataset.csv",
          state: "full",
          message:
            "The browser's storage is full: 90 MB are needed, 12 MB are free. Delete received files or free disk space, then press Continue.",
        },
        { ...file, id: "state-paused", name: "paused.csv", state: "paused" },
      ]);
      await page.getByText("storage is full").waitFor();
    }),
  },
  {
    name: "popup-not-running",
    ...POPUP,
    isPassing: true,
    async open(stage) {
      const page = await popup((opened) => put(opened, "received", []))(stage);
      await stage.companion.kill();
      await page.getByText("Not running", { exact: true }).first().waitFor();
      return page;
    },
    leave: ({ companion }) => companion.restart(),
  },
];
