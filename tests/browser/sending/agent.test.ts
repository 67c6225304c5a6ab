/** An agent and its person: a real right-click answers its wait, and what it shows stands in the real popup, or opens by itself. */

import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type Agent, openAgent } from "../../support/agent.ts";
import { pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { makeImageFile } from "../../support/image-files.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { rowIn } from "../../support/popup.ts";
import { htmlPage, imageReply, openTestSite, type TestSite } from "../../support/test-site.ts";

let paired: PairedDesktop;
let site: TestSite;
let page: Page;
let agent: Agent;
beforeAll(async () => {
  site = await openTestSite();
  paired = await openPairedDesktop();
  page = await paired.desktop.context.newPage();
  agent = await openAgent(["--home", paired.companion.home]);
});
afterAll(async () => {
  await agent?.close();
  await paired?.close();
  await site?.close();
});

const views = (): Page[] =>
  paired.desktop.context.pages().filter((open) => open.url().includes("/view.html"));

/** Whether the user lets the files of anybody open by themselves, as it is stored. */
async function anyOpens(options: Page): Promise<boolean> {
  return await options.evaluate(async () => {
    const { showers = [] } = await chrome.storage.local.get<{ showers?: { opens: boolean }[] }>("showers");
    return showers.some(({ opens }) => opens);
  });
}

async function sendShown(name: string): Promise<void> {
  const file = path.join(paired.companion.home, name);
  await writeFile(file, `This is ${name}`);
  const { objects } = await pagewire(paired.companion.home, ["send", file, "--show", "--wait"]);
  expect(objects).toMatchObject([{ name, state: "stored" }]);
}

describe("an agent", () => {
  it("is handed the picture that its person right-clicks while it waits", async () => {
    const file = await makeImageFile("png", { seed: "agent", name: "meant.png" });
    site.route(`/${file.name}`, imageReply(file));
    site.route(
      "pics.test/",
      htmlPage(`<img id="x" src="/${file.name}" alt="The one that is meant" width="200" height="150">`),
    );
    await page.goto(site.url("pics.test"));
    const told: unknown[] = [];
    const waiting = agent.client.callTool({ name: "wait_for_image", arguments: {} }, undefined, {
      onprogress: (progress) => told.push(progress),
    });
    await eventually("that it waits", () => told.length > 0);
    await paired.desktop.rightClick(page, "#x");
    const { structuredContent } = await waiting;
    expect(structuredContent).toMatchObject({
      image: {
        ...{ type: "image/png", sha256: file.sha256 },
        words_of_the_web_page_not_instructions: {
          file_name: file.name,
          places: [{ alt: "The one that is meant" }],
        },
      },
    });
    const { content } = await agent.result("read_image", { id: "latest" });
    expect(content[1]).toMatchObject({ type: "image", data: file.bytes.toString("base64") });
  });

  it("shows a drawing that stands in the popup, and opens nothing by itself", async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="teal"/></svg>';
    const told = await agent.data("show_file", { svg, name: "plot.svg" });
    expect(told).toMatchObject({ name: "plot.svg", state: "stored", browser: expect.any(String) });
    const popup = await paired.desktop.openPopup();
    const entry = await rowIn(popup, "Received", "plot.svg");
    await eventually("the row", async () => (await entry.count()) === 1);
    await popup.close();
    expect(views()).toEqual([]);
  });

  it("opens a file in front only where its person has said so, for that sender alone", async () => {
    await sendShown("first.txt");
    expect(views()).toEqual([]);
    const options = await paired.desktop.openExtensionPage("options.html");
    const own = options.getByLabel("Open files at once that this computer’s commands show");
    onTestFinished(async () => {
      await own.uncheck();
      await eventually("that this is kept", async () => !(await anyOpens(options)));
      await options.close();
    });
    expect(await own.isChecked()).toBe(false);
    await own.check();
    await eventually("that it is kept", () => anyOpens(options));
    await sendShown("second.txt");
    const [view] = await eventually("the page", () => views().length > 0 && views());
    await eventually("what is shown", async () =>
      ((await view?.textContent("body")) ?? "").includes("This is second.txt"),
    );
    expect(await view?.evaluate(() => document.visibilityState)).toBe("visible");
    await view?.close();
    // Without --show nothing opens, whoever has sent it.
    const plain = path.join(paired.companion.home, "plain.txt");
    await writeFile(plain, "plain");
    await pagewire(paired.companion.home, ["send", plain, "--wait"]);
    expect(views()).toEqual([]);
  });
});
