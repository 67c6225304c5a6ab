/** French: what came, as the commands of a terminal say it. */

import type { ARRIVALS as English } from "../../english/terminal/arrivals.ts";

export const ARRIVALS = {
  "option.seconds": "Il faut un nombre de secondes, {most} au plus.",
  "arrived.no-such": "Aucun fichier reçu n’a l’identifiant {id} : `npx pagewire inbox` les liste.",
  "arrived.several":
    "{id} peut désigner plusieurs fichiers : {candidates}. Donnez une plus grande partie de l’identifiant.",
  "arrived.no-type": "{type} n’est pas un type de média : donnez-en un comme image, image/* ou image/png.",
  "arrived.vanished": "{name} n’est plus dans la boîte de réception : quelqu’un l’a déplacé ou supprimé.",
  "arrived.unreadable": "{name} est illisible : {reason}.",

  "latest.nothing": "Rien n’a encore été reçu.",
  "latest.none-of-type": "Rien de ce type n’a encore été reçu.",
  "latest.gone": "{name} n’est plus dans la boîte de réception, il est donc ignoré.",
  "wait.over": "Rien n’est arrivé en {seconds} s.",

  "get.json-to-stdout":
    "La sortie standard est soit le fichier, soit son JSON : retirez --json, ou donnez un dossier à --to.",
  "get.no-folder": "Le dossier {folder} n’existe pas : créez-le ou donnez-en un autre.",
  "get.not-written": "{folder} n’accepte pas le fichier : {reason}.",
  "get.changed": "{name} a été modifié depuis son arrivée : voici le fichier tel qu’il est maintenant.",
  "open.failed": "Aucun programme n’ouvre {name} : {reason}.",
  "rm.removed": "{name} ({size}) supprimé.",
  "rm.removed-from": "{name} ({size}) supprimé ; il venait de {url}.",
  "rm.not-removed": "{name} ne peut pas être supprimé : {reason}.",
  "completion.shells": "La complétion existe pour {shells} : nommez-en un.",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
