import type { Frame, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type CompanionOwner, openOwner } from "../../support/companion-owner.ts";
import { eventually } from "../../support/eventually.ts";
import { inboxNames } from "../../support/inbox-of.ts";
import { type Attempt, attempt, type Got } from "../../support/page-attack.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { openRogueCompanion } from "../../support/rogue-companion.ts";
import { htmlPage, openTestSite, type TestSite } from "../../support/test-site.ts";
import { ATTEMPTS, HELLO, KINDS, NOTHING } from "./attempts.ts";

let paired: PairedDesktop;
let owner: CompanionOwner;
/** A site whose pages the browser takes for this computer's own, and one it takes for the internet's. */
let near: TestSite;
let far: TestSite;
let page: Page;
let pairUrl: string;
const isPairing = (line: string): boolean => line.includes('"event":"paired"');

beforeAll(async () => {
  near = await openTestSite({ routes: { "/": htmlPage("<h1>Hostile</h1>") } });
  far = await openTestSite({ routes: { "/": htmlPage("<h1>Hostile</h1>") } });
  const extraArgs = [`--ip-address-space-overrides=127.0.0.1:${far.port}=public`];
  paired = await openPairedDesktop({ desktop: { extraArgs } });
  owner = await openOwner(paired.companion);
  pairUrl = await owner.pair();
  page = await paired.desktop.context.newPage();
  await page.goto(near.url("evil.test"));
});
afterAll(async () => {
  owner?.close();
  await paired?.close();
  await near?.close();
  await far?.close();
});
// Whatever was tried: the one browser that was paired is connected, nothing else is, and nothing was taken in.
afterEach(async () => {
  expect(await owner.clients()).toMatchObject([{ kind: "browser", connected: true }]);
  expect((await owner.log()).filter(isPairing)).toHaveLength(1);
  expect(await inboxNames(paired.companion)).toEqual([]);
});

/** The attempt at the running companion, under one of its spellings. */
function aimed(spec: Attempt, host = "127.0.0.1"): Attempt {
  const pairing = new URL(pairUrl);
  const text = JSON.stringify(spec)
    .replaceAll("HOST", `${host}:${paired.companion.port}`)
    .replaceAll("PAIR", `pair${pairing.search}`);
  return JSON.parse(text) as Attempt;
}

const tryFrom = (where: Pick<Page | Frame, "evaluate">, spec: Attempt, host?: string): Promise<Got> =>
  where.evaluate<Got, Attempt>(attempt, aimed(spec, host));

/** A frame in the hostile page, once its document is there. */
async function frameOf(html: string): Promise<Frame> {
  await page.goto(near.url("frames.test"));
  const before = new Set(page.frames());
  await page.evaluate((markup) => {
    document.body.insertAdjacentHTML("beforeend", markup);
  }, html);
  return await eventually("the frame", async () => {
    const frame = page.frames().find((candidate) => !before.has(candidate));
    return (await frame?.evaluate(() => document.readyState === "complete")) && frame;
  });
}

describe("a page of another site gets nothing when it tries to", () => {
  it("anything, though the same attempts succeed where a server is careless", async () => {
    const careless = await openRogueCompanion();
    careless.answerWith(() => "taken");
    const url = `ws://127.0.0.1:${careless.port}/prove`;
    const spoken = await page.evaluate<Got, Attempt>(attempt, { by: "socket", url, say: HELLO });
    expect(spoken).toEqual({ opened: true, read: "taken" });
    await careless.close();
    const own = near.url("evil.test");
    const read = await page.evaluate<Got, Attempt>(attempt, { by: "fetch", url: own });
    expect(read.read).toContain("Hostile");
    const framed = await page.evaluate<Got, Attempt>(attempt, { by: "frame", url: own });
    expect(framed.read).toContain("Hostile");
    const styled = await page.evaluate<Got, Attempt>(attempt, { by: "script", url: own });
    expect(styled.opened).toBe(true);
  });

  it.each(ATTEMPTS)("%s", async (_, spec) => {
    expect(await tryFrom(page, spec)).toEqual(NOTHING);
  });
});

describe("a frame without an origin gets nothing", () => {
  it.each([
    ["a sandboxed one", `<iframe sandbox="allow-scripts" srcdoc="<p>Hostile</p>"></iframe>`],
    ["one with a data address", `<iframe src="data:text/html,<p>Hostile</p>"></iframe>`],
  ])("%s, whatever it tries", async (_, html) => {
    const frame = await frameOf(html);
    expect(await frame.evaluate(() => self.origin)).toBe("null");
    for (const [name, spec] of KINDS) expect([name, await tryFrom(frame, spec)]).toEqual([name, NOTHING]);
  });
});

describe("the companion under another spelling of its address answers nobody", () => {
  const spellings = [
    "localhost",
    "127.1",
    "0.0.0.0",
    "2130706433",
    "0x7f.1",
    "[::ffff:127.0.0.1]",
    "rebind.test",
  ];
  it.each(spellings.map((host, index) => [host, index] as const))("%s", async (host, index) => {
    await page.goto(near.url(`spelling-${index}.test`));
    for (const [name, spec] of KINDS)
      expect([name, await tryFrom(page, spec, host)]).toEqual([name, NOTHING]);
  });
});

