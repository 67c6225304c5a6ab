/** Whether a companion that hangs is noticed, and one that answers again, too. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { feelPulse } from "../../../shared/extension/connection/pulse.ts";
import { PULSE_MS, PULSE_PATIENCE_MS } from "../../../shared/extension/limits.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const questions: (() => void)[] = [];
  const told: boolean[] = [];
  const state = { isLookedAt: true, isOpen: true };
  const stop = feelPulse({
    socket: {
      ping(answer) {
        if (state.isOpen) questions.push(() => answer(1));
        return state.isOpen;
      },
    },
    onChange: (isThere) => told.push(isThere),
    isLookedAt: () => state.isLookedAt,
  });
  return { questions, told, state, stop };
}

describe("the pulse of a companion", () => {
  it("is asked for after each answer, and says nothing while they come", () => {
    const { questions, told } = setUp();
    for (let count = 1; count <= 3; count++) {
      vi.advanceTimersByTime(PULSE_MS);
      expect(questions).toHaveLength(count);
      questions.at(-1)?.();
    }
    expect(told).toEqual([]);
  });

  it("is missed within two seconds, and felt again with the late answer", () => {
    const { questions, told } = setUp();
    vi.advanceTimersByTime(PULSE_MS + PULSE_PATIENCE_MS);
    expect(PULSE_MS + PULSE_PATIENCE_MS).toBeLessThan(2_000);
    expect(told).toEqual([false]);
    vi.advanceTimersByTime(60_000);
    expect(questions, "one question at a time").toHaveLength(1);
    questions[0]?.();
    expect(told).toEqual([false, true]);
    vi.advanceTimersByTime(PULSE_MS);
    expect(questions).toHaveLength(2);
  });

  it("is not asked for by a page that nobody sees, nor over a socket that is closed", () => {
    const { questions, told, state } = setUp();
    state.isLookedAt = false;
    vi.advanceTimersByTime(60_000);
    expect(questions).toHaveLength(0);
    Object.assign(state, { isLookedAt: true, isOpen: false });
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([]);
    state.isOpen = true;
    vi.advanceTimersByTime(PULSE_MS);
    expect(questions).toHaveLength(1);
  });

  it("leaves no timer when it is stopped, and says nothing any more", () => {
    const { questions, told, stop } = setUp();
    vi.advanceTimersByTime(PULSE_MS);
    stop();
    questions[0]?.();
    expect(vi.getTimerCount()).toBe(0);
    expect(told).toEqual([]);
  });
});
