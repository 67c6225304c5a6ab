/** English: the button that starts Pagewire from the browser. */

export const WAKE = {
  "wake.start": "Start it",
  "wake.pair": "Pair without a terminal",
  "wake.starting": "Starting…",
  "wake.missing": "This browser can't start it yet: run `npx pagewire native install` once in a terminal.",
} as const;
