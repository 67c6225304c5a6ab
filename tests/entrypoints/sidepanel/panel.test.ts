/** What the panel asks for, shows, replaces and lets go of. */

import { describe, expect, it } from "vitest";
import { MAX_STARRED } from "../../../entrypoints/sidepanel/panel.ts";
import { VENUE_PATIENCE_MS } from "../../../shared/extension/limits.ts";
import { untilHolds } from "../../support/until-holds.ts";
import { bar, joins, live, openPanel, view } from "./one-panel.ts";

describe("the panel", () => {
  it("asks for BTC-USD first and shows its history and its ticks", async () => {
    const { companion, panel, connect, timers } = await openPanel();
    await connect();
    await joins(companion, "BTC-USD");
    await untilHolds(() => expect(view(panel)?.bars).toEqual([bar]));
    companion.push("price:BTC-USD", "status", live);
    companion.push("price:BTC-USD", "tick", { price: "12.50", time: 1_790_000_041_000, venue: "coinbase" });
    await untilHolds(() => expect(view(panel)?.price).toBe("12.50"));
    expect(view(panel)).toMatchObject({
      symbol: "BTC-USD",
      venue: "coinbase",
      isSimulated: false,
      decimals: 2,
    });
    expect(view(panel)?.status.state).toBe("live");
    expect(view(panel)?.bars).toEqual([[1_790_000_040, 10, 12.5, 8, 12.5, 1]]);
    expect(panel.choice.value).toMatchObject({ wanted: "BTC-USD", shown: "BTC-USD" });
    expect(timers).toEqual([]);
  });

  it("shows DEMO when nothing answers in time, and BTC-USD as soon as it is live", async () => {
    const { companion, panel, connect, timers } = await openPanel();
    expect(timers, "patience begins with the connection").toEqual([]);
    await connect();
    await joins(companion, "BTC-USD");
    companion.push("price:BTC-USD", "status", { state: "blocked", detail: "Not from here." });
    await untilHolds(() => expect(view(panel)?.status.state).toBe("blocked"));
    expect(timers.map(({ delayMs }) => delayMs)).toEqual([VENUE_PATIENCE_MS]);
    timers[0]?.run();
    await joins(companion, "BTC-USD", "DEMO");
    await untilHolds(() =>
      expect(view(panel)).toMatchObject({ symbol: "DEMO", isSimulated: true, venue: "demo" }),
    );
    expect(panel.choice.value).toMatchObject({ wanted: "BTC-USD", shown: "DEMO" });
    companion.push("price:BTC-USD", "status", live);
    await joins(companion, "BTC-USD");
    expect(view(panel)?.symbol).toBe("BTC-USD");
    expect(panel.choice.value).toMatchObject({ wanted: "BTC-USD", shown: "BTC-USD" });
    companion.push("price:BTC-USD", "status", { state: "stale", detail: "Quiet." });
    await untilHolds(() => expect(view(panel)?.status.state).toBe("stale"));
    expect(panel.choice.value.shown, "what answered once is not replaced").toBe("BTC-USD");
  });

  it("never replaces a picked symbol, not even one that is refused", async () => {
    const { companion, panel, connect, timers } = await openPanel({ symbol: "QQQ-USD" }, "price:QQQ-USD");
    await connect();
    await untilHolds(() =>
      expect(view(panel)?.status).toEqual({ state: "blocked", detail: "No venue trades it." }),
    );
    expect(companion.joined.size).toBe(0);
    expect(timers).toEqual([]);
    expect(panel.choice.value.shown).toBe("QQQ-USD");
  });

  it("remembers what the user picks, and refuses what is no symbol", async () => {
    const { companion, panel, connect, written, timers } = await openPanel();
    await connect();
    await joins(companion, "BTC-USD");
    expect(() => panel.pickSymbol("nonsense")).toThrow(/^A symbol is written like BTC-USD/);
    panel.pickSymbol("ETH-USD");
    panel.pickResolution(3600);
    await joins(companion, "ETH-USD");
    await untilHolds(() =>
      expect(companion.joined.get("price:ETH-USD")).toEqual({ resolutionSeconds: 3600 }),
    );
    expect(written).toEqual([{ symbol: "ETH-USD", recentSymbols: ["ETH-USD"] }, { resolutionSeconds: 3600 }]);
    expect(timers).toEqual([]);
  });

  it("opens with the stored resolution, and is not put off by a broken stored symbol", async () => {
    const { companion, connect } = await openPanel({ symbol: "btc", resolutionSeconds: 1 });
    await connect();
    await joins(companion, "BTC-USD");
    expect(companion.joined.get("price:BTC-USD")).toEqual({ resolutionSeconds: 1 });
  });

  it("keeps the price through a lost connection, but no longer as live, and joins again", async () => {
    const { companion, panel, connect, lose } = await openPanel({ symbol: "ETH-USD" });
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

  it("follows the starred symbols beside the shown one, each once, and remembers them", async () => {
    const { companion, panel, connect, written } = await openPanel({
      symbol: "ETH-USD",
      starred: ["SOL-USD", "no symbol", "ETH-USD"],
    });
    await connect();
    await joins(companion, "ETH-USD", "SOL-USD");
    expect(panel.listed.value.map((watch) => watch.view.value.symbol)).toEqual(["SOL-USD", "ETH-USD"]);
    panel.toggleStar("SOL-USD");
    await joins(companion, "ETH-USD");
    panel.toggleStar("DEMO");
    await joins(companion, "DEMO", "ETH-USD");
    expect(written).toEqual([{ starred: ["ETH-USD"] }, { starred: ["ETH-USD", "DEMO"] }]);
    for (let count = 0; count < 2 * MAX_STARRED; count++) panel.toggleStar(`A${count}-USD`);
    expect(panel.starred.value).toHaveLength(MAX_STARRED);
  });

  it("keeps a listed symbol's price when it comes into the chart", async () => {
    const { companion, panel, connect } = await openPanel({ symbol: "ETH-USD", starred: ["SOL-USD"] });
    await connect();
    await joins(companion, "ETH-USD", "SOL-USD");
    companion.push("price:SOL-USD", "tick", { price: "182.5", time: 1_790_000_041_000, venue: "coinbase" });
    await untilHolds(() => expect(panel.listed.value[0]?.view.value.price).toBe("182.5"));
    panel.pickSymbol("SOL-USD");
    expect(view(panel)).toMatchObject({ symbol: "SOL-USD", price: "182.5", resolution: 60 });
    expect(panel.recent.value).toEqual(["SOL-USD"]);
  });

  it("shows the simulated market in place of a silent symbol when asked to, until that is live", async () => {
    const { companion, panel, connect } = await openPanel({ symbol: "ETH-USD" });
    await connect();
    await joins(companion, "ETH-USD");
    panel.showSimulated();
    await joins(companion, "DEMO", "ETH-USD");
    expect(panel.choice.value).toMatchObject({ wanted: "ETH-USD", shown: "DEMO" });
    await untilHolds(() => expect(panel.wantedWatch.value?.view.value.venue).toBe("Coinbase Exchange"));
    companion.push("price:ETH-USD", "status", live);
    await joins(companion, "ETH-USD");
    expect(panel.choice.value).toMatchObject({ wanted: "ETH-USD", shown: "ETH-USD" });
  });

  it("asks again for what was refused when told to", async () => {
    const { panel, connect, joinedWith } = await openPanel({ symbol: "QQQ-USD" }, "price:QQQ-USD");
    await connect();
    await untilHolds(() => expect(view(panel)?.status.state).toBe("blocked"));
    panel.retry();
    expect(view(panel)?.status.state).toBe("connecting");
    await untilHolds(() => expect(view(panel)?.status.state).toBe("blocked"));
    expect(joinedWith).toHaveLength(2);
  });

  it("hears no prices while nobody sees it, and catches up when somebody does", async () => {
    const { companion, panel, connect } = await openPanel({ symbol: "ETH-USD", starred: ["SOL-USD"] });
    await connect();
    await joins(companion, "ETH-USD", "SOL-USD");
    await untilHolds(() => expect(view(panel)?.bars).toHaveLength(1));
    panel.setShown(false);
    await joins(companion);
    expect(view(panel)?.bars, "what is known stays").toHaveLength(1);
    expect(view(panel)?.status.state, "and is not live").not.toBe("live");
    panel.setShown(true);
    await joins(companion, "ETH-USD", "SOL-USD");
  });

  it("listens to the symbol that it compares with, in the same bars, until it does not", async () => {
    const { companion, panel, connect, written } = await openPanel({ symbol: "ETH-USD", second: "SOL-USD" });
    await connect();
    await joins(companion, "ETH-USD", "SOL-USD");
    await untilHolds(() => expect(companion.joined.get("price:SOL-USD")).toEqual({ resolutionSeconds: 60 }));
    expect(panel.secondWatch.value?.view.value.symbol).toBe("SOL-USD");
    panel.pickSecond(undefined);
    await joins(companion, "ETH-USD");
    expect(written).toContainEqual({ second: "" });
    expect(() => panel.pickSecond("no symbol")).toThrow();
  });

  it("leaves everything when it closes", async () => {
    const { companion, panel, connect, timers, unlistened } = await openPanel();
    await connect();
    await joins(companion, "BTC-USD");
    panel.close();
    await joins(companion);
    expect(timers).toEqual([]);
    expect(unlistened()).toBe(2);
    expect(panel.watch.value).toBeUndefined();
  });
});
