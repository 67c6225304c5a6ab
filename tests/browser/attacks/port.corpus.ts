import { randomBytes } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Challenge } from "../../../shared/protocol/proof.ts";
import { clientsOf, freshLinkOf, openOwner } from "../../support/companion-owner.ts";
import { type CompanionProcess, openCompanion } from "../../support/companion-process.ts";
import { eventually, LONG } from "../../support/eventually.ts";
import { makeImageFile } from "../../support/image-files.ts";
import { overhear } from "../../support/overheard.ts";
import {
  askedToPair,
  openPairedDesktop,
  type PairedDesktop,
  pressPair,
  statusOf,
  textOf,
} from "../../support/paired-desktop.ts";
import { popupSays } from "../../support/popup.ts";
import {
  falseChallenge,
  openRogueCompanion,
  provenChallenge,
  type RogueCompanion,
} from "../../support/rogue-companion.ts";
import { htmlPage, imageReply, openTestSite, type TestSite } from "../../support/test-site.ts";
import { openUpgradeBlocker } from "../../support/upgrade-blocker.ts";
import { HOSTILE, ROGUE_ANSWERS } from "./rogue-answers.ts";

/** What sockets of this computer may hold of an answer that is read no further. */
const MOST_ON_ITS_WAY_BYTES = 32 * 1024 * 1024;
const MARKER = "only-for-the-real-companion";

let paired: PairedDesktop;
let site: TestSite;
let clientId: string;
/** What the real companion once answered to this browser's id, as a stranger can make it do. */
let overheard: Challenge;
const opened: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  site = await openTestSite();
  paired = await openPairedDesktop();
  clientId = (await clientsOf(paired.companion))[0]?.id ?? "";
  overheard = await overhear(paired.companion.port, clientId, paired.desktop.extensionId);
});
afterAll(async () => {
  await paired?.close();
  await site?.close();
});
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

describe("a program that took the companion's port while it was down", () => {
  let rogue: RogueCompanion;
  let page: Page;
  beforeAll(async () => {
    await paired.companion.stop();
    // A picture waits in the queue: nothing of it may go to the stranger.
    const image = await makeImageFile("png", { seed: MARKER, name: "secret.png" });
    site.route("/secret.png", imageReply(image));
    site.route(
      "queue.test/",
      htmlPage(`<img id="x" alt="${MARKER}" src="/secret.png" width="200" height="150">`),
    );
    page = await paired.desktop.context.newPage();
    await page.goto(site.url("queue.test"));
    // The click's permission lasts as long as its page.
    await paired.desktop.rightClick(page, "#x");
    rogue = await openRogueCompanion(paired.companion.port);
  });
  afterAll(async () => {
    await page?.close();
    await rogue?.close();
  });

  it.each(ROGUE_ANSWERS)(
    "is told hello and nothing else: one that %s",
    async (_, answer, state, sentence) => {
      rogue.answerWith((hello) => answer({ overheard, clientId, hello }));
      const before = rogue.heard.length;
      expect(await popupSays(paired.desktop, state, sentence)).not.toContain(HOSTILE);
      expect(rogue.heard.length).toBeGreaterThan(before);
    },
  );

  it.each([
    ["/prove", "Not running", "Another program answers"],
    ["/health", "Not running", "Another program answers"],
  ])(
    "is read no further than a companion's answer goes, where its %s never ends",
    async (path, state, sentence) => {
      const before = rogue.takenOfEndless.length;
      // A try that fails asks who is there: for that the proof must not be answered.
      rogue.answerWith(() => Buffer.alloc(0));
      if (path === "/health") rogue.refuseProofs(true);
      rogue.neverEnd(path);
      await popupSays(paired.desktop, state, sentence);
      await eventually("a reader to have hung up", () => rogue.takenOfEndless.length > before);
      rogue.neverEnd(undefined);
      rogue.refuseProofs(false);
      for (const taken of rogue.takenOfEndless) expect(taken).toBeLessThan(MOST_ON_ITS_WAY_BYTES);
    },
  );

  it("is not dialled by a WebSocket, of whose messages a browser keeps whatever comes", () => {
    expect(rogue.asked.filter((request) => request.startsWith("GET /prove"))).toEqual([]);
  });

  it("heard an id and fresh nonces from this browser: no proof, no key, no ticket, no file", () => {
    const words = rogue.heard.map((word): Readonly<Record<string, unknown>> => JSON.parse(word));
    for (const word of words) {
      expect(Object.keys(word).sort()).toEqual(["features", "id", "mode", "nonce", "type", "version"]);
      expect(word).toMatchObject({ type: "hello", mode: "client", id: clientId });
    }
    expect(new Set(words.map(({ nonce }) => nonce)).size).toBe(words.length);
    for (const request of rogue.asked) {
      expect(["GET /health", "POST /prove"]).toContain(request);
    }
  });

  it("gives way to the real companion, which then gets what waited", async () => {
    await rogue.close();
    await paired.companion.restart();
    const owner = await openOwner(paired.companion);
    const popup = await paired.desktop.openExtensionPage("popup.html");
    await eventually(
      "Connected",
      async () => (await popup.getByRole("status").textContent()) === "Connected",
    );
    await popup.getByRole("tab", { name: /^Sent/ }).click();
    await eventually(
      "the queued picture",
      async () => (await textOf(popup)).includes("On your computer"),
      LONG,
    );
    expect(await owner.clients()).toMatchObject([{ id: clientId, connected: true }]);
    owner.close();
    await popup.close();
  });
});

