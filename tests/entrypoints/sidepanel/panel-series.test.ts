/** What the panel knows of a symbol: its bars, its holes, its venue, and nothing that makes no sense. */

import { describe, expect, it } from "vitest";
import { untilHolds } from "../../support/until-holds.ts";
import { bar, history, hour, live, openPanel, view } from "./one-panel.ts";

describe("the panel", () => {
  it("shows nothing it cannot read, and says so", async () => {
    const { companion, panel, connect } = await openPanel({ symbol: "ETH-USD" });
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

  it("names the venue as people call it, and by its key where an older companion does not say", async () => {
    const { companion, panel, connect } = await openPanel({ symbol: "ETH-USD" });
    await connect();
    await untilHolds(() => expect(view(panel)?.venue).toBe("Coinbase Exchange"));
    companion.push("price:ETH-USD", "tick", { price: "12.50", time: 1_790_000_041_000, venue: "coinbase" });
    await untilHolds(() => expect(view(panel)?.price).toBe("12.50"));
    expect(view(panel)?.venue).toBe("Coinbase Exchange");
    panel.pickSymbol("SOL-USD");
    await untilHolds(() => expect(view(panel)?.venue).toBe("coinbase"));
  });

  it("takes late history into its bars", async () => {
    const { companion, panel, connect } = await openPanel({ symbol: "ETH-USD" });
    await connect();
    await untilHolds(() => expect(view(panel)?.bars).toHaveLength(1));
    companion.push("price:ETH-USD", "bars", { bars: [[1_789_999_980, 9, 9, 9, 9, 1]] });
    await untilHolds(() => expect(view(panel)?.bars).toHaveLength(2));
    expect(view(panel)?.bars[0]?.[0]).toBe(1_789_999_980);
  });

  it("asks for the bars that are drawn first, and for the hours of the last two days behind them", async () => {
    const { companion, panel, connect, joinedWith, asked } = await openPanel({ symbol: "ETH-USD" });
    await connect();
    await untilHolds(() => expect(view(panel)?.hours).toEqual([hour]));
    expect(view(panel)?.bars, "the hours are not among the bars that are drawn").toEqual([bar]);
    expect(asked).toEqual([{ fromSeconds: expect.any(Number), resolutionSeconds: 3600 }]);
    panel.pickResolution(1);
    await untilHolds(() => expect(companion.joined.get("price:ETH-USD")).toEqual({ resolutionSeconds: 1 }));
    expect(joinedWith.map((payload) => payload.resolutionSeconds)).toEqual([60, 1]);
    // The fake's hour is old: then they are asked for anew.
    await untilHolds(() => expect(asked).toHaveLength(2));
    panel.pickResolution(3600);
    await untilHolds(() => expect(view(panel)?.resolution).toBe(3600));
    await untilHolds(() => expect(view(panel)?.bars).toHaveLength(1));
    expect(asked, "hours that are drawn are not asked for").toHaveLength(2);
  });

  it("takes no price away where the hours make no sense", async () => {
    const { companion, panel, connect, answers, asked } = await openPanel({ symbol: "ETH-USD" });
    answers.history = { bars: "none" };
    await connect();
    await untilHolds(() => expect(asked).toHaveLength(1));
    // What was answered before this has been heard by now.
    companion.push("price:ETH-USD", "tick", { price: "12.50", time: 1_790_000_041_000, venue: "coinbase" });
    await untilHolds(() => expect(view(panel)?.price).toBe("12.50"));
    expect(view(panel)?.status.detail).not.toMatch(/makes no sense/);
    expect(view(panel)?.hours).toEqual([]);
  });

  it("takes no hours of a venue that was left", async () => {
    const { companion, panel, connect, answers, asked } = await openPanel({ symbol: "ETH-USD" });
    let answerFirst: (hours: unknown) => void = () => undefined;
    answers.history = new Promise((resolve) => {
      answerFirst = resolve;
    });
    await connect();
    await untilHolds(() => expect(asked).toHaveLength(1));
    answers.history = { bars: [], gaps: [], filled: [] };
    const other = { ...history("price:ETH-USD", 60), venue: "kraken", venueLabel: "Kraken" };
    companion.push("price:ETH-USD", "series", other);
    await untilHolds(() => expect(asked, "the other venue's").toHaveLength(2));
    answerFirst({ bars: [hour], gaps: [], filled: [] });
    companion.push("price:ETH-USD", "tick", { price: "12.50", time: 1_790_000_041_000, venue: "kraken" });
    await untilHolds(() => expect(view(panel)?.price).toBe("12.50"));
    expect(view(panel)).toMatchObject({ venue: "Kraken", hours: [] });
  });

  it("knows the series' gaps, and takes another venue's series in place of the one before", async () => {
    const { companion, panel, connect } = await openPanel({ symbol: "ETH-USD" });
    await connect();
    await untilHolds(() => expect(companion.joined.get("price:ETH-USD")).toEqual({ resolutionSeconds: 60 }));
    companion.push("price:ETH-USD", "gaps", { gaps: [[1_790_000_100, 1_790_000_160]], filled: [] });
    await untilHolds(() => expect(view(panel)?.holes.gaps).toEqual([[1_790_000_100, 1_790_000_160]]));
    companion.push("price:ETH-USD", "status", live);
    companion.push("price:ETH-USD", "gaps", { gaps: "none", filled: [[2, 1]] });
    companion.push("price:ETH-USD", "tick", { price: "12.50", time: 1_790_000_041_000, venue: "coinbase" });
    await untilHolds(() => expect(view(panel)?.price).toBe("12.50"));
    expect(view(panel)?.status.state, "a senseless list takes no price away").toBe("live");
    expect(view(panel)?.holes.gaps).toHaveLength(1);
    const other = { ...history("price:ETH-USD", 60), venue: "kraken", venueLabel: "Kraken", bars: [] };
    companion.push("price:ETH-USD", "series", other);
    await untilHolds(() => expect(view(panel)?.venue).toBe("Kraken"));
    expect(view(panel)).toMatchObject({ bars: [], price: undefined, holes: { gaps: [], filled: [] } });
  });
});
