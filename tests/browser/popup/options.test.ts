import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { homeAt } from "../../../companion/home/home.ts";
import { pagewire } from "../../support/companion-process.ts";
import { eventually, LONG } from "../../support/eventually.ts";
import { makeImageFile } from "../../support/image-files.ts";
import { receivedRecord } from "../../support/inbox-of.ts";
import { openPairedDesktop, type PairedDesktop, pairBrowser } from "../../support/paired-desktop.ts";
import { falseChallenge, openRogueCompanion, type RogueAnswer } from "../../support/rogue-companion.ts";
import { htmlPage, imageReply, openTestSite } from "../../support/test-site.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");

let paired: PairedDesktop;
let page: Page;
beforeAll(async () => {
  paired = await openPairedDesktop();
  page = await paired.desktop.openExtensionPage("options.html");
});
afterAll(() => paired?.close());

const section = async (): Promise<string> =>
  (await page.getByRole("region", { name: "This computer" }).textContent()) ?? "";

/** Waits until the page says all of it; a fresh page tries at once instead of waiting for the next try. */
async function says(...parts: readonly string[]): Promise<string> {
  await page.reload();
  await page.bringToFront();
  return await eventually(
    parts.join(", "),
    async () => {
      const text = await section();
      return parts.every((part) => text.includes(part)) && text;
    },
    LONG,
  );
}

async function onlyClient(): Promise<Readonly<Record<string, unknown>>> {
  const { objects } = await pagewire(paired.companion.home, ["clients"]);
  expect(objects).toHaveLength(1);
  return objects[0] ?? {};
}

describe("the options page of a connected browser", () => {
  it("shows the name and the id under which the companion lists it", async () => {
    const { id, name } = await onlyClient();
    expect(await says("Connected", String(name))).toContain(String(id));
  });

  it("copies a report that holds versions, states and counts, and no secret and no address", async () => {
    const site = await openTestSite();
    const image = await makeImageFile("png", { seed: "report", name: "private-name.png" });
    site.route("/private-name.png", imageReply(image));
    site.route(
      "private.test/secret-page",
      htmlPage(`<img id="x" alt="private words" src="/private-name.png">`),
    );
    const shown = await paired.desktop.context.newPage();
    await shown.goto(site.url("private.test", "/secret-page"));
    await paired.desktop.rightClick(shown, "#x");
    await receivedRecord(paired.companion, image.name);
    await pagewire(paired.companion.home, ["send", "-", "--name", "private-note.txt", "--wait"], "private");
    await shown.close();
    await site.close();
    await says("Connected", "version 0.1.0");
    await paired.desktop.click(page, page.getByText("How files travel, settings as a file, a report"));
    await paired.desktop.click(page, page.getByRole("button", { name: "Copy report" }));
    await eventually("Copied", async () => (await page.getByText("Copied.").count()) === 1);
    const copied = await pasted();
    expect(copied).toBe(await page.locator("pre").textContent());
    for (const part of [
      "extension: 0.1.0, build ",
      "connection: connected (connected)",
      `port ${paired.companion.port}`,
      "companion: 0.1.0",
      "may reach this computer: yes",
      "sites: 0 allowed",
      "sent: 1 done",
      "received: 1 stored",
    ]) {
      expect(copied).toContain(part);
    }
    expect(copied).toMatch(/build [0-9a-f]{12}, protocol 1$/m);
    const keys = await readFile(homeAt(paired.companion.home).keys, "utf8");
    const secrets = [...keys.matchAll(/"(?:key|origin|id|companionId)": "([^"]+)"/g)].map(
      ([, value]) => value,
    );
    expect(secrets.length).toBeGreaterThan(3);
    const hidden = [
      ...secrets,
      "private",
      "secret",
      ".test",
      "http:",
      new URL(paired.companion.pairUrl).hash.slice(1),
    ];
    for (const secret of hidden) expect(copied).not.toContain(secret);
    expect(copied).not.toMatch(/[0-9a-f]{16}/);
  });
});

