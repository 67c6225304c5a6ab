/** The faults of `venue-faults.test.ts` with every venue. */

import { describe, it } from "vitest";
import { WIRES } from "../../companion/prices/played/wires.ts";
import { goThroughFaults } from "./venue-faults.ts";

describe("over real sockets", () => {
  it.concurrent.for(WIRES.slice(1).map((wire) => [wire.name, wire] as const))(
    "each fault of %s is told in words, the price comes back, and no hole is left",
    async ([, wire], context) => {
      await goThroughFaults(wire, context);
    },
  );
});
