/** French: starting by itself, when its user logs in. */

import type { SERVICE as English } from "../../english/install/service.ts";

export const SERVICE = {
  "service.installed":
    "Pagewire démarre désormais tout seul à l’ouverture de votre session : {file} dit comment. Il redémarre après un plantage, pas après `npx pagewire stop`.",
  "service.runs-already":
    "Il en tourne déjà un pour ce dossier, dans un terminal : il continue, et la prochaine session démarrera l’autre.",
  "service.uninstalled": "Pagewire ne démarre plus tout seul.",
  "service.is-installed": "Il démarre tout seul : {file} dit comment.",
  "service.is-not-installed": "Il ne démarre pas tout seul : `npx pagewire service install` y remédie.",
  "service.refused":
    "Le système a refusé « {command} » ({reason}) : Pagewire ne démarre donc pas tout seul. `npx pagewire service install --print` montre ce qui serait installé.",
  "service.fetched":
    "npx ne garde cette commande que pour un temps, rien ne peut donc s’y fier : exécutez d’abord `npm install --global pagewire`.",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
