import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { type ImageFile, makeImageFile } from "../../support/image-files.ts";
import { inboxNames, receivedRecord } from "../../support/inbox-of.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { showList } from "../../support/popup.ts";
import { allowSitesAlone } from "../../support/site-rights.ts";
import { htmlPage, imageReply, openTestSite, redirectTo, type TestSite } from "../../support/test-site.ts";

/** Addresses of a private network, and a name of one, all led to this computer. */
const PRIVATE = "192.168.7.7";
const ROUTER = "printer.local";
const HOST_RULES = ["*.test", PRIVATE, "10.0.0.9", ROUTER].map((host) => `MAP ${host} 127.0.0.1`).join(", ");

let paired: PairedDesktop;
let site: TestSite;
let page: Page;
let popup: Page;
let sent: Locator;
let file: ImageFile;
beforeAll(async () => {
  site = await openTestSite();
  paired = await openPairedDesktop({ desktop: { hostRules: HOST_RULES } });
  // Without it a redirect to another site fails for that reason alone. What the page itself has is not asked for.
  await allowSitesAlone(paired.desktop);
  popup = await paired.desktop.openExtensionPage("popup.html");
  sent = await showList(popup, "Sent");
  page = await paired.desktop.context.newPage();
  file = await makeImageFile("png", { seed: "inside", name: "inside.png" });
  site.route("/inside.png", imageReply(file));
});
afterAll(async () => {
  await paired?.close();
  await site?.close();
});

/** Sends the image of that address from a page of that host. */
async function send(host: string, src: string, words = ""): Promise<void> {
  site.route(`${host}/`, htmlPage(`<img id="x" src="${src}" ${words} width="200" height="150">`));
  await page.bringToFront();
  await page.goto(site.url(host));
  await paired.desktop.rightClick(page, "#x");
}

const entry = (name: string): Locator => sent.getByRole("listitem").filter({ hasText: name });
const said = (name: string, sentence: string): Promise<string> =>
  eventually(sentence, async () => {
    const text = (await entry(name).first().textContent({ timeout: 500 })) ?? "";
    return text.includes(sentence) && text;
  });

describe("an image that redirects to a more private address", () => {
  const own = (path: string) => (): string => `http://127.0.0.1:${paired.companion.port}${path}`;
  const at = (host: string) => (): string => site.url(host, "/inside.png");
  it.each([
    ["public → this computer", "pics.test", at("127.0.0.1"), "an address of this computer"],
    ["public → this computer by name", "pics.test", at("localhost"), "an address of this computer"],
    ["public → a private address", "pics.test", at(PRIVATE), "an address of your own network"],
    ["public → a name of the local network", "pics.test", at(ROUTER), "an address of your own network"],
    ["a private address → this computer", PRIVATE, at("127.0.0.1"), "an address of this computer"],
    [
      "public → the companion's pictures",
      "pics.test",
      own("/pictures/tide.png"),
      "an address of this computer",
    ],
    ["this computer → the companion's page", "127.0.0.1", own("/health"), "the companion's own"],
  ])("is refused in one sentence, and nothing is saved: %s", async (title, host, target, sentence) => {
    const name = `${title.replaceAll(/[^a-z0-9]+/gi, "-")}.png`;
    site.route(`/${name}`, redirectTo(target()));
    await send(host, `/${name}`);
    expect(await said(name, sentence)).toContain("Retry");
    expect(await inboxNames(paired.companion)).toEqual([]);
  });

  it("is refused at every step: public → private → this computer", async () => {
    site.route("/chain.png", redirectTo(site.url(PRIVATE, "/second.png")));
    site.route("/second.png", redirectTo(site.url("127.0.0.1", "/inside.png")));
    await send("pics.test", "/chain.png");
    await said("chain.png", "pics.test");
    expect(await inboxNames(paired.companion)).toEqual([]);
  });
});

describe("a link that redirects to a more private address", () => {
  it("is refused as well, though what lies behind a link streams through", async () => {
    site.route("/linked.bin", redirectTo(site.url("127.0.0.1", "/inside.png")));
    site.route("pics.test/", htmlPage(`<a id="x" href="/linked.bin">linked</a>`));
    await page.bringToFront();
    await page.goto(site.url("pics.test"));
    await paired.desktop.rightClick(page, "#x");
    await said("linked.bin", "an address of this computer");
    expect(await inboxNames(paired.companion)).toEqual([]);
  });
});