describe("a relay on the companion's port to the real one on another", () => {
  it("does not get a proof from either side", async () => {
    const { port, home } = paired.companion;
    await paired.companion.stop();
    const moved = await openCompanion({ home });
    opened.push(() => moved.close());
    const relay = await openUpgradeBlocker(() => moved.port, port);
    relay.allow();
    opened.push(() => relay.close());
    await popupSays(paired.desktop, "Refused", "could not prove");
    expect(await clientsOf(moved)).toMatchObject([{ id: clientId, connected: false }]);
    await relay.close();
    opened.pop();
    await moved.stop();
    await paired.companion.restart();
    await popupSays(paired.desktop, "Connected", "");
  });
});

describe("another companion that asks to be paired", () => {
  let stranger: CompanionProcess;
  beforeAll(async () => {
    stranger = await openCompanion();
  });
  afterAll(() => stranger?.close());
  const keepsKnown = (page: Page): Promise<boolean> =>
    eventually("the page to say so", async () => (await statusOf(page)).includes("keeps the companion"));

  it("is named beside the known one, and learns nothing while the user thinks", async () => {
    const { page, confirm } = await askedToPair(paired.desktop, await freshLinkOf(stranger));
    const text = await textOf(confirm);
    expect(text).toContain(`127.0.0.1:${paired.companion.port}`);
    expect(text).toContain(`127.0.0.1:${stranger.port}`);
    expect(await statusOf(page)).toContain("answer in the Pagewire page");
    expect(await clientsOf(stranger)).toEqual([]);
    await paired.desktop.click(confirm, confirm.getByRole("button", { name: /^Keep/ }));
    await keepsKnown(page);
    await eventually("the page of confirmation to close", () => confirm.isClosed());
    expect(await clientsOf(stranger)).toEqual([]);
    expect(await clientsOf(paired.companion)).toMatchObject([{ id: clientId }]);
    await page.close();
  });

  it("does not take its place when the page of confirmation is closed", async () => {
    const { page, confirm } = await askedToPair(paired.desktop, await freshLinkOf(stranger));
    await confirm.close();
    await keepsKnown(page);
    expect(await clientsOf(stranger)).toEqual([]);
    await page.close();
  });

  it("is not confirmed by a click that no person has made, nor before the page was looked at", async () => {
    const { page, confirm } = await askedToPair(paired.desktop, await freshLinkOf(stranger));
    const confirmButton = confirm.getByRole("button", { name: /^Switch/ });
    await eventually("the button", () => confirmButton.isEnabled());
    await confirmButton.dispatchEvent("click");
    expect(await clientsOf(stranger)).toEqual([]);
    expect(await textOf(confirm)).toContain("Asks to be paired");
    await confirm.close();
    await page.close();
  });

  it("is asked about even where it says the known one's identity", async () => {
    const rogue = await openRogueCompanion();
    opened.push(() => rogue.close());
    const { companionId } = overheard;
    const [link, secret] = [randomBytes(16).toString("hex"), randomBytes(32)];
    rogue.showPage(
      `<button id="pair">Pair this browser</button><p role="status" data-link="open"></p>
       <script>document.querySelector("#pair").click()</script>`,
    );
    rogue.answerWith((hello, origin) =>
      hello.mode === "pair"
        ? provenChallenge(companionId, secret, rogue.port, hello, origin)
        : falseChallenge(companionId),
    );
    const { page, confirm } = await askedToPair(
      paired.desktop,
      `http://127.0.0.1:${rogue.port}/pair?link=${link}#${secret.toString("hex")}`,
    );
    expect(await textOf(confirm)).toContain(`Switch to 127.0.0.1:${rogue.port}`);
    expect(await textOf(confirm)).toContain("claims to be the companion you know and could not prove it");
    await paired.desktop.click(confirm, confirm.getByRole("button", { name: /^Keep/ }));
    await keepsKnown(page);
    for (const word of rogue.heard) expect(JSON.parse(word)).toMatchObject({ type: "hello" });
    expect(rogue.asked).not.toContain("GET /prove pagewire.v1");
    expect(rogue.heard.map((word) => JSON.parse(word).mode)).toEqual(["pair", "client"]);
    await page.close();
  });

  it("is the known one itself: it is paired anew without a question, and stands in the list once", async () => {
    const page = await pressPair(paired.desktop, await freshLinkOf(paired.companion));
    await eventually("Paired", async () => (await statusOf(page)).includes("Paired"));
    const clients = await eventually("one that is connected", async () => {
      const found = await clientsOf(paired.companion);
      return found.some(({ connected }) => connected === true) && found;
    });
    expect(clients).toHaveLength(1);
    expect(clients[0]?.id).not.toBe(clientId);
    await page.close();
  });

  it("takes its place when the user switches, and the known one no longer lists this browser", async () => {
    const { page, confirm } = await askedToPair(paired.desktop, await freshLinkOf(stranger));
    const button = confirm.getByRole("button", { name: /^Switch/ });
    await eventually("the button", () => button.isEnabled());
    await paired.desktop.click(confirm, button);
    await eventually("Paired", async () => (await statusOf(page)).includes("Paired"));
    await popupSays(paired.desktop, "Connected", "");
    expect(await clientsOf(stranger)).toMatchObject([{ kind: "browser" }]);
    expect(await clientsOf(paired.companion)).toEqual([]);
  });
});
