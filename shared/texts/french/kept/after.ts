/** French: what can be done with a sent file in the popup. */

import type { AFTER as ENGLISH } from "../../english/kept/after.ts";

export const AFTER = {
  "after.edit": "Renommer, étiqueter, déplacer…",
  "after.bin": "Annuler : mettre à la corbeille",
  "after.take-out": "Sortir de la corbeille",
  "after.binned": "À la corbeille",
  "after.in-bin": "{name} est à la corbeille pour sept jours.",
  "after.taken-out": "{name} est de nouveau dans Inbox.",
  "after.dialog": "Modifier ce fichier",
  "after.name": "Nom",
  "after.folder": "Dossier dans Inbox",
  "after.tags": "Mots-clés, séparés par des virgules",
  "after.note": "Note",
  "after.found": "Trouvé dans Inbox sur l’ordinateur",
  "after.refused": "Le compagnon ne sait pas faire cela : mettez-le à jour, puis réessayez.",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
