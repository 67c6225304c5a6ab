/** French: what is done with received files after they came. */

import type { RECEIVED as ENGLISH } from "../../english/kept/received.ts";

export const RECEIVED = {
  "kept.unknown": "Aucun fichier reçu n’a l’identifiant {id} : `npx pagewire inbox` les liste.",
  "kept.several": "{id} peut désigner plusieurs fichiers reçus : saisissez-en davantage.",
  "kept.in-bin": "{name} est dans la corbeille : sortez-le d’abord avec undo.",
  "kept.moved":
    "{name} n’est plus à l’endroit où le fichier a été reçu ({path}) : il a été déplacé ou supprimé à la main, et reste tel quel.",
  "kept.changed":
    "{name} a été modifié depuis sa réception et reste tel quel. Déplacez-le ou supprimez-le à la main.",
  "kept.no-name": "Le nouveau nom est vide : saisissez-en un.",
  "kept.outside": "{folder} n’est pas dans Inbox : indiquez un dossier qui s’y trouve, comme 2026/chats.",
  "kept.deep": "Il y a plus de {most} dossiers imbriqués : mettez-en moins.",
  "kept.not-moved": "{name} n’a pas pu être déplacé : son nouveau nom vient d’être pris. Réessayez.",
  "kept.not-binned": "{name} n’a pas pu être mis à la corbeille : réessayez.",
  "kept.not-taken-out":
    "{name} n’est plus dans la corbeille, ou n’a pas de place dans Inbox : rien n’a été modifié.",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
