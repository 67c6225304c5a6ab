/** What every test of received files stands on: a companion with a naming rule and sidecars, and two paired browsers. */

import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import type { Source } from "../../../shared/protocol/source.ts";
import { openOwner } from "../../support/companion-owner.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../../support/companion-process.ts";
import {
  type NodeBrowser,
  offerOf,
  openControl,
  openLane,
  pairBy,
  sendOver,
  ticketOf,
} from "../../support/node-browser.ts";

export type Fields = Readonly<Record<string, unknown>>;
const NAMING = { template: "{host}/{name}", sidecars: ["json", "xmp"] };

/** A browser that has joined the topic. */
export interface Listener {
  ask(event: string, payload: object): Promise<Fields>;
  readonly heard: { event: string; payload: Fields }[];
  readonly joined: Fields;
  close(): void;
}

export interface KeptGround {
  home(): string;
  companion(): CompanionProcess;
  browser(): NodeBrowser;
  /** The second browser. */
  other(): NodeBrowser;
  /** A word that no other file of this run has; a new one in each test. */
  word(): string;
  /** A place in the inbox. */
  inbox(...parts: string[]): string;
  text(...parts: string[]): Promise<string>;
  filesIn(...parts: string[]): Promise<string[]>;
  /** Sends a text and returns its record. */
  send(content: string, name: string, source?: Partial<Source>, as?: NodeBrowser): Promise<Fields>;
  listen(as: NodeBrowser): Promise<Listener>;
  /** Asks one thing as a browser that joins for it. */
  ask(as: NodeBrowser, event: string, payload: object): Promise<Fields>;
  /** Runs a command, which must succeed, and returns the first of what it says. */
  command(...words: string[]): Promise<Fields>;
}

/** Opens it for the tests of one file, and closes it behind them. Each test begins with the same rule. */
export function keptGround(): KeptGround {
  let home: string;
  let companion: CompanionProcess;
  let browser: NodeBrowser;
  let other: NodeBrowser;
  let count = 0;
  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), "pagewire-kept-"));
    const { template, sidecars } = NAMING;
    const config = { naming: { template }, sidecars };
    await writeFile(path.join(home, "config.json"), JSON.stringify(config), { mode: 0o600 });
    companion = await openCompanion({ home });
    const owner = await openOwner(companion);
    browser = await pairBy(await owner.pair(), "Own");
    other = await pairBy(await owner.pair(), "Other");
    owner.close();
  });
  afterAll(async () => {
    await companion?.close();
    if (home) await rm(home, { recursive: true, force: true });
  });
  const listen = (as: NodeBrowser): Promise<Listener> => listenerOf(companion, as);
  const ask: KeptGround["ask"] = async (as, event, payload) => {
    const listener = await listen(as);
    try {
      return await listener.ask(event, payload);
    } finally {
      listener.close();
    }
  };
  beforeEach(async () => {
    await ask(browser, "naming", NAMING);
    count += 1;
  });
  const inbox = (...parts: string[]): string => path.join(home, "Inbox", ...parts);
  return {
    home: () => home,
    companion: () => companion,
    browser: () => browser,
    other: () => other,
    word: () => `word${count}`,
    inbox,
    text: (...parts) => readFile(inbox(...parts), "utf8"),
    filesIn: async (...parts) => (await readdir(inbox(...parts))).sort(),
    async send(content, name, source, as = browser) {
      const bytes = Buffer.from(content);
      const from: Source = {
        url: `https://cdn.site.test/${name}`,
        pageUrl: "https://site.test/",
        at: 1,
        ...source,
      };
      const offer = offerOf(bytes, { name, mediaType: "text/plain", expects: "any", source: from });
      const lane = await openLane(companion.port, await ticketOf(as));
      await sendOver(lane, offer, bytes);
      lane.socket.close();
      const found = await ask(as, "look", { ids: [offer.id] });
      return { ...firstOf(found), transfer: offer.id };
    },
    listen,
    ask,
    async command(...words) {
      const { objects, status: exit, stderr } = await pagewire(home, words);
      expect([exit, stderr.trim()]).toEqual([0, ""]);
      return objects[0] ?? {};
    },
  };
}

function firstOf(answer: Fields): Fields {
  const [file] = Array.isArray(answer.files) ? answer.files : [];
  return file;
}

async function listenerOf(companion: CompanionProcess, as: NodeBrowser): Promise<Listener> {
  const socket = await openControl(companion.port, await ticketOf(as), undefined);
  const channel = socket.channel("kept", {});
  const heard: Listener["heard"] = [];
  channel.onMessage = (event: string, payload: Fields) => {
    if (event === "changed" || event === "naming") heard.push({ event, payload });
    return payload;
  };
  const answered = (push: ReturnType<typeof channel.join>): Promise<Fields> =>
    new Promise((resolve, reject) => {
      push
        .receive("ok", resolve)
        .receive("error", ({ message }: { message: string }) => reject(new Error(message)));
    });
  const joined = await answered(channel.join());
  return {
    ask: (event, payload) => answered(channel.push(event, payload)),
    heard,
    joined,
    close: () => socket.disconnect(),
  };
}
