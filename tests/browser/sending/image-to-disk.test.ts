import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually, LONG } from "../../support/eventually.ts";
import { IMAGE_FORMATS, type ImageFile, makeImageFile } from "../../support/image-files.ts";
import { inboxNames, inboxSha256, receivedRecord } from "../../support/inbox-of.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { rowIn } from "../../support/popup.ts";
import { answerQuestion, openQuestion } from "../../support/site-rights.ts";
import { htmlPage, imageReply, openTestSite, redirectTo, type TestSite } from "../../support/test-site.ts";

let paired: PairedDesktop;
let site: TestSite;
let page: Page;
beforeAll(async () => {
  site = await openTestSite();
  paired = await openPairedDesktop();
  page = await paired.desktop.context.newPage();
});
afterAll(async () => {
  await paired?.close();
  await site?.close();
});

async function image(name: string, format: (typeof IMAGE_FORMATS)[number] = "png"): Promise<ImageFile> {
  const file = await makeImageFile(format, { seed: name, name });
  site.route(`/${name}`, imageReply(file));
  return file;
}

/** Shows a body under a name of its own: the origin then has no permission but the click's. */
async function show(host: string, body: string): Promise<void> {
  site.route(`${host}/`, htmlPage(body));
  await page.bringToFront();
  await page.goto(site.url(host));
}

/** The entry of one file in the popup's list **Sent**. */
async function sentEntry(name: string): Promise<{ popup: Page; entry: Locator }> {
  const popup = await paired.desktop.openPopup();
  return {
    popup,
    entry: await rowIn(popup, "Sent", name),
  };
}

describe("a right-click on an image", () => {
  it.each(IMAGE_FORMATS)("puts its true bytes and their source into the inbox: %s", async (format) => {
    const file = await image(`own-${format}.${format === "jpeg" ? "jpg" : format}`, format);
    await show(
      "pics.test",
      `<img id="x" src="/${file.name}" alt="Noise as ${format}" width="200" height="150">`,
    );
    await paired.desktop.rightClick(page, "#x");
    const record = await receivedRecord(paired.companion, file.name);
    expect(record).toMatchObject({
      type: file.type,
      bytes: file.bytes.length,
      sha256: file.sha256,
      fidelity: "original",
      sources: [
        {
          url: site.url("pics.test", `/${file.name}`),
          pageUrl: site.url("pics.test"),
          title: "Test site",
          alt: `Noise as ${format}`,
        },
      ],
    });
    expect(await inboxSha256(paired.companion, file.name)).toBe(file.sha256);
  });

  it("shows it in the popup as the companion acknowledged it, and a tick on the badge", async () => {
    const file = await image("listed.png");
    const badge = await paired.desktop.openExtensionPage("options.html");
    await show("pics.test", `<img id="x" src="/listed.png">`);
    // The tick goes after a moment: it is looked for from before the click on.
    const ticked = eventually(
      "the tick",
      () => badge.evaluate(async () => (await chrome.action.getBadgeText({})) === "✓"),
      LONG,
    );
    const [, isTicked] = await Promise.all([paired.desktop.rightClick(page, "#x"), ticked]);
    expect(isTicked).toBe(true);
    await badge.close();
    await receivedRecord(paired.companion, file.name);
    const { popup, entry } = await sentEntry("listed.png");
    await eventually("the entry to say so", async () =>
      (await entry.textContent())?.includes("On your computer"),
    );
    // The list is read from the database and may stand before the popup's own socket does.
    const status = popup.getByRole("status");
    expect(await eventually("Connected", async () => (await status.textContent()) === "Connected")).toBe(
      true,
    );
    await popup.close();
  });

  it("puts an SVG picture there that comments and a prefix of its own disguise", async () => {
    const comments = "<!---->".repeat(60);
    const body = `${comments}<x:svg xmlns:x="http://www.w3.org/2000/svg" width="300" height="150"><x:rect width="9" height="9"/></x:svg>`;
    site.route("/disguised.svg", { headers: { "content-type": "image/svg+xml" }, body });
    await show("pics.test", `<img id="x" src="/disguised.svg">`);
    expect(await page.locator("#x").evaluate((shown) => (shown as HTMLImageElement).naturalWidth)).toBe(300);
    await paired.desktop.rightClick(page, "#x");
    expect(await receivedRecord(paired.companion, "disguised.svg")).toMatchObject({
      type: "image/svg+xml",
      bytes: body.length,
    });
    expect((await fetch(`http://127.0.0.1:${paired.companion.port}/health`)).ok).toBe(true);
  });

  it("sends the image and not the link where it lies inside one", async () => {
    const file = await image("linked.png");
    await show("pics.test", `<a href="/elsewhere.html"><img id="x" src="/linked.png"></a>`);
    await paired.desktop.rightClick(page, "#x");
    expect(await receivedRecord(paired.companion, file.name)).toMatchObject({ sha256: file.sha256 });
  });

  it("asks once for the permission of another site, then sends without asking", async () => {
    const first = await image("far-1.png");
    const second = await image("far-2.png");
    const src = (name: string): string => site.url("cdn.test", `/${name}`);
    await show("gallery.test", `<img id="x" src="${src(first.name)}"><img id="y" src="${src(second.name)}">`);
    await paired.desktop.rightClick(page, "#x");
    await answerQuestion(paired.desktop, "only", "cdn.test");
    expect(await receivedRecord(paired.companion, first.name)).toMatchObject({ sha256: first.sha256 });
    await paired.desktop.rightClick(page, "#y");
    expect(await receivedRecord(paired.companion, second.name)).toMatchObject({ sha256: second.sha256 });
  });

  it("says what is missing where the permission is denied, and sends after Allow in the popup", async () => {
    const file = await image("denied.png");
    await show("gallery.test", `<img id="x" src="${site.url("strict.test", "/denied.png")}">`);
    await paired.desktop.rightClick(page, "#x");
    await (await openQuestion(paired.desktop)).close();
    const { popup, entry } = await sentEntry("denied.png");
    await eventually("the entry to say why", async () =>
      (await entry.textContent())?.includes("your permission"),
    );
    await paired.desktop.click(popup, entry.getByRole("button", { name: "Allow denied.png" }));
    await paired.desktop.acceptPermissionPrompt();
    // The browser closes the popup for its own question: the grant is there, the retry is one more click.
    const again = await sentEntry("denied.png");
    const retry = again.entry.getByRole("button", { name: /Allow|Retry/ });
    await eventually(
      "the button, or the file",
      async () => (await retry.count()) > 0 || (await inboxNames(paired.companion)).includes(file.name),
    );
    if ((await retry.count()) > 0) await paired.desktop.click(again.popup, retry);
    expect(await receivedRecord(paired.companion, file.name)).toMatchObject({
      sha256: file.sha256,
      how: "page-capture",
    });
    await again.popup.close().catch(() => undefined);
  });

  it("reads an image that only its page holds", async () => {
    const file = await image("for-blob.png");
    await show(
      "app.test",
      `<img id="x" alt="made here" width="120" height="80"><script>
        fetch("/for-blob.png").then((r) => r.blob()).then((b) => { document.querySelector("#x").src = URL.createObjectURL(b); });
      </script>`,
    );
    await eventually("the image to show", () =>
      page.evaluate(() => document.querySelector("img")?.naturalWidth ?? 0),
    );
    await paired.desktop.rightClick(page, "#x");
    const record = await receivedRecord(paired.companion, "Test site.png");
    expect(record).toMatchObject({
      sha256: file.sha256,
      sources: [{ alt: "made here", pageUrl: site.url("app.test") }],
    });
  });

  it("takes an image that is written into the page itself", async () => {
    const file = await makeImageFile("png", { seed: "data" });
    await show("app.test", `<img id="x" src="data:image/png;base64,${file.bytes.toString("base64")}">`);
    await paired.desktop.rightClick(page, "#x");
    await eventually("the file", async () => {
      const hashes = await Promise.all(
        (await inboxNames(paired.companion)).map((name) => inboxSha256(paired.companion, name)),
      );
      return hashes.includes(file.sha256);
    });
    expect(await inboxNames(paired.companion)).toContain("Test site (2).png");
  });

  it("asks the site as the page did: with its cookies and as for an image", async () => {
    const file = await makeImageFile("png", { seed: "cookie", name: "cookie.png" });
    site.route("/cookie.png", ({ headers }) =>
      headers.cookie?.includes("session=1") ? imageReply(file) : { status: 403 },
    );
    site.route("members.test/", htmlPage(`<img id="x" src="/cookie.png">`, { "set-cookie": "session=1" }));
    await page.bringToFront();
    await page.goto(site.url("members.test"));
    await paired.desktop.rightClick(page, "#x");
    expect(await receivedRecord(paired.companion, "cookie.png")).toMatchObject({ sha256: file.sha256 });
    expect(site.requestsFor("/cookie.png").at(-1)?.headers.accept).toContain("image/avif");
  });
});

