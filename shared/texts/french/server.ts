/** French: the companion's own pages, and what it answers to commands and scripts. */

import type { SERVER as ENGLISH } from "../english/server.ts";

export const SERVER = {
  "server.running": "Pagewire est démarré",
  "server.listens":
    "Le compagnon {version} écoute sur 127.0.0.1:{port}. Il parle aux navigateurs que vous avez associés et à personne d’autre.",
  "server.try": "Essayer",
  "server.try-about":
    "Faites un clic droit sur une image et choisissez « Envoyer à Pagewire ». L’instant d’après, elle est dans le dossier Inbox de cet ordinateur.",
  "server.try-inbox":
    "Cela n’est pas dans le menu ? Alors ce navigateur n’est pas encore configuré : voyez plus bas.",
  "server.set-up": "Configurer un navigateur",
  "server.set-up-about": "Une fois pour chaque navigateur. Un navigateur déjà associé n’en a pas besoin.",
  "server.load": "Chargez d’abord l’extension",
  "server.load-open": "Ouvrez la page des extensions du navigateur, et activez-y le « Mode développeur ».",
  "server.load-folder": "Cliquez sur « Charger l’extension non empaquetée » et choisissez ce dossier :",
  "server.load-build": "Ce dossier n’existe pas ? `npm run build` le crée.",
  "server.load-reload": "Revenez à cette page et rechargez-la.",
  "server.load-pair": "Dans un terminal, demandez un lien d’association, et ouvrez-le dans ce navigateur :",
  "server.browsers":
    "Pour Chrome, Chromium, Edge et leurs cousins, à partir de la version 148. Firefox, à partir de la version 153, a la sienne : `npx pagewire extension --firefox` dit comment faire.",
  "server.dunes": "Dunes au crépuscule (JPEG)",
  "server.tide": "Lignes de marée (PNG)",
  "server.meadow": "Une prairie en bandes (WebP)",
  "server.wire": "Un fil entre deux pages (SVG)",
  "server.pair-title": "Associer ce navigateur – Pagewire",
  "server.pair-about":
    "Une fois associé, ce navigateur peut envoyer des images à cet ordinateur, en recevoir des fichiers et afficher des cours en direct. Vous pouvez y mettre fin à tout moment dans ses réglages.",
  "server.pair-try": "Essayer sur une page d’exemple",
  "server.link-open": "L’extension Pagewire ne répond pas encore dans ce navigateur.",
  "server.link-used": "Ce lien a déjà servi. Demandez-en un nouveau dans un terminal :",
  "server.link-expired": "Ce lien a expiré. Demandez-en un nouveau dans un terminal :",
  "server.link-unknown":
    "Le compagnon qui tourne maintenant ne connaît pas ce lien. Demandez-en un nouveau dans un terminal :",

  "owner.request-wrong": "La demande est incorrecte : {flaw}.",
  "owner.unknown-event": "Le compagnon ne connaît pas l’événement {event}.",
  "owner.no-client": "Aucun client n’a l’identifiant ou le nom {id} : `npx pagewire clients` les liste.",
  "owner.no-file":
    "Aucun fichier avec l’identifiant ou le nom {id} n’attend un navigateur : `npx pagewire outbox` les liste.",
  "owner.not-remembered":
    "L’accès est maintenant coupé, mais un redémarrage l’oublierait ({reason}) : faites de la place sur le disque, puis révoquez à nouveau.",
  "owner.no-copy": "La copie du fichier n’est pas dans le dossier d’envoi : envoyez-le à nouveau.",
  "owner.not-queued": "Le fichier ne peut pas être mis en file d’attente ({reason}) : réessayez.",
  "owner.no-recipient": "Aucun navigateur associé ne s’appelle {name} : `npx pagewire clients` les liste.",
  "owner.nothing": "rien",
  "owner.recipient-taken":
    "{name} n’est pas connecté ({seen}) ; {other} l’est et reçoit le fichier. Pour l’autre : `--to {id}`.",
  "owner.recipient-away": "{name} n’est pas connecté ({seen}) : ce qui est envoyé attend jusque-là.",
  "owner.recipient-older":
    "{name} n’est pas connecté ({seen}) ; {other} a été là depuis. Si le premier ne revient plus : `npx pagewire revoke {id} --into {into}`.",
  "owner.last-seen": "vu pour la dernière fois : {time}",
  "owner.never-seen": "jamais vu",
  "owner.several-clients":
    "{name} peut désigner plusieurs clients : {candidates}. Précisez le nom, ou donnez l’identifiant.",
  "owner.several-files":
    "{name} peut désigner plusieurs fichiers en attente : {candidates}. Précisez le nom, ou donnez l’identifiant.",
  "owner.into-itself": "{name} ne peut pas être fusionné avec lui-même : indiquez un autre navigateur.",
  "owner.into-browser":
    "{name} n’est pas un navigateur : seul un navigateur peut reprendre ce qui en attend un.",
  "owner.several-recipients":
    "{name} peut désigner plusieurs navigateurs associés : {candidates}. Précisez le nom, ou donnez l’identifiant.",

  "ghost.expired":
    "{name} n’a plus la confiance du compagnon, vu pour la dernière fois : {time}. S’il revient, associez-le à nouveau avec `npx pagewire pair`.",
  "ghost.waits":
    "{name} a été vu pour la dernière fois : {time}. Fichiers qui l’attendent encore : {files} ; `npx pagewire revoke {id} --into {other}` les remet à un navigateur qui est là.",
  "ghost.another": "AUTRE",

  "channel.forbidden": "Ce client n’a pas le droit de rejoindre ce topic.",
  "channel.form": "Le champ « form » vaut « binary » ou « base64 ».",
  "channel.field": "Le champ « {field} » manque ou est incorrect.",
  "channel.files-events": "Le topic files connaît put, get, fetch et stream.",
  "channel.folders-events": "Ce topic connaît place et show.",
  "channel.inbox-events": "Le topic inbox connaît list et find.",
  "channel.outbox-events": "Le topic outbox connaît send et about.",
  "folders.file-gone":
    "Le fichier n’est plus dans le dossier Inbox : il y a été déplacé, renommé ou supprimé.",
  "folders.unknown": "Le compagnon ne sait pas afficher les dossiers : mettez-le à jour, puis réessayez.",
  "folders.not-shown":
    "Aucun gestionnaire de fichiers ne peut être ouvert sur l’ordinateur. Copiez plutôt le chemin.",
  "channel.pairing-events": "Ce topic connaît leave, list et rename.",
  "channel.pairing-name": "Un nom est un texte d’au plus 100 octets.",
  "channel.pairing-not-kept": "L’ordinateur n’a pas pu conserver le nom ({reason}) : réessayez.",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
