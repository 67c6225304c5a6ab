/** The conformance suite of a lane: the same scenarios for whatever carries it. */

import { describe } from "vitest";
import type { Carrier } from "../../support/lane-clients.ts";
import { badInput } from "./bad-input.ts";
import { contentFirst } from "./content-first.ts";
import { downward } from "./downward.ts";
import { howItWasHad } from "./how-it-was-had.ts";
import { laneGround } from "./lane-ground.ts";
import { refusals } from "./refusals.ts";
import { upward } from "./upward.ts";

/** Runs all of it against a companion of its own. */
export function conformance(carrier: Carrier): void {
  describe(`a lane over ${carrier.name}`, () => {
    const ground = laneGround(carrier);
    upward(ground);
    contentFirst(ground);
    howItWasHad(ground);
    refusals(ground);
    downward(ground);
    badInput(ground);
  });
}
