/** German: whose files open by themselves, on the settings page. */

import type { SHOWERS as English } from "../../english/terminal/showers.ts";

export const SHOWERS = {
  "showers.nobody":
    "Ein Programm, das Ihnen eine Datei sofort zeigen möchte, steht von da an hier. Seine Dateien öffnen sich nur dann von selbst, wenn Sie das einschalten.",
  "showers.own": "Dateien sofort öffnen, die Befehle dieses Computers zeigen",
  "showers.of": "Dateien sofort öffnen, die {name} zeigt",
  "showers.about":
    "Ein Tab öffnet sich im Vordergrund, sobald eine solche Datei da ist. Sonst steht sie im Popup wie jede andere.",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
