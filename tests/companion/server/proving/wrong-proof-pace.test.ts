import { describe, expect, it } from "vitest";
import { MAX_WRONG_PROOF_DELAY_MS, WRONG_PROOF_INTERVAL_MS } from "../../../../companion/limits.ts";
import { WrongProofPace } from "../../../../companion/server/proving/wrong-proof-pace.ts";

describe("WrongProofPace", () => {
  it("answers a single wrong proof at once, and those behind it one after the other", () => {
    const pace = new WrongProofPace(() => 0);
    const delays = Array.from({ length: 4 }, () => pace.delayMs());
    expect(delays).toEqual([0, 1, 2, 3].map((place) => place * WRONG_PROOF_INTERVAL_MS));
  });

  it("forgets what was long ago", () => {
    let now = 0;
    const pace = new WrongProofPace(() => now);
    for (let count = 0; count < 100; count += 1) pace.delayMs();
    now = 10_000;
    expect(pace.delayMs()).toBe(0);
  });

  it("lets nobody wait longer than a second because of others", () => {
    const pace = new WrongProofPace(() => 0);
    for (let count = 0; count < 100_000; count += 1) pace.delayMs();
    expect(pace.delayMs()).toBe(MAX_WRONG_PROOF_DELAY_MS);
  });
});
