/** The conformance suite of a lane: the same scenarios for whatever carries it. */

import { describe } from "vitest";
import type { Carrier } from "../../support/lane-clients.ts";
import { laneGround } from "./lane-ground.ts";
import { upward } from "./upward.ts";

/** Runs all of it against a companion of its own. */
export function conformance(carrier: Carrier): void {
  describe(`a lane over ${carrier.name}`, () => {
    const ground = laneGround(carrier);
    upward(ground);
  });
}
