/** The panel's state over the official phoenix client: what it asks for, shows, replaces and lets go of. */

import type { Socket } from "phoenix";
import { afterEach, describe, expect, it } from "vitest";
import { openPanel, type Panel } from "../../../entrypoints/sidepanel/panel.ts";
import type { ConnectionReport } from "../../../shared/extension/connection.ts";
import type { Settings } from "../../../shared/extension/settings.ts";
import { VENUE_PATIENCE_MS } from "../../../shared/protocol/limits.ts";
import { untilHolds } from "../../support/until-holds.ts";
import { type FakeCompanion, startFakeCompanion } from "./fake-socket.ts";

const live = { state: "live", detail: "Live." };
const bar = [1_790_000_040, 10, 12, 8, 11, 1];
const history = (topic: string, resolutionSeconds: unknown) => ({
  symbol: topic.slice("price:".length),
  venue: topic === "price:DEMO" ? "demo" : "coinbase",
  simulated: topic === "price:DEMO",
  resolutionSeconds: resolutionSeconds ?? 60,
  bars: [bar],
});

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function setUp(settings: Settings = {}, refuse?: string) {
  const companion = await startFakeCompanion((topic, payload) => {
    if (topic === refuse) return ["error", { reason: "unknown_symbol", message: "No venue trades it." }];
    return ["ok", history(topic, (payload as { resolutionSeconds?: number }).resolutionSeconds)];
  });
  cleanups.push(() => companion.close());
  let give: (socket: Socket | undefined) => void = () => undefined;
  let unlistened = 0;
  const timers: { delayMs: number; run: () => void }[] = [];
  const written: Partial<Settings>[] = [];
  const report: ConnectionReport = { state: "connected", detail: "" };
  const panel = openPanel({
    connection: {
      onReport(listener) {
        listener(report);
        return () => (unlistened += 1);
      },
      onSocket(listener) {
        give = listener;
        return () => (unlistened += 1);
      },
      tryNow: () => undefined,
    },
    readSettings: () => Promise.resolve(settings),
    writeSettings: (patch) => Promise.resolve(void written.push(patch)),
    after(delayMs, run) {
      const timer = { delayMs, run };
      timers.push(timer);
      return () => timers.splice(timers.indexOf(timer), 1);
    },
  });
  cleanups.push(() => panel.close());
  const connect = async () => give(await companion.connect());
  const lose = () => give(undefined);
  return { companion, panel, connect, lose, timers, written, unlistened: () => unlistened };
}

const view = (panel: Panel) => panel.watch.value?.view.value;
const joins = (companion: FakeCompanion, ...symbols: string[]) =>
  untilHolds(() =>
    expect([...companion.joined.keys()].sort()).toEqual(symbols.map((s) => `price:${s}`).sort()),
  );

