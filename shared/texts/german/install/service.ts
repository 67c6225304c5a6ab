/** German: starting by itself, when its user logs in. */

import type { SERVICE as English } from "../../english/install/service.ts";

export const SERVICE = {
  "service.installed":
    "Pagewire startet ab jetzt von selbst, wenn Sie sich anmelden: Wie, steht in {file}. Nach einem Absturz startet es wieder, nach `npx pagewire stop` nicht.",
  "service.runs-already":
    "Für diesen Ordner läuft schon eines, in einem Terminal: Es läuft weiter, und die nächste Anmeldung startet das andere.",
  "service.uninstalled": "Pagewire startet nicht mehr von selbst.",
  "service.is-installed": "Es startet von selbst: Wie, steht in {file}.",
  "service.is-not-installed": "Es startet nicht von selbst: Das ändert `npx pagewire service install`.",
  "service.refused":
    "Das System hat „{command}“ abgelehnt ({reason}), Pagewire startet also nicht von selbst. `npx pagewire service install --print` zeigt, was installiert würde.",
  "service.fetched":
    "npx behält diesen Befehl nur eine Weile, darauf ist also kein Verlass: zuerst `npm install --global pagewire` ausführen.",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
