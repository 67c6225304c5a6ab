import { describe, expect, it } from "vitest";
import { noticedWhileGuessing } from "./guessed-proofs.ts";

const WRONG_PROOFS = 400;
const TURN = { heartbeats: 300, lanes: 10, proofs: 10 };

describe("hundreds of wrong proofs", () => {
  // How long they take is the long run's to say, where no other test takes the processor away.
  it("are all refused, and every request of the paired browser goes through", async () => {
    const { wrong, other } = await noticedWhileGuessing(WRONG_PROOFS, TURN);
    expect(wrong).toBeGreaterThanOrEqual(WRONG_PROOFS);
    expect(other).toBe(0);
  });
});
