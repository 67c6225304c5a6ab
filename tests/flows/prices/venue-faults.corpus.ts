/** The faults of `venue-faults.test.ts` with every venue, and with a stream of the user's own. */

import { describe, it } from "vitest";
import { coincapWire, priceMap } from "../../companion/prices/played/timeless-wires.ts";
import { WIRES } from "../../companion/prices/played/wires.ts";
import { type FollowedVenue, goThroughFaults } from "./venue-faults.ts";

const COINCAP: FollowedVenue = {
  label: "CoinCap",
  settings: (url, restUrl) => ({ order: ["coincap"], venues: { coincap: { url, restUrl, key: "k" } } }),
  isTimeless: true,
};
const OWN: FollowedVenue = {
  label: "Our prices",
  settings: (url) => ({
    order: ["price-map"],
    streams: [
      {
        name: "price-map",
        label: "Our prices",
        url: `${url}prices?assets={symbol}`,
        symbols: { "BTC-USD": "bitcoin" },
        price: "{symbol}",
      },
    ],
  }),
  isTimeless: true,
  // What its paths do not fit is no fault of the line: nobody but its user knows what else it says.
  told: { "a line that says nothing but garbage": [["stale", "Nothing on SYMBOL from VENUE for more than"]] },
};

describe("over real sockets", () => {
  it.concurrent.for(WIRES.slice(1).map((wire) => [wire.name, wire] as const))(
    "each fault of %s is told in words, the price comes back, and no hole is left",
    async ([, wire], context) => {
      await goThroughFaults(wire, context);
    },
  );

  it.concurrent.for([
    ["coincap", coincapWire, COINCAP],
    ["a stream of one's own", priceMap.wire, OWN],
  ] as const)(
    "each fault of %s is told in words, and the price comes back",
    async ([, wire, followed], context) => {
      await goThroughFaults(wire, context, followed);
    },
  );
});
