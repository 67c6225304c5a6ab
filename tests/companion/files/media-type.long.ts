import { describe, expect, it } from "vitest";
import { hostileBeginnings } from "../../support/hostile-beginnings.ts";
import { slowestDetection } from "../../support/slowest-detection.ts";

const BEGINNINGS = 200_000;
const MAX_DETECTION_MS = 20;
const SEED = 20_261_129;

describe("the type of a beginning", () => {
  it(`is told within ${MAX_DETECTION_MS} ms for each of ${BEGINNINGS} hostile ones`, async () => {
    const slowest = await slowestDetection(hostileBeginnings(BEGINNINGS, SEED));
    console.info(`slowest: ${slowest.ms.toFixed(2)} ms`);
    expect(slowest.ms, slowest.beginning).toBeLessThan(MAX_DETECTION_MS);
  });
});
