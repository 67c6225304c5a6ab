/** French: what the doctor finds, and how it is repaired. */

import type { DOCTOR as ENGLISH } from "../english/doctor.ts";

export const DOCTOR = {
  "doctor.home-missing": "{home} n’existe pas encore ; le premier démarrage le crée",
  "doctor.home-fix": "Faites ce qui est indiqué, ou choisissez un autre dossier avec --home.",
  "doctor.private": "les clés et l’état vous sont réservés",
  "doctor.open": "d’autres utilisateurs de cet ordinateur peuvent y regarder : {places}",
  "doctor.open-fix":
    "Exécutez `npx pagewire stop`, puis `npx pagewire start` : cela en ferme l’accès aux autres. Si quelqu’un a pu y regarder, révoquez et associez à nouveau.",
  "doctor.open-disk-fix":
    "Ce disque ne conserve pas les droits d’accès : montez-le pour votre seul usage (umask=077), ou utilisez un autre dossier de données avec --home.",
  "doctor.folders-missing": "pas encore là ; le premier démarrage les crée",
  "doctor.folders-useless": "un fichier ne peut pas passer de .state à Inbox ({reason})",
  "doctor.by-link": "les verrous tiennent, et les fichiers arrivent à leur place par un second nom",
  "doctor.by-move":
    "les verrous tiennent, et les fichiers sont déplacés à leur place : le disque n’a pas de liens physiques",
  "doctor.by-copy":
    "les verrous tiennent, et les fichiers sont copiés à leur place : Inbox est sur un autre disque",
  "doctor.sending-useless": "impossible de placer un fichier à envoyer dans .state ({reason})",
  "doctor.kept-by-link":
    "les gros fichiers de l’Outbox attendent un navigateur sous un second nom et n’occupent pas plus de place",
  "doctor.kept-by-copy":
    "les fichiers de l’Outbox sont copiés pendant qu’ils attendent un navigateur : les gros occupent deux fois leur place",
  "doctor.disk-home-fix":
    "Rendez Inbox accessible en écriture et libérez de l’espace, ou utilisez un autre dossier de données avec --home.",
  "doctor.not-shared": "aucun autre compagnon ne sert ce dossier de données",
  "doctor.shared-fix": "Arrêtez l’autre, ou utilisez un autre dossier de données avec --home.",
  "doctor.no-config": "aucun réglage, tout est par défaut",
  "doctor.config-fix": "Corrigez {file} ou déplacez-le.",
  "doctor.cache": "personne d’autre ne peut modifier le code que Node garde en cache",
  "doctor.cache-fix":
    "Déplacez ce dossier ; supprimez la variable NODE_COMPILE_CACHE si elle le désigne. Pagewire tourne sans lui et crée le sien au prochain démarrage.",
  "doctor.node": "Node {version}",
  "doctor.node-fix": "Exécutez `npm install`, puis démarrez-le avec `npx pagewire start`.",
  "doctor.disk": "il y a de la place pour d’autres fichiers",
  "doctor.disk-fix": "Libérez de l’espace sur le disque du dossier de données.",
  "doctor.port-ours": "{address} répond en tant que Pagewire",
  "doctor.port-other-home": "le Pagewire d’un autre dossier de données répond sur {address}",
  "doctor.port-other-home-fix":
    "Indiquez cet autre dossier avec --home, ou démarrez ce Pagewire-ci avec `npx pagewire start --port {port}`.",
  "doctor.port-other": "un autre programme répond sur {address} ; rien ne lui a été dit",
  "doctor.port-other-fix": "Arrêtez l’autre programme, ou exécutez `npx pagewire start --port {port}`.",
  "doctor.port-forbidden-fix":
    "Exécutez `npx pagewire start --port {port}`, et associez à nouveau si un navigateur l’était.",
  "doctor.port-silent": "rien ne répond sur {address}",
  "doctor.port-free": "{address} est libre",
  "doctor.restart-fix": "Exécutez `npx pagewire stop`, puis `npx pagewire start`.",
  "doctor.not-asked": "pas interrogé dans ce dossier de données",
  "doctor.not-asked-fix": "Remettez d’abord en ordre le dossier de données.",
  "doctor.not-running": "Pagewire n’est pas démarré",
  "doctor.summary": "Vérifications en échec : {failed} sur {all}. Ce qui suit chaque flèche y remédie.",
  "doctor.companion": "la version {version} tourne sous le processus {pid}",
  "doctor.versions": "le compagnon est en version {running}, cette commande en {command}",
  "doctor.versions-fix": "Exécutez `npx pagewire stop`, puis `npx pagewire start` ; rechargez l’extension.",
  "doctor.paired": "associés : {paired}, connectés : {connected}, révoqués : {revoked}",
  "doctor.revoked-fix":
    "L’association a été révoquée : exécutez `npx pagewire pair` et ouvrez le lien dans ce navigateur pour l’associer à nouveau.",
  "doctor.pair-fix": "Exécutez `npx pagewire pair` et ouvrez le lien dans le navigateur qui a l’extension.",
  "doctor.start-fix": "Exécutez `npx pagewire start`.",
  "doctor.start-later-fix": "Réglez d’abord ce qui échoue plus haut, puis exécutez `npx pagewire start`.",
  "doctor.marks": "la provenance est notée sur les fichiers reçus",
  "doctor.no-marks":
    "ce système ne peut rien noter sur les fichiers reçus ; `npx pagewire inbox` sait d’où vient chacun",
  "doctor.built": "construite le {time} dans {folder}",
  "doctor.not-built": "l’extension n’est pas construite",
  "doctor.build-fix":
    "Exécutez `npm run build`, puis chargez le dossier .output/chrome-mv3 dans chrome://extensions.",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