describe("a right-click on a link", () => {
  it("sends what lies behind it, an empty file too", async () => {
    site.route("/empty.txt", { headers: { "content-type": "text/plain" }, body: "" });
    await show("pics.test", `<a id="x" href="/empty.txt">empty</a>`);
    await paired.desktop.rightClick(page, "#x");
    expect(await receivedRecord(paired.companion, "empty.txt")).toMatchObject({
      bytes: 0,
      sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    });
  });
});

describe("what can't be sent", () => {
  it.each([
    ["answers 404", "gone.png", { status: 404, body: "gone" }, "answered 404"],
    ["is a web page that says so", "page.png", htmlPage("<p>Log in first</p>"), "web page"],
    [
      "is a web page that says it is an image",
      "liar.png",
      { headers: { "content-type": "image/png" }, body: "<!doctype html><html><body>Log in</body></html>" },
      "web page",
    ],
    ["is empty", "void.png", { headers: { "content-type": "image/png" }, body: "" }, "empty"],
    ["redirects in a circle", "loop.png", redirectTo("/loop.png"), "redirects in a circle"],
  ])("is told in one sentence, and nothing is saved: an image that %s", async (_, name, reply, sentence) => {
    site.route(`/${name}`, reply);
    const before = await inboxNames(paired.companion);
    await show("pics.test", `<img id="x" src="/${name}" width="100" height="80">`);
    await paired.desktop.rightClick(page, "#x");
    const { popup, entry } = await sentEntry(name);
    const about = await eventually("the reason", async () => {
      const text = (await entry.textContent()) ?? "";
      return text.includes(sentence) && text;
    });
    expect(about).not.toContain("On your computer");
    expect(await inboxNames(paired.companion)).toEqual(before);
    await popup.close();
  });
});
