/** Waiting for assertions, with a deadline that a busy machine meets, too. */

import { vi } from "vitest";

const TIMEOUT_MS = 30_000;

/** Repeats assertions until they hold; what they said last is the error at the deadline. */
export async function untilHolds(assertions: () => void | Promise<void>): Promise<void> {
  await vi.waitFor(assertions, { timeout: TIMEOUT_MS });
}
