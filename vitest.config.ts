import preact from "@preact/preset-vite";
import { defineConfig } from "vitest/config";
import { SecondTries } from "./tests/support/second-tries.ts";
import { SlowestFirst } from "./tests/support/slowest-first.ts";

/**
 * What drives other processes is tried once more where it fails, and named at the end of the run: a desktop loses a click
 * of its mouse once in some thousand, and a fault that comes at every try is red all the same.
 */
const RETRIES = 1;

/** What drives companions begins a second try without what the first has left in their inboxes. */
const AGAIN = ["tests/support/second-try.ts"];

/** Three desktops side by side: they wait for alarms and for what is drawn, and four leave each other too little of two cores. */
const DESKTOPS = {
  setupFiles: AGAIN,
  testTimeout: 300_000,
  hookTimeout: 300_000,
  maxWorkers: 3,
  retry: RETRIES,
  sequence: { groupOrder: 1 },
  globalSetup: ["tests/support/extension-build.ts"],
};

/** The test projects: pure units, flows over real sockets and disk, and a real browser under Xvfb. */
export default defineConfig({
  plugins: [preact()],
  test: {
    expect: { requireAssertions: true },
    setupFiles: ["shared/texts/whole-english.ts"],
    reporters: ["default", new SecondTries()],
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // Generated cases by the thousand: on a busy machine they take their time.
          testTimeout: 30_000,
          include: [
            "tests/{protocol,texts,naming,transfer,extension,companion,entrypoints}/**/*.test.{ts,tsx}",
            "tests/*.test.ts",
          ],
        },
      },
      {
        extends: true,
        test: {
          name: "flows",
          setupFiles: AGAIN,
          include: ["tests/flows/**/*.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 3,
          retry: RETRIES,
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
        test: { name: "browser", include: ["tests/browser/**/*.test.ts"], ...DESKTOPS },
      },
      {
        extends: true,
        test: {
          name: "corpus",
          include: ["tests/{browser,flows}/**/*.corpus.ts"],
          ...DESKTOPS,
          globalSetup: [...DESKTOPS.globalSetup, "tests/support/firefox/firefox-build.ts"],
        },
      },
    ],
  },
});
