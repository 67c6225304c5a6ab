/** Faults over real sockets and TLS with the venue that is asked first; `venue-faults.corpus.ts` has the others. */

import { describe, expect, it } from "vitest";
import { CANDLES_BACKOFF } from "../../../companion/prices/limits.ts";
import { WIRES } from "../../companion/prices/played/wires.ts";
import { untilHolds } from "../../support/until-holds.ts";
import { follow, goThroughFaults, HOLDER } from "./venue-faults.ts";

const [coinbase] = WIRES;
if (!coinbase) throw new Error("There is no venue to play.");

describe("over real sockets", () => {
  it.concurrent("each fault is told in words, the price comes back, and no hole is left", async (context) => {
    await goThroughFaults(coinbase, context);
  });

  it.concurrent("candles that are refused for their number are asked for less often, by all", async (context) => {
    const { venue, market } = await follow(coinbase, context);
    venue.manners = { candles: (response) => void response.writeHead(429).end() };
    const since = venue.askedAtMs.length;
    for (const resolution of [300, 900, 3600] as const)
      await market.listen(
        coinbase.symbol,
        resolution,
        { tick: () => undefined, bars: () => undefined, status: () => undefined },
        HOLDER,
      );
    await untilHolds(() => expect(venue.askedAtMs.length - since).toBeGreaterThanOrEqual(6));
    const asked = venue.askedAtMs.slice(since + 3);
    const pauses = asked.slice(1).map((atMs, index) => atMs - (asked[index] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(CANDLES_BACKOFF.floorMs);
  });
});