describe("what is wrong is told apart, each with its fix", () => {
  it("nothing runs there", async () => {
    await paired.companion.stop();
    // The companion has said how it is run: what is shown works as it is, wherever it is typed.
    const { home } = paired.companion;
    const said = await says("Not running", "Nothing answers");
    expect(said).toContain(`cd ${ROOT} && npx pagewire start --home ${home}`);
  });

  it("another program has the port; and what the browser itself forbids", async () => {
    const other = createServer((_, response) => response.end("another program"));
    other.listen(paired.companion.port, "127.0.0.1");
    await once(other, "listening");
    expect(await says("Not running", "Another program answers")).toContain("End that program");
    await setSiteAccess("ON_CLICK");
    expect(await says("The browser does not let Pagewire reach this computer")).toContain("Site access");
    await setSiteAccess("ON_ALL_SITES");
    await says("Another program answers");
    other.closeAllConnections();
    other.close();
    await once(other, "close");
  });

  const companionId = "0".repeat(32);
  const refusals: readonly (readonly [string, RogueAnswer, string, string, string])[] = [
    [
      "another version",
      () => ({ type: "refuse", code: "version", message: "" }),
      "Refused",
      "of different versions",
      "npm run build",
    ],
    [
      "another companion",
      () => falseChallenge(companionId),
      "Refused",
      "Another companion than the known one",
      "--home",
    ],
    ["a stranger", () => "nothing of ours", "Not running", "Another program answers", "End that program"],
  ];
  it.each(refusals)("%s answers there", async (_, answer, state, what, fix) => {
    const rogue = await openRogueCompanion(paired.companion.port);
    try {
      rogue.answerWith(answer);
      expect(await says(state, what)).toContain(fix);
    } finally {
      await rogue.close();
    }
  });

  it("the pairing was revoked", async () => {
    await paired.companion.restart();
    await says("Connected");
    await pagewire(paired.companion.home, ["revoke", String((await onlyClient()).id)]);
    expect(await says("Refused", "was revoked")).toContain(
      `npx pagewire pair --home ${paired.companion.home}`,
    );
  });

  it("this browser was told to forget, and the companion no longer lists it", async () => {
    const { home } = paired.companion;
    const [link] = (await pagewire(home, ["pair"])).objects;
    await (await pairBrowser(paired.desktop, String(link?.pairUrl))).close();
    await says("Connected", String((await onlyClient()).name));
    await paired.desktop.click(page, page.getByRole("button", { name: "Forget this computer" }));
    await eventually("its goodbye", async () => (await section()).includes("Forgotten here and there"));
    expect((await pagewire(home, ["clients"])).objects).toEqual([]);
    expect(await says("Not paired")).toContain("npx pagewire pair");
  });
});

/** What lies on the clipboard, pasted by the keyboard: reading it otherwise needs a permission. */
async function pasted(): Promise<string> {
  await page.evaluate(() => document.body.append(document.createElement("textarea")));
  const field = page.locator("textarea");
  await field.focus();
  await paired.desktop.hand.keys("ctrl+v");
  return await eventually("the pasted text", async () => (await field.inputValue()) || undefined);
}

/** What the user can choose on chrome://extensions. */
async function setSiteAccess(hostAccess: "ON_CLICK" | "ON_ALL_SITES"): Promise<void> {
  const manager = await paired.desktop.context.newPage();
  await manager.goto("chrome://extensions");
  await manager.evaluate(
    async ({ extensionId, access }) => {
      interface Manager {
        updateExtensionConfiguration(update: { extensionId: string; hostAccess: string }): Promise<void>;
      }
      const { developerPrivate } = chrome as unknown as { developerPrivate: Manager };
      await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: access });
    },
    { extensionId: paired.desktop.extensionId, access: hostAccess },
  );
  await manager.close();
}
