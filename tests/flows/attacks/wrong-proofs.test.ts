import { describe, expect, it } from "vitest";
import { noticedWhileGuessing } from "./guessed-proofs.ts";

const WRONG_PROOFS = 400;
const TURN = { heartbeats: 300, lanes: 10, proofs: 10 };

describe("hundreds of wrong proofs", () => {
  it("are all refused, every request of the paired browser goes through, and its heartbeats hardly notice", async () => {
    const { quiet, attacked, wrong, other } = await noticedWhileGuessing(WRONG_PROOFS, TURN);
    expect(wrong).toBeGreaterThanOrEqual(WRONG_PROOFS);
    expect(other).toBe(0);
    // Other tests run beside this one: the long run looks at the slowest of a hundred, and at lanes and proofs.
    expect(attacked.heartbeats.median).toBeLessThan(3 * quiet.heartbeats.median);
  });
});
