/** English: the browser that starts Pagewire itself. */

export const NATIVE = {
  "native.installed":
    "These browsers may start Pagewire from now on, with the extension’s button “Start it”: {browsers}.",
  "native.no-browser":
    "No browser was found that could start Pagewire: open one once, then run `npx pagewire native install` again.",
  "native.uninstalled": "No browser may start Pagewire any more.",
  "native.refused": "The system refused “{command}”: {reason}",
  "native.not-started": "The companion did not start: `npx pagewire start` in a terminal says why.",
  "native.not-ours": "That is nothing this program does.",
} as const;
