/** Two hundred faults for each venue. */

import { describe, expect, it } from "vitest";
import { goThrough } from "./faults.ts";
import { WIRES } from "./wires.ts";

const MINUTE_MS = 60_000;

describe("after two hundred faults", () => {
  it.each(WIRES.map((wire) => [wire.name, wire] as const))(
    "%s was never live with an old price, and has no hole",
    async (_name, wire) => {
      await goThrough(wire, 200, 5);
      expect(wire.name).not.toBe("");
    },
    10 * MINUTE_MS,
  );
});