describe("what the companion's own port serves", () => {
  it("is not sent, but for the pictures of its page", async () => {
    await page.bringToFront();
    await page.goto(`http://127.0.0.1:${paired.companion.port}/`);
    await paired.desktop.rightClick(page, page.getByRole("img", { name: /Tide/ }));
    expect(await receivedRecord(paired.companion, "tide.png")).toMatchObject({ type: "image/png" });
    site.route("127.0.0.1/", htmlPage(`<a id="x" href="http://127.0.0.1:${paired.companion.port}/">own</a>`));
    await page.goto(site.url("127.0.0.1"));
    await paired.desktop.rightClick(page, "#x");
    await said("link", "the companion's own");
    expect(await inboxNames(paired.companion)).toEqual(["tide.png"]);
  });
});

describe("an image inside one network", () => {
  it.each([
    ["is read by a page of it", PRIVATE, `http://${PRIVATE}`, "own.png"],
    ["is read where it redirects inside", PRIVATE, "http://10.0.0.9", "inner.png"],
    ["is read where it redirects to a more public place", "127.0.0.1", "http://cdn.test", "outer.png"],
  ])("%s", async (_, host, target, name) => {
    const image = await makeImageFile("png", { seed: name, name });
    site.route(`${new URL(target).hostname}/${name}`, imageReply(image));
    site.route(`/go-${name}`, redirectTo(`${target}:${site.port}/${name}`));
    await send(host, `/go-${name}`);
    expect(await receivedRecord(paired.companion, name)).toMatchObject({ sha256: image.sha256 });
  });
});

describe("what a hostile site calls its image", () => {
  const LONG = "W".repeat(100_000);
  it("is shown as what it is and breaks no page: direction marks, control characters, 100 KB", async () => {
    const image = await makeImageFile("png", { seed: "named", name: "named.png" });
    const name = `invoice\\u202Egpj\\u0007\\u2028.exe.png`;
    const disposition = `attachment; filename*=utf-8''${encodeURIComponent(JSON.parse(`"${name}"`))}`;
    site.route("/named.png", imageReply(image, { "content-disposition": disposition }));
    const words = `alt="\u202E\u2066${LONG}" title="${LONG}"`;
    site.route(
      "names.test/",
      htmlPage(
        `<script>document.title = "\\u202E" + "T".repeat(100000)</script><img id="x" src="/named.png" ${words} width="200" height="150">`,
      ),
    );
    await page.bringToFront();
    await page.goto(site.url("names.test"));
    await paired.desktop.rightClick(page, "#x");
    const item = entry("invoice");
    await eventually("it on the computer", async () =>
      (await item.textContent({ timeout: 500 }))?.includes("On your computer"),
    );
    const shown = (await item.textContent()) ?? "";
    expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(shown.length).toBeLessThan(1_000);
    const width = await popup.evaluate(() => [document.body.scrollWidth, document.body.clientWidth]);
    expect(width[0]).toBe(width[1]);
    const box = await item.boundingBox();
    expect(box?.height).toBeLessThan(120);
    const stored = (await inboxNames(paired.companion)).find((found) => found.startsWith("invoice")) ?? "";
    const record = await receivedRecord(paired.companion, stored);
    const [source] = record.sources as { alt: string; title: string }[];
    expect(Buffer.byteLength(source?.alt ?? "")).toBeLessThanOrEqual(4096);
    expect(Buffer.byteLength(source?.title ?? "")).toBeLessThanOrEqual(4096);
  });

  it("may be 100 KB of name: it is cut, shown, and stored", async () => {
    const image = await makeImageFile("png", { seed: "long", name: "long.png" });
    const disposition = `attachment; filename="long-${"n".repeat(100_000)}.png"`;
    site.route("/long.png", imageReply(image, { "content-disposition": disposition }));
    await send("names.test", "/long.png");
    const item = entry("long-nnn");
    await eventually("it on the computer", async () =>
      (await item.textContent({ timeout: 500 }))?.includes("On your computer"),
    );
    expect(((await item.textContent()) ?? "").length).toBeLessThan(1_000);
    expect((await inboxNames(paired.companion)).filter((name) => name.startsWith("long-n"))).toHaveLength(1);
  });
});
