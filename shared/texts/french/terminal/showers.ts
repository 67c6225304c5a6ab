/** French: whose files open by themselves, on the settings page. */

import type { SHOWERS as English } from "../../english/terminal/showers.ts";

export const SHOWERS = {
  "showers.nobody":
    "Un programme qui demande à vous montrer aussitôt un fichier figure dès lors ici. Ses fichiers ne s’ouvrent d’eux-mêmes que si vous l’activez.",
  "showers.own": "Ouvrir aussitôt les fichiers que montrent les commandes de cet ordinateur",
  "showers.of": "Ouvrir aussitôt les fichiers que montre {name}",
  "showers.about":
    "Un onglet s’ouvre au premier plan dès qu’un tel fichier est là. Sinon, il figure dans le popup comme tout autre.",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
