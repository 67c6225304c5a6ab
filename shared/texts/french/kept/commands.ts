/** French: the commands that search and edit what was received. */

import type { KEPT_COMMANDS as ENGLISH } from "../../english/kept/commands.ts";

export const KEPT_COMMANDS = {
  "edit.nothing": "Il n’y a rien à changer : indiquez --name, --tag, --note ou --folder.",
  "bin.nothing": "La corbeille est vide.",
  "bin.explained":
    "`npx pagewire undo ID` sort un fichier de la corbeille ; après sept jours, il est supprimé définitivement.",
  "bin.since": "À la corbeille depuis",
  "search.nothing": "Rien n’a été trouvé : essayez avec moins de mots.",
  "search.not-ready":
    "Ce qu’une version plus ancienne a reçu n’est pas encore indexé : lancez une fois `npx pagewire start`.",
  "search.date": "une date comme 2026-11-28, ou avec l’heure 2026-11-28T09:30",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
