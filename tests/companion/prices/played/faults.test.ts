/** Twenty faults for each venue; `faults.long.ts` goes through two hundred. */

import { describe, expect, it } from "vitest";
import { FAULT_NAMES, goThrough } from "./faults.ts";
import { WIRES } from "./wires.ts";

describe("after twenty faults", () => {
  it.each(WIRES.map((wire) => [wire.name, wire] as const))(
    "%s was never live with an old price, and has no hole",
    async (_name, wire) => {
      expect(FAULT_NAMES).toHaveLength(20);
      await goThrough(wire, FAULT_NAMES.length, 3);
    },
  );
});
