/** Alerts in the panel: all there are, as the companion tells them, and their lines. */

import { afterEach, describe, expect, it } from "vitest";
import { alertInWords, alertLines } from "../../../../entrypoints/sidepanel/asked/alert-words.ts";
import { Alerts } from "../../../../entrypoints/sidepanel/asked/alerts.ts";
import type { PriceAlert } from "../../../../shared/protocol/market/alerts.ts";
import { type FakeCompanion, startFakeCompanion } from "../../../support/fake-socket.ts";
import { untilHolds } from "../../../support/until-holds.ts";

const above: PriceAlert = {
  ...{ id: "a", symbol: "BTC-USD", kind: "above", price: "70000", repeats: false },
  ...{ state: "waiting", createdAt: 1, seen: false },
};
const change: PriceAlert = {
  ...{ id: "b", symbol: "BTC-USD", kind: "change", percent: "5", withinSeconds: 3_600, repeats: true },
  ...{ state: "waiting", createdAt: 1, seen: false },
};

let companion: FakeCompanion | undefined;
afterEach(() => companion?.close());

describe("alerts", () => {
  it("are all there are at a join and at every change; what makes no sense is no list", async () => {
    companion = await startFakeCompanion(() => ["ok", { alerts: [above] }]);
    const alerts = new Alerts();
    expect(await alerts.remove("a"), "without a connection a sentence").toMatch(/companion/);
    alerts.attach(await companion.connect());
    await untilHolds(() => expect(alerts.list.value).toEqual([above]));
    companion.push("alerts", "alerts", { alerts: [above, change] });
    await untilHolds(() => expect(alerts.list.value).toHaveLength(2));
    companion.push("alerts", "alerts", { alerts: "none" });
    await untilHolds(() => expect(alerts.list.value).toBeUndefined());
    alerts.attach(undefined);
    await untilHolds(() => expect(companion?.joined.size).toBe(0));
  });

  it("have a line where they have a price, of the shown symbol alone", () => {
    const other = { ...above, symbol: "ETH-USD", id: "c" };
    expect(alertLines([above, change, other], "BTC-USD")).toEqual([
      { id: "a", price: 70_000, isWaiting: true, words: "above" },
    ]);
    expect(alertInWords(above, 2)).toBe("BTC-USD above 70,000.00");
    expect(alertInWords(change, 2)).toBe("BTC-USD 5 % within 60 min");
  });
});