describe("the panel", () => {
  it("asks for BTC-USD first and shows its history and its ticks", async () => {
    const { companion, panel, connect, timers } = await setUp();
    await connect();
    await joins(companion, "BTC-USD");
    await untilHolds(() => expect(view(panel)?.bars).toEqual([bar]));
    companion.push("price:BTC-USD", "status", live);
    companion.push("price:BTC-USD", "tick", { price: "12.50", time: 1_790_000_041_000, venue: "coinbase" });
    await untilHolds(() => expect(view(panel)?.price).toBe("12.50"));
    expect(view(panel)).toMatchObject({
      symbol: "BTC-USD",
      venue: "coinbase",
      simulated: false,
      decimals: 2,
    });
    expect(view(panel)?.status.state).toBe("live");
    expect(view(panel)?.bars).toEqual([[1_790_000_040, 10, 12.5, 8, 12.5, 1]]);
    expect(panel.choice.value.note).toBeUndefined();
    expect(timers).toEqual([]);
  });

  it("shows DEMO when nothing answers in time, and BTC-USD as soon as it is live", async () => {
    const { companion, panel, connect, timers } = await setUp();
    expect(timers, "patience begins with the connection").toEqual([]);
    await connect();
    await joins(companion, "BTC-USD");
    companion.push("price:BTC-USD", "status", { state: "blocked", detail: "Not from here." });
    await untilHolds(() => expect(view(panel)?.status.state).toBe("blocked"));
    expect(timers.map(({ delayMs }) => delayMs)).toEqual([VENUE_PATIENCE_MS]);
    timers[0]?.run();
    await joins(companion, "BTC-USD", "DEMO");
    await untilHolds(() =>
      expect(view(panel)).toMatchObject({ symbol: "DEMO", simulated: true, venue: "demo" }),
    );
    expect(panel.choice.value).toMatchObject({
      shown: "DEMO",
      note: expect.stringContaining("did not answer"),
    });
    companion.push("price:BTC-USD", "status", live);
    await joins(companion, "BTC-USD");
    expect(view(panel)?.symbol).toBe("BTC-USD");
    expect(panel.choice.value).toMatchObject({ shown: "BTC-USD", note: undefined });
    companion.push("price:BTC-USD", "status", { state: "stale", detail: "Quiet." });
    await untilHolds(() => expect(view(panel)?.status.state).toBe("stale"));
    expect(panel.choice.value.shown, "what answered once is not replaced").toBe("BTC-USD");
  });

  it("never replaces a picked symbol, not even one that is refused", async () => {
    const { companion, panel, connect, timers } = await setUp({ symbol: "QQQ-USD" }, "price:QQQ-USD");
    await connect();
    await untilHolds(() =>
      expect(view(panel)?.status).toEqual({ state: "blocked", detail: "No venue trades it." }),
    );
    expect(companion.joined.size).toBe(0);
    expect(timers).toEqual([]);
    expect(panel.choice.value.shown).toBe("QQQ-USD");
  });

  it("remembers what the user picks, and refuses what is no symbol", async () => {
    const { companion, panel, connect, written, timers } = await setUp();
    await connect();
    await joins(companion, "BTC-USD");
    expect(() => panel.pickSymbol("nonsense")).toThrow(/^A symbol is written like BTC-USD/);
    panel.pickSymbol("ETH-USD");
    panel.pickResolution(3600);
    await joins(companion, "ETH-USD");
    await untilHolds(() =>
      expect(companion.joined.get("price:ETH-USD")).toEqual({ resolutionSeconds: 3600 }),
    );
    expect(written).toEqual([{ symbol: "ETH-USD" }, { resolutionSeconds: 3600 }]);
    expect(timers).toEqual([]);
  });

  it("opens with the stored resolution, and is not put off by a broken stored symbol", async () => {
    const { companion, connect } = await setUp({ symbol: "btc", resolutionSeconds: 1 });
    await connect();
    await joins(companion, "BTC-USD");
    expect(companion.joined.get("price:BTC-USD")).toEqual({ resolutionSeconds: 1 });
  });

  it("keeps the price through a lost connection, but no longer as live, and joins again", async () => {
    const { companion, panel, connect, lose } = await setUp({ symbol: "ETH-USD" });
    await connect();
    await joins(companion, "ETH-USD");
    companion.push("price:ETH-USD", "status", live);
    companion.push("price:ETH-USD", "tick", { price: "12.50", time: 1_790_000_041_000, venue: "coinbase" });
    await untilHolds(() => expect(view(panel)?.price).toBe("12.50"));
    lose();
    expect(view(panel)).toMatchObject({ price: "12.50", status: { state: "connecting" } });
    await joins(companion);
    await connect();
    await joins(companion, "ETH-USD");
    expect(view(panel)?.status.state).not.toBe("live");
  });

  it("shows nothing it cannot read, and says so", async () => {
    const { companion, panel, connect } = await setUp({ symbol: "ETH-USD" });
    await connect();
    await untilHolds(() => expect(view(panel)?.bars).toHaveLength(1));
    companion.push("price:ETH-USD", "tick", { price: 12.5, time: 1, venue: "coinbase" });
    await untilHolds(() => expect(view(panel)?.status.detail).toMatch(/makes no sense/));
    expect(view(panel)?.price).toBeUndefined();
    companion.push("price:ETH-USD", "bars", { bars: [[1_790_000_040_000, 1, 1, 1, 1, 1]] });
    companion.push("price:ETH-USD", "status", live);
    await untilHolds(() => expect(view(panel)?.status.state).toBe("live"));
    expect(view(panel)?.bars).toEqual([bar]);
  });

  it("takes late history into its bars", async () => {
    const { companion, panel, connect } = await setUp({ symbol: "ETH-USD" });
    await connect();
    await untilHolds(() => expect(view(panel)?.bars).toHaveLength(1));
    companion.push("price:ETH-USD", "bars", { bars: [[1_789_999_980, 9, 9, 9, 9, 1]] });
    await untilHolds(() => expect(view(panel)?.bars).toHaveLength(2));
    expect(view(panel)?.bars[0]?.[0]).toBe(1_789_999_980);
  });

  it("leaves everything when it closes", async () => {
    const { companion, panel, connect, timers, unlistened } = await setUp();
    await connect();
    await joins(companion, "BTC-USD");
    panel.close();
    await joins(companion);
    expect(timers).toEqual([]);
    expect(unlistened()).toBe(2);
    expect(panel.watch.value).toBeUndefined();
  });
});