describe("a name that was bound anew to this computer", () => {
  it.each(["/", "/health", "/pair?link=0", "/pictures/tide.png"])("is not shown %s", async (path) => {
    const shown = page.goto(`http://rebind.test:${paired.companion.port}${path}`);
    await expect(shown).rejects.toThrow("ERR_HTTP_RESPONSE_CODE_FAILURE");
  });

  it("runs a script it brought before, which is of the companion's own origin to the browser, and gets nothing", async () => {
    const address = `http://rebind.test:${paired.companion.port}/before`;
    await page.route(address, (route) => route.fulfill({ contentType: "text/html", body: "<p>Hostile</p>" }));
    await page.goto(address);
    expect(await page.evaluate(() => location.host)).toBe(`rebind.test:${paired.companion.port}`);
    for (const [name, spec] of ATTEMPTS) {
      const got = await tryFrom(page, spec, "rebind.test");
      expect([name, got.read]).toEqual([name, ""]);
      if (spec.by !== "fetch" && spec.by !== "xhr") expect([name, got.opened]).toEqual([name, false]);
    }
    await page.unroute(address);
  });
});

describe("a page that the browser takes for one of the internet's", () => {
  it.each(ATTEMPTS)("gets nothing when it tries to %s", async (_, spec) => {
    if (!page.url().startsWith(far.url("public.test"))) await page.goto(far.url("public.test"));
    expect(await tryFrom(page, spec)).toEqual(NOTHING);
  });
});

describe("the pairing page", () => {
  it("is opened by a hostile page, which then can neither look into it nor press its button", async () => {
    await page.goto(near.url("evil.test"));
    const opened = paired.desktop.context.waitForEvent("page");
    const seen = await page.evaluate(async (url) => {
      const handle = window.open(url);
      // Cut off as soon as the new page's own policy is known; a browser that never does it is told by `closed`.
      for (let look = 0; look < 200 && handle?.closed === false; look += 1)
        await new Promise((resolve) => setTimeout(resolve, 50));
      try {
        return { closed: handle?.closed, text: handle?.document.body.textContent };
      } catch {
        return { closed: handle?.closed, text: undefined };
      }
    }, pairUrl);
    const pairing = await opened;
    await eventually("the page", async () => (await pairing.getByRole("status").count()) === 1);
    // Its own opener policy has cut the window off from whoever opened it.
    expect(seen).toEqual({ closed: true, text: undefined });
    expect(await pairing.evaluate(() => window.opener)).toBe(null);
    await pairing.close();
  });

  it("on another port, with a button that its own script presses, pairs nothing and asks nothing", async () => {
    const link = new URL(pairUrl);
    near.route(
      "127.0.0.1/pair",
      htmlPage(
        `<button id="pair">Pair this browser</button><p role="status" data-link="open"></p><script>
          setInterval(() => {
            const button = document.querySelector("#pair");
            button.disabled = false;
            button.click();
            button.dispatchEvent(new MouseEvent("click", { bubbles: true }));
          }, 20);
        </script>`,
      ),
    );
    await page.goto(near.url("127.0.0.1", `/pair${link.search}${link.hash}`));
    await eventually("the extension's script", async () =>
      (await page.getByRole("status").textContent())?.includes("Press the button"),
    );
    const presses = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let count = 0;
          document.querySelector("#pair")?.addEventListener("click", () => {
            count += 1;
            if (count === 50) resolve(count);
          });
        }),
    );
    expect(presses).toBe(50);
    expect(await page.getByRole("status").textContent()).toBe("Press the button to pair this browser.");
    expect(near.requests.filter(({ path }) => path.startsWith("/prove"))).toEqual([]);
  });
});

describe("the extension itself", () => {
  const own = (path: string): string => `chrome-extension://${paired.desktop.extensionId}/${path}`;

  it.each(["popup.html", "confirm.html", "view.html", "manifest.json", "background.js", "build.json"])(
    "does not give %s to a page: not by fetch, not in a frame, not as an image or a script",
    async (file) => {
      if (!page.url().startsWith(near.url("evil.test"))) await page.goto(near.url("evil.test"));
      for (const by of ["fetch", "frame", "image", "script", "object"] as const) {
        expect([by, await page.evaluate(attempt, { by, url: own(file) })]).toEqual([by, NOTHING]);
      }
    },
  );

  it("opens none of its pages for a page, and hears no message of one", async () => {
    await page.goto(near.url("evil.test"));
    const said = await page.evaluate(async (extensionId) => {
      window.open(`chrome-extension://${extensionId}/confirm.html`);
      const { runtime } = (globalThis as { chrome?: { runtime?: typeof chrome.runtime } }).chrome ?? {};
      return runtime === undefined
        ? "no runtime"
        : await runtime.sendMessage(extensionId, { call: "wake", argument: {} }).catch(() => "refused");
    }, paired.desktop.extensionId);
    expect(["no runtime", "refused"]).toContain(said);
    const urls = paired.desktop.context.pages().map((candidate) => candidate.url());
    expect(urls.filter((url) => url.includes("confirm.html"))).toEqual([]);
  });
});
