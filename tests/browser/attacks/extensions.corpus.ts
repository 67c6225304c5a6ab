import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { encodeLaneWord, type LaneWord } from "../../../shared/protocol/lane-words.ts";
import { PROTOCOL_VERSION } from "../../../shared/protocol/limits.ts";
import { LANE_SUBPROTOCOL, PROVE_SUBPROTOCOL } from "../../../shared/protocol/proof.ts";
import { extensionIdOf } from "../../support/chromium.ts";
import { type CompanionOwner, openOwner } from "../../support/companion-owner.ts";
import { eventually } from "../../support/eventually.ts";
import { inboxNames } from "../../support/inbox-of.ts";
import { type Attempt, attempt, type Got } from "../../support/page-attack.ts";
import { openPairedDesktop, type PairedDesktop } from "../../support/paired-desktop.ts";
import { GUESS, NOTHING, PHOENIX_GUESS } from "./attempts.ts";

const FIXTURES = path.resolve(import.meta.dirname, "../../fixtures");
const FORGER = path.join(FIXTURES, "forging-extension");
const TALKER = path.join(FIXTURES, "messaging-extension");

let paired: PairedDesktop;
let owner: CompanionOwner;
let clientId: string;
let forger: Page;
let talker: Page;
beforeAll(async () => {
  paired = await openPairedDesktop({ desktop: { otherExtensions: [FORGER, TALKER] } });
  owner = await openOwner(paired.companion);
  clientId = (await owner.clients())[0]?.id ?? "";
  forger = await pageOf(FORGER);
  talker = await pageOf(TALKER);
});
afterAll(async () => {
  owner?.close();
  await paired?.close();
});
afterEach(async () => {
  expect(await owner.clients()).toMatchObject([{ id: clientId, connected: true }]);
  expect((await owner.log()).filter((line) => line.includes('"event":"paired"'))).toHaveLength(1);
  expect(await inboxNames(paired.companion)).toEqual([]);
});

async function pageOf(folder: string): Promise<Page> {
  const page = await paired.desktop.context.newPage();
  await page.goto(`chrome-extension://${await extensionIdOf(folder)}/page.html`);
  return page;
}

const address = (): string => `127.0.0.1:${paired.companion.port}`;
const own = (file: string): string => `chrome-extension://${paired.desktop.extensionId}/${file}`;
const attack = (page: Page, spec: Attempt): Promise<Got> => page.evaluate<Got, Attempt>(attempt, spec);

/** Says hello and answers the challenge with what can be had without the key; all that the companion says. */
function answerWithout(page: Page, hello: object, proof: "reflected" | "guessed"): Promise<string[]> {
  return page.evaluate(
    ({ url, protocol, word, how }) =>
      new Promise<string[]>((resolve) => {
        const heard: string[] = [];
        const socket = new WebSocket(url, protocol);
        socket.onopen = () => socket.send(JSON.stringify(word));
        socket.onmessage = ({ data }) => {
          heard.push(String(data));
          const { type, proof: theirs } = JSON.parse(String(data));
          if (type !== "challenge") socket.close();
          else
            socket.send(
              JSON.stringify({ type: "answer", proof: how === "reflected" ? theirs : "0".repeat(64) }),
            );
        };
        socket.onclose = () => resolve(heard);
      }),
    { url: `ws://${address()}/prove`, protocol: PROVE_SUBPROTOCOL, word: hello, how: proof },
  );
}

function hello(words: { mode?: string; id?: string }): object {
  const { mode = "client", id = clientId } = words;
  return { type: "hello", version: PROTOCOL_VERSION, mode, id, nonce: GUESS, features: [] };
}

const codesOf = (heard: readonly string[]): string[] =>
  heard.map((text) => {
    const { type, code }: { type: string; code?: string } = JSON.parse(text);
    return code ?? type;
  });

