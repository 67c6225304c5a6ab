import preact from "@preact/preset-vite";
import { defineConfig } from "vitest/config";

/** The test projects: pure units, flows over real sockets and disk, and a real browser under Xvfb. */
export default defineConfig({
  plugins: [preact()],
  test: {
    expect: { requireAssertions: true },
    reporters: ["default"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // Generated cases by the thousand: on a busy machine they take their time.
          testTimeout: 30_000,
          include: [
            "tests/{protocol,transfer,extension,companion,entrypoints}/**/*.test.{ts,tsx}",
            "tests/*.test.ts",
          ],
        },
      },
      {
        extends: true,
        test: {
          name: "flows",
          include: ["tests/flows/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 3,
        },
      },
      {
        extends: true,
        test: {
          name: "long",
          include: ["tests/**/*.long.ts"],
          testTimeout: 3_600_000,
          globalSetup: ["tests/support/extension-build.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Four desktops side by side: most of their time they wait, for alarms and for what is drawn.
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
          globalSetup: ["tests/support/extension-build.ts"],
        },
      },
    ],
  },
});
