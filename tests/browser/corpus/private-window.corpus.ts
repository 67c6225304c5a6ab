import { writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { makeImageFile } from "../../support/image-files.ts";
import { openPrivately, openToPrivateWindowsAlone } from "../../support/private-window.ts";
import { openQuestions } from "../../support/site-rights.ts";
import { htmlPage, imageReply, type SeenRequest } from "../../support/test-site.ts";
import { complaintsOf } from "./judge.ts";
import { img } from "./one-picture.ts";
import { type Clicked, outcomeOf } from "./run-case.ts";
import { openStage, type Stage, sentRows } from "./stage.ts";

const HOST = "members.test";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage("all", openToPrivateWindowsAlone);
});
afterAll(() => stage?.close());

/** Everything that the extension keeps, as one text. */
async function kept(): Promise<string> {
  return await stage.popup.evaluate(async () => {
    const answer = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const texts = [JSON.stringify(await chrome.storage.local.get())];
    for (const { name } of await indexedDB.databases()) {
      const database = await answer(indexedDB.open(name ?? ""));
      for (const store of database.objectStoreNames) {
        const all: unknown = await answer(database.transaction(store).objectStore(store).getAll());
        texts.push(JSON.stringify(all));
      }
      database.close();
    }
    return texts.join("\n");
  });
}

const who = ({ headers }: SeenRequest): string => /who=(\w+)/.exec(headers.cookie ?? "")?.[1] ?? "";

describe("19: a picture of a private window", () => {
  it("is the private window's, not the one of the account next door, and nothing of it stays here", async () => {
    const { http, paired, popup } = stage;
    const [ann, bob] = await Promise.all(
      ["ann", "bob"].map((seed) => makeImageFile("png", { width: 160, height: 120, seed })),
    );
    http.route(`${HOST}/me.png`, (seen) => {
      const mine = { ann, bob }[who(seen)];
      return mine ? imageReply(mine, { "cache-control": "no-store" }) : { status: 403 };
    });
    for (const name of ["ann", "bob"])
      http.route(`${HOST}/${name}`, htmlPage(img("/me.png"), { "set-cookie": `who=${name}` }));
    const open = await paired.desktop.context.newPage();
    await open.goto(http.url(HOST, "/ann"));
    const page = await openPrivately(paired.desktop, popup, http.url(HOST, "/bob"));
    await eventually("the picture to show", () => page.evaluate(() => document.images[0]?.naturalWidth));
    expect(who(http.requestsFor("/me.png").at(-1) ?? expect.fail("it was not asked for"))).toBe("bob");
    const before = { received: stage.inbox.records.length, requests: http.requests.length };
    await paired.desktop.rightClick(page, "#x");
    const outcome = await outcomeOf(stage, before.received);
    const requests = http.requests.slice(before.requests).filter(({ path }) => path !== "/favicon.ico");
    const clicked: Clicked = { shown: bob, outcome, requests };
    expect((await complaintsOf(clicked, { original: true })).join("\n")).toBe("");
    await eventually("its row to go", async () => (await sentRows(popup)).length === 0);
    expect(await kept()).not.toContain(HOST);
    await page.close();
    await open.close();
  });

  it("lends a link's file no cookie of the account next door", async () => {
    const { http, paired, popup, inbox } = stage;
    const received = inbox.records.length;
    http.route(`${HOST}/ann`, htmlPage("Ann", { "set-cookie": "who=ann" }));
    http.route(`${HOST}/paper`, htmlPage(`<a id="x" href="/paper.bin">Paper</a>`));
    http.route(`${HOST}/paper.bin`, {
      headers: { "content-type": "application/octet-stream" },
      body: "paper",
    });
    const open = await paired.desktop.context.newPage();
    await open.goto(http.url(HOST, "/ann"));
    const page = await openPrivately(paired.desktop, popup, http.url(HOST, "/paper"));
    await page.waitForSelector("#x");
    await paired.desktop.rightClick(page, "#x");
    expect(await outcomeOf(stage, received)).toMatchObject({ kind: "saved", record: { name: "paper.bin" } });
    expect(http.requestsFor("/paper.bin").map(who)).toEqual([""]);
    await page.close();
    await open.close();
  });
});

describe("T10: a picture of a page of the computer's own disk", () => {
  it("is not had as long as the browser's switch is off: one sentence names it, and nobody is asked", async () => {
    const { paired, folder, inbox } = stage;
    const { bytes } = await makeImageFile("png", { width: 160, height: 120 });
    await writeFile(path.join(folder, "p.png"), bytes);
    const file = path.join(folder, "page.html");
    await writeFile(file, `<!doctype html><title>Local</title>${img("p.png")}`);
    const page = await paired.desktop.context.newPage();
    await page.goto(pathToFileURL(file).href);
    await eventually("the picture to show", () => page.evaluate(() => document.images[0]?.naturalWidth));
    const received = inbox.records.length;
    await paired.desktop.rightClick(page, "#x");
    const outcome = await outcomeOf(stage, received);
    expect(outcome).toMatchObject({
      kind: "said",
      sentence: expect.stringMatching(/“Allow access to file URLs”/),
    });
    expect(openQuestions(paired.desktop)).toEqual([]);
    await page.close();
  });
});