const CONNECTIONS: readonly (readonly [string, Attempt])[] = [
  [
    "a control socket with a guessed ticket",
    { by: "socket", url: "ws://HOST/socket/websocket?vsn=2.0.0", protocols: ["phoenix", PHOENIX_GUESS] },
  ],
  ["a control socket without any", { by: "socket", url: "ws://HOST/socket/websocket?vsn=2.0.0" }],
  [
    "a lane with a guessed ticket",
    {
      by: "socket",
      url: "ws://HOST/raw",
      protocols: [LANE_SUBPROTOCOL, `pagewire.bearer.${GUESS}`],
      say: encodeLaneWord({ type: "ask", id: "0".repeat(32) } satisfies LaneWord),
    },
  ],
];
const aimed = (spec: Attempt): Attempt =>
  JSON.parse(JSON.stringify(spec).replaceAll("HOST", address())) as Attempt;

describe("an extension that forges our Origin and the Host", () => {
  beforeAll(() =>
    forger.evaluate(
      async ({ origin, host, port }) => {
        const requestHeaders = [
          { header: "Origin", operation: "set" as const, value: origin },
          { header: "Host", operation: "set" as const, value: host },
        ];
        const action = { type: "modifyHeaders" as const, requestHeaders };
        const resourceTypes: `${chrome.declarativeNetRequest.ResourceType}`[] = [
          "websocket",
          "xmlhttprequest",
        ];
        const condition = { regexFilter: `:${port}/`, resourceTypes };
        await chrome.declarativeNetRequest.updateSessionRules({ addRules: [{ id: 1, action, condition }] });
      },
      {
        origin: `chrome-extension://${paired.desktop.extensionId}`,
        host: address(),
        port: paired.companion.port,
      },
    ),
  );

  it("is heard under our name, and still has no key: a guessed proof is refused", async () => {
    expect(codesOf(await answerWithout(forger, hello({}), "guessed"))).toEqual(["challenge", "wrong_proof"]);
    const last = (await owner.log()).filter((line) => line.includes("prove.refused")).at(-1);
    expect(last).toContain(paired.desktop.extensionId);
  });

  it("can't give the companion's own proof back to it", async () => {
    expect(codesOf(await answerWithout(forger, hello({}), "reflected"))).toEqual([
      "challenge",
      "wrong_proof",
    ]);
  });

  it("can't tell a client's id from one that nobody has", async () => {
    const stranger = await answerWithout(forger, hello({ id: "f".repeat(32) }), "guessed");
    expect(codesOf(stranger)).toEqual(["challenge", "wrong_proof"]);
  });

  it("can't use a pairing link of which it knows all but the secret, and uses it up by trying", async () => {
    const link = new URL(await owner.pair()).searchParams.get("link") ?? "";
    const tries: string[][] = [];
    for (const how of ["guessed", "reflected", "guessed", "reflected"] as const)
      tries.push(codesOf(await answerWithout(forger, hello({ mode: "pair", id: link }), how)));
    const wrong = ["challenge", "wrong_proof"];
    expect(tries).toEqual([wrong, wrong, wrong, ["link_expired"]]);
  });

  it.each(CONNECTIONS)("does not open %s", async (_, spec) => {
    expect(await attack(forger, aimed(spec))).toEqual(NOTHING);
  });

  it("gets no ticket by plain requests either", async () => {
    const url = `http://${address()}/prove`;
    const body = JSON.stringify(hello({}));
    const first = await attack(forger, { by: "fetch", url, init: { method: "POST", body } });
    const { type, nonce, proof }: Record<string, string> = JSON.parse(first.read);
    expect(type).toBe("challenge");
    const answer = JSON.stringify({ type: "answer", proof });
    const init = { method: "POST", body: answer };
    const second = await attack(forger, { by: "fetch", url: `${url}?nonce=${nonce}`, init });
    expect(codesOf([second.read])).toEqual(["wrong_proof"]);
    const again = await attack(forger, { by: "fetch", url: `${url}?nonce=${nonce}`, init });
    expect(again.read).toBe("");
  });

  it("gets no long poll, however it asks", async () => {
    const url = `http://${address()}/socket/longpoll?vsn=2.0.0`;
    const headers = { "X-Phoenix-AuthToken": GUESS };
    expect((await attack(forger, { by: "xhr", url, headers })).read).toBe('{"status":403}');
    const sent = await attack(forger, {
      by: "fetch",
      url: `${url}&token=${GUESS}`,
      init: { method: "POST", body: '["1","1","outbox","phx_join",{}]' },
    });
    expect(sent.read).toBe('{"status":410}');
  });

  it("sees none of our requests, and can't block one", async () => {
    await forger.evaluate((port) => {
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      chrome.webRequest.onBeforeRequest.addListener(
        (details) => {
          seen.push(`${details.initiator} ${details.url}`);
          return undefined;
        },
        { urls: ["<all_urls>"] },
      );
      const condition = { regexFilter: `:${port}/` };
      const action = { type: "block" as const };
      return chrome.declarativeNetRequest.updateSessionRules({
        removeRuleIds: [1],
        addRules: [{ id: 2, priority: 9, action, condition }],
      });
    }, paired.companion.port);
    const popup = await paired.desktop.openExtensionPage("popup.html");
    await eventually(
      "Connected",
      async () => (await popup.getByRole("status").textContent()) === "Connected",
    );
    await popup.close();
    // What it can see and block are the requests of others: its own, to begin with.
    expect(await attack(forger, { by: "fetch", url: `http://${address()}/health` })).toEqual(NOTHING);
    const seen = await forger.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter((line) => line.includes(paired.desktop.extensionId))).toEqual([]);
  });

  it("puts no script into our pages, and sends their scripts no message", async () => {
    const options = await paired.desktop.openExtensionPage("options.html");
    const tried = await forger.evaluate(async (url) => {
      const [tab] = await chrome.tabs.query({ url });
      const target = { tabId: tab?.id ?? 0 };
      const func = (): string => document.title;
      return {
        found: tab !== undefined,
        injected: await chrome.scripting.executeScript({ target, func }).catch(() => "refused"),
        answered: await chrome.tabs.sendMessage(target.tabId, { pageCapture: {} }).catch(() => "refused"),
      };
    }, own("options.html"));
    expect(tried).toEqual({ found: true, injected: "refused", answered: "refused" });
    await options.close();
  });
});

