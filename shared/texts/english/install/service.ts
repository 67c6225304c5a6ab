/** English: starting by itself, when its user logs in. */

export const SERVICE = {
  "service.installed":
    "Pagewire starts by itself from now on when you log in: {file} says how. A crash restarts it, `npx pagewire stop` does not.",
  "service.runs-already":
    "One runs for this home folder already, in a terminal: it goes on, and the next login starts the other.",
  "service.uninstalled": "Pagewire does not start by itself any more.",
  "service.is-installed": "It starts by itself: {file} says how.",
  "service.is-not-installed": "It does not start by itself: `npx pagewire service install` has it do so.",
  "service.refused":
    "The system refused “{command}” ({reason}), so Pagewire does not start by itself. `npx pagewire service install --print` shows what would be installed.",
  "service.fetched":
    "npx keeps this command only for a while, so nothing can rely on it: run `npm install --global pagewire` first.",
} as const;
