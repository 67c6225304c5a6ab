import { describe, expect, it } from "vitest";
import { LIMITS_KB, sizesOf } from "../../../scripts/sizes.mjs";
import { EXTENSION_DIR } from "../../support/extension-build.ts";

describe("the built extension", () => {
  const sizes = sizesOf(EXTENSION_DIR);

  it.each(["popup", "background", "sidepanel", "chart"] as const)("keeps its weight: %s", (name) => {
    expect(sizes[name]).toBeGreaterThan(1);
    expect(sizes[name]).toBeLessThanOrEqual(LIMITS_KB[name]);
  });
});
