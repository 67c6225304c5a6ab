/** Pictures that never end, clicked on a real desktop: whatever ends them ends their request, and nothing of them stays. */

import type { Locator, Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventually, pause } from "../../support/eventually.ts";
import { type ImageFile, makeImageFile } from "../../support/image-files.ts";
import { receivedRecord, stagedBytes } from "../../support/inbox-of.ts";
import type { PairedDesktop } from "../../support/paired-desktop.ts";
import { rowIn } from "../../support/popup.ts";
import { htmlPage, imageReply, type SeenRequest, type TestSite } from "../../support/test-site.ts";

const MIB = 1024 * 1024;
/** More of one picture is not kept in the browser. */
const CEILING_BYTES = 64 * MIB;

/** A desktop whose browser may read every site, and its popup as a page. */
export interface EndlessStage {
  readonly paired: PairedDesktop;
  readonly site: TestSite;
  readonly popup: Page;
}

export function endlessImages(stage: () => EndlessStage): void {
  let page: Page;
  let picture: ImageFile;
  beforeEach(async () => {
    page = await stage().paired.desktop.context.newPage();
    picture = await makeImageFile("png", { seed: "endless" });
  });
  afterEach(() => page.close());

  /** Begins with a picture and never ends: as fast as it is taken up to `quickBytes`, then some MiB a second. */
  async function* endless(quickBytes: number): AsyncGenerator<Uint8Array> {
    yield picture.bytes;
    const chunk = new Uint8Array(MIB);
    for (let sent = 0; ; sent += MIB) {
      yield chunk;
      if (sent >= quickBytes) await pause(50);
    }
  }

  async function click(name: string): Promise<Locator> {
    const { paired, site, popup } = stage();
    // Of another site, which the page itself may not ask.
    const src = site.url("cdn.test", `/${name}`);
    site.route("pics.test/", htmlPage(`<img id="x" src="${src}" width="200" height="150">`));
    await page.bringToFront();
    await page.goto(site.url("pics.test"));
    await paired.desktop.rightClick(page, "#x");
    return await rowIn(popup, "Sent", name);
  }

  /** Clicks a picture that is one for its page and has no end for whoever asks next; its row, and that request. */
  async function clickEndless(name: string, quickBytes = 0): Promise<{ row: Locator; request: SeenRequest }> {
    const { site } = stage();
    let asked = 0;
    site.route(`/${name}`, () => {
      asked += 1;
      if (asked === 1) return imageReply(picture, { "cache-control": "no-store" });
      return { headers: { "content-type": "image/png" }, body: endless(quickBytes) };
    });
    const row = await click(name);
    const request = await eventually("the second request", () => site.requestsFor(`/${name}`)[1]);
    return { row, request };
  }

  const says = (row: Locator, words: RegExp): Promise<unknown> =>
    eventually(`the row to say ${words}`, async () =>
      words.test((await row.textContent({ timeout: 1_000 })) ?? ""),
    );
  async function press(row: Locator, word: RegExp): Promise<void> {
    const { paired, popup } = stage();
    await popup.bringToFront();
    await paired.desktop.click(popup, row.getByRole("button", { name: word }));
  }
  const isCut = (request: SeenRequest): Promise<unknown> =>
    eventually("the site to be hung up on", () => request.outcome === "cut");
  const staged = (): Promise<number[]> => stagedBytes(stage().paired.companion);
  const isNothingStaged = (): Promise<unknown> =>
    eventually("nothing of it on the computer", async () => (await staged()).length === 0);
  const isOffTheList = (row: Locator): Promise<unknown> =>
    eventually("its row to go", async () => (await row.count()) === 0);

  describe("a picture that never ends, while it is got from its site", () => {
    it("says how much has come, stops for Pause and for Cancel, and comes with Resume where it ends after all", async () => {
      const { paired, site } = stage();
      const { row, request } = await clickEndless("paused.png");
      await says(row, /Getting it from its site… · [\d.]+ MB so far/);
      await press(row, /^Pause/);
      await isCut(request);
      await says(row, /Paused/);
      const { row: other, request: second } = await clickEndless("canceled.png");
      await press(other, /^Cancel/);
      await isCut(second);
      await isOffTheList(other);
      site.route("/paused.png", imageReply(picture));
      await press(row, /^Resume/);
      expect(await receivedRecord(paired.companion, "paused.png")).toMatchObject({ sha256: picture.sha256 });
    });

    it("stops with its page, and is got by Retry", async () => {
      const { paired, site } = stage();
      const { row, request } = await clickEndless("closed.png");
      await page.close();
      await isCut(request);
      await says(row, /Its page was closed before all of it had come: press Retry/);
      const bytes = Buffer.concat([picture.bytes, Buffer.from("2")]);
      site.route("/closed.png", imageReply({ ...picture, bytes }));
      await press(row, /^Retry/);
      expect(await receivedRecord(paired.companion, "closed.png")).toMatchObject({ bytes: bytes.length });
    });
  });

  describe("a picture beyond what is kept in the browser", () => {
    it("streams through in the same request, with its size; nothing of it stays after Cancel", async () => {
      const { row, request } = await clickEndless("large.png", CEILING_BYTES);
      await says(row, /Sending · [\d.]+ MB/);
      expect(stage().site.requestsFor("/large.png")).toHaveLength(2);
      expect(await staged()).toHaveLength(1);
      await press(row, /^Cancel/);
      await isCut(request);
      await isOffTheList(row);
      await isNothingStaged();
    });

    it("ends with its page, and nothing of it stays", async () => {
      const { row, request } = await clickEndless("left.png", CEILING_BYTES);
      await says(row, /Sending · [\d.]+ MB/);
      await page.close();
      await isCut(request);
      await says(row, /Its page was closed/);
      expect(await isNothingStaged()).toBe(true);
    });

    it("that was paused and then canceled while the computer was away leaves nothing there; another waited for it", async () => {
      const { companion } = stage().paired;
      const { row, request } = await clickEndless("halted.png", CEILING_BYTES);
      await says(row, /Sending · [\d.]+ MB/);
      await press(row, /^Pause/);
      await isCut(request);
      await says(row, /Paused/);
      expect(await staged()).toHaveLength(1);
      await companion.stop();
      await press(row, /^Cancel/);
      await isOffTheList(row);
      const bytes = Buffer.concat([picture.bytes, Buffer.alloc(CEILING_BYTES)]);
      stage().site.route("/waits.png", imageReply({ ...picture, bytes }));
      await says(await click("waits.png"), /Waiting for the computer · 67.1 MB/);
      expect(await staged()).toHaveLength(1);
      await companion.restart();
      expect(await receivedRecord(companion, "waits.png")).toMatchObject({ bytes: bytes.length });
      await isNothingStaged();
    });
  });
}
