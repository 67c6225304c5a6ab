import { describe, expect, it } from "vitest";
import { noticedWhileGuessing } from "./guessed-proofs.ts";

const WRONG_PROOFS = 10_000;
const TURN = { heartbeats: 1_000, lanes: 50, proofs: 50 };
/** What the system's own scheduling adds to one request in a hundred, attack or not. */
const SCHEDULING_MS = 1;

describe("ten thousand wrong proofs", () => {
  it("leave the paired browser's requests within three times their quiet p99", async () => {
    const { quiet, attacked, wrong, other } = await noticedWhileGuessing(WRONG_PROOFS, TURN);
    process.stdout.write(`${JSON.stringify({ quiet, attacked, wrong, other })}\n`);
    expect(wrong).toBeGreaterThanOrEqual(WRONG_PROOFS);
    expect(other).toBe(0);
    for (const kind of ["heartbeats", "lanes", "proofs"] as const) {
      expect(attacked[kind].p99, kind).toBeLessThanOrEqual(3 * Math.max(quiet[kind].p99, SCHEDULING_MS));
    }
  });
});
