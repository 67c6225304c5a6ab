/** French: why a file is not taken or given, and what the system says of a disk. */

import type { FILES as ENGLISH } from "../english/files.ts";

export const FILES = {
  "files.size-differs": "Le fichier fait {bytes} octets au lieu de {expected} : envoyez-le à nouveau.",
  "files.kept-differing":
    "Le contenu du fichier a sans cesse différé de ce qui était annoncé ; envoyez-le à nouveau.",
  "files.differs": "Le contenu du fichier diffère de ce qui était annoncé ; envoyez-le à nouveau.",
  "files.disk-full": "Le disque de l’ordinateur est plein : libérez de l’espace, puis réessayez.",
  "files.disk-full-for":
    "Le disque de l’ordinateur est plein : il faut {megabytes} Mo, et il n’y a pas autant d’espace libre. Libérez de l’espace, puis réessayez.",
  "files.disk-full-beside":
    "Le disque de l’ordinateur est plein : il faut {megabytes} Mo, et il n’y a pas autant d’espace libre en plus de ce qui arrive en ce moment. Libérez de l’espace, puis réessayez.",
  "files.not-saved":
    "L’ordinateur n’a pas pu enregistrer le fichier ({reason}) : vérifiez le dossier de Pagewire, puis réessayez.",
  "files.set-aside": "{name} est mis de côté : le compagnon s’est arrêté deux fois en l’examinant.",
  "files.set-aside-retry": "{what} « Réessayer » lance un nouvel essai.",
  "files.set-aside-put": "{what} Pour un nouvel essai, déposez ou envoyez à nouveau le fichier.",
  "files.set-aside-outbox": "Dossier Outbox : {what} Pour un nouvel essai, redéposez-y le fichier.",
  "files.not-accepted":
    "Le fichier est de type {type} et l’ordinateur n’accepte que {types} ; rien n’a été enregistré. Pour l’envoyer, ajoutez son type à acceptedTypes dans config.json.",
  "files.empty-not-accepted":
    "Le fichier est vide et l’ordinateur n’accepte que {types} ; rien n’a été enregistré. Pour l’envoyer, ajoutez son type à acceptedTypes dans config.json.",
  "files.too-large":
    "Le fichier fait au moins {bytes} octets et l’ordinateur en accepte au plus {most} : pour l’envoyer, augmentez maxFileBytes dans config.json.",
  "files.no-image":
    "L’adresse ne contient pas une image mais {found} ; rien n’a été enregistré. Ouvrez l’image dans un onglet à part et envoyez-la de là.",
  "files.a-web-page": "une page web",
  "files.something-else": "autre chose",
  "files.no-free-name": "Il ne reste aucun nom libre pour {name}.",
  "files.given-up": "Le fichier a été abandonné ; envoyez-le à nouveau.",
  "files.record-gone": "L’entrée du fichier manque dans l’index ; envoyez-le à nouveau.",
  "files.too-many": "Trop de fichiers sont en route en même temps : laissez-en d’abord finir quelques-uns.",
  "files.other-lane":
    "Un autre navigateur avec la même clé reçoit ou envoie ce fichier : associez à nouveau l’un des deux.",
  "files.not-for-topic":
    "Ce jeton n’est pas valable pour le topic {topic} : créez-en un autre avec `npx pagewire token`.",
  "files.none-waits": "L’ordinateur n’a plus de tel fichier pour ce navigateur.",
  "files.gone": "{name} n’est plus sur l’ordinateur : refaites l’envoi.",
  "files.changed": "{name} a changé sur l’ordinateur : refaites l’envoi.",
  "files.shorter": "{name} est devenu plus court sur l’ordinateur : refaites l’envoi.",
  "files.unreadable-send": "{name} est illisible ({reason}) : refaites l’envoi.",
  "files.unreadable-ask": "{name} est illisible ({reason}) : refaites la demande.",
  "files.shorter-ask": "{name} est devenu plus court pendant l’envoi : refaites la demande.",
  "files.one-stream": "Un seul flux à la fois : attendez qu’il soit complet.",
  "files.not-in-inbox": "Aucun fichier avec cet identifiant dans Inbox.",
  "files.too-large-for-message":
    "Le fichier fait {bytes} octets ; un message en contient au plus {most} : utilisez une voie ou un flux.",
  "files.other-offered": "L’ordinateur propose un autre fichier que celui qu’il avait annoncé.",
  "files.storage-full":
    "Le stockage du navigateur est plein : supprimez des fichiers reçus ou libérez de l’espace disque, puis appuyez sur « Continuer ».",
  "files.storage-lacks":
    "Le stockage du navigateur est plein : il faut {needed}, il reste {free}. Supprimez des fichiers reçus ou libérez de l’espace disque, puis appuyez sur « Continuer ».",
  "files.piece-missing": "Il manque un morceau de {name} : faites refaire l’envoi.",

  "outgoing.is-folder": "{file} est un dossier : indiquez un fichier.",
  "outgoing.no-file": "{file} n’est pas un fichier : indiquez un fichier ordinaire.",
  "outgoing.changing": "{file} a changé pendant la lecture : refaites l’envoi quand le fichier sera terminé.",
  "outgoing.not-there": "{file} n’existe pas : vérifiez le nom.",
  "outgoing.unreadable": "{file} est illisible ({reason}).",
  "outgoing.not-kept":
    "Le fichier ne peut pas être gardé pour l’envoi ({reason}) : libérez de l’espace, puis refaites l’envoi.",
  "outgoing.no-room":
    "{file} a besoin de {megabytes} Mo, et le disque de l’ordinateur n’a pas autant d’espace libre : libérez d’abord de l’espace.",
  "outgoing.no-bytes":
    "Le flux fournit autre chose que des octets : donnez-lui des Buffer ou des Uint8Array.",
  "outgoing.name-wrong": "Un fichier doit avoir un nom de 1 à {bytes} octets.",
  "outgoing.not-queued": "{name} ne peut pas être mis en file d’attente ({reason}) : réessayez.",
  "outgoing.taken-back": "{name} a été repris avant qu’un navigateur l’ait reçu.",
  "outgoing.copy-gone": "{name} : la copie n’est plus sur l’ordinateur, refaites l’envoi.",
  "outgoing.closed":
    "Le compagnon est arrêté : ce qui est en file d’attente partira quand il tournera à nouveau.",

  "system.disk-full": "le disque est plein",
  "system.quota": "le quota de disque est épuisé",
  "system.denied": "accès refusé",
  "system.read-only": "le disque est en lecture seule",
  "system.not-there": "introuvable",
  "system.in-the-way": "un fichier gêne",
  "system.disk-error": "le disque signale une erreur",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
