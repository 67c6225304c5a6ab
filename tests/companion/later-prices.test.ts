/** Prices that are opened after the companion listens: who joins before waits, and nothing is opened twice. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../companion/files/database.ts";
import { homeAt } from "../../companion/home/home.ts";
import { prepareHome } from "../../companion/home/home-folders.ts";
import { LaterPrices } from "../../companion/later-prices.ts";
import type { PricesOptions } from "../../companion/open-prices.ts";
import type { ChannelKind, JoinContext } from "../../companion/server/channels/channel.ts";

const opened: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

function later(change: Partial<PricesOptions> = {}): { prices: LaterPrices; logged: string[] } {
  const root = mkdtempSync(path.join(tmpdir(), "pagewire-later-"));
  opened.push(() => rmSync(root, { recursive: true, force: true }));
  const home = homeAt(root);
  prepareHome(home, () => undefined);
  const database = openDatabase(home.database);
  opened.push(() => database.close());
  const logged: string[] = [];
  const prices = new LaterPrices({
    home,
    database,
    settings: undefined,
    onAlert: undefined,
    log: (event) => void logged.push(event),
    tell: () => undefined,
    ...change,
  });
  opened.push(() => prices.close());
  return { prices, logged };
}

function kindOf({ kinds }: LaterPrices, topics: string): ChannelKind {
  const kind = kinds.find((one) => one.topics === topics);
  if (!kind) throw new Error(`There is no ${topics}.`);
  return kind;
}

const context: JoinContext = {
  topic: "symbols",
  client: { id: "one", kind: "owner", name: "one" },
  push: () => undefined,
  pushLatest: () => undefined,
  drained: () => undefined,
  end: () => undefined,
};

describe("prices that are opened later", () => {
  it("answer a join that comes before they are open", async () => {
    const { prices } = later();
    const [first, second] = await Promise.all([
      kindOf(prices, "symbols").join(context, {}),
      kindOf(prices, "alerts").join({ ...context, topic: "alerts" }, {}),
    ]);
    expect(first.reply).toMatchObject({ venues: expect.arrayContaining([expect.objectContaining({})]) });
    expect(second.reply).toEqual({ alerts: [] });
    second.leave?.();
  });

  it("open nothing once they are closed", async () => {
    const { prices, logged } = later();
    prices.openSoon();
    await prices.close();
    await new Promise((resolve) => setImmediate(resolve));
    await expect(async () => await kindOf(prices, "symbols").join(context, {})).rejects.toThrow("closing");
    expect(logged).toEqual([]);
  });

  it("log what goes wrong, and try again at the next join", async () => {
    let isReady = false;
    const settings = {
      get streams() {
        if (!isReady) throw new Error("Not yet.");
        return [];
      },
    };
    const { prices, logged } = later({ settings });
    await expect(async () => await kindOf(prices, "symbols").join(context, {})).rejects.toThrow("Not yet.");
    expect(logged).toEqual(["prices.not-opened"]);
    isReady = true;
    await expect(kindOf(prices, "symbols").join(context, {})).resolves.toBeDefined();
  });
});