describe("an extension that messages ours", () => {
  const calls = [
    ["wake", {}],
    ["retry", {}],
    ["pair", { link: "0".repeat(32), secret: GUESS }],
    ["pairingRequest", {}],
    ["answerPairing", { id: "0".repeat(32), accept: true }],
  ] as const;
  it.each(calls)("is not heard: %s", async (call, argument) => {
    const answer = await talker.evaluate(
      ([extensionId, message]) =>
        chrome.runtime.sendMessage(extensionId, message).catch((error: Error) => `refused: ${error.message}`),
      [paired.desktop.extensionId, { call, argument }] as const,
    );
    expect(answer).toMatch(/^refused: .*Receiving end does not exist/);
  });

  it("gets no port", async () => {
    const end = await talker.evaluate(
      (extensionId) =>
        new Promise<string>((resolve) => {
          const port = chrome.runtime.connect(extensionId, { name: "pagewire" });
          port.onMessage.addListener(() => resolve("answered"));
          port.onDisconnect.addListener(() => resolve(chrome.runtime.lastError?.message ?? "closed"));
          port.postMessage({ call: "wake", argument: {} });
        }),
      paired.desktop.extensionId,
    );
    expect(end).toContain("Receiving end does not exist");
  });

  it.each(["popup.html", "confirm.html", "options.html", "view.html?id=0", "manifest.json"])(
    "gets no hold of %s: not by fetch, not in a frame, not in a tab it opens",
    async (file) => {
      for (const by of ["fetch", "frame", "object", "image", "script"] as const)
        expect([by, await attack(talker, { by, url: own(file) })]).toEqual([by, NOTHING]);
      const shown = await talker.evaluate(async (url) => {
        const handle = window.open(url);
        await new Promise((resolve) => setTimeout(resolve, 200));
        const text = ((): string | undefined => {
          try {
            return handle?.document.body.textContent;
          } catch {
            return "";
          }
        })();
        handle?.close();
        return text ?? "";
      }, own(file));
      expect(shown).toBe("");
    },
  );

  it("is a stranger to the companion like any other", async () => {
    expect(codesOf(await answerWithout(talker, hello({}), "reflected"))).toEqual([
      "challenge",
      "wrong_proof",
    ]);
    for (const [name, spec] of CONNECTIONS)
      expect([name, await attack(talker, aimed(spec))]).toEqual([name, NOTHING]);
  });
});
