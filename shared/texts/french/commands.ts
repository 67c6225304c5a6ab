/** French: what the commands say beside their data. */

import type { COMMANDS as ENGLISH } from "../english/commands.ts";

export const COMMANDS = {
  "command.not-running": "Pagewire n’est pas démarré : démarrez-le avec `npx pagewire start`.",
  "command.note-unreadable": "Pagewire tourne, mais {file} est illisible : réessayez dans quelques secondes.",
  "command.refused":
    "Le compagnon refuse cette commande : exécutez-la sous l’utilisateur qui l’a démarré, avec le même --home.",
  "command.refused-plain": "Le compagnon a refusé.",
  "command.no-answer": "Le compagnon ne répond pas : voyez `npx pagewire doctor`.",
  "command.polling": "Aucun WebSocket n’est possible sur cet ordinateur : le long polling est utilisé.",
  "status.running": "démarré : port {port}, processus {pid}, version {version}, connectés : {connected}",
  "status.home": "données : {home}",
  "status.inbox": "Inbox :   {inbox}",
  "status.not-running": "arrêté",
  "status.start": "Démarrez-le avec `npx pagewire start`.",

  "command.stopped": "Le compagnon s’est arrêté.",
  "command.not-written": "La sortie n’a pas pu être écrite en entier ({reason}).",
  "command.port-number": "Un port est un nombre de 0 à {most}.",
  "command.whole-number": "Il faut un nombre entier.",
  "command.time-left": "encore {time}",

  "start.listening": "Pagewire écoute sur {address} et garde ses fichiers dans {home}.",
  "start.open-link":
    "Pour associer un navigateur qui a l’extension, ouvrez ce lien (10 minutes, un seul usage) :",
  "start.long-link":
    "Il dépasse une ligne : `npx pagewire pair --open` en ouvre un dans le navigateur par défaut.",
  "start.paired":
    "Navigateurs associés : {paired}. `npx pagewire pair` crée un lien pour un autre, ou pour un navigateur dont l’association est perdue.",
  "start.ctrl-c": "Ctrl-C l’arrête.",
  "start.no-browser": "Aucun navigateur n’a pu être ouvert : ouvrez le lien vous-même.",
  "start.port-of-other":
    "Le port {port} est pris par le Pagewire d’un autre dossier de données : arrêtez celui-là avec son --home, ou choisissez un autre port avec --port.",
  "start.came": "{browser} est connecté.",
  "start.left": "{browser} est parti.",
  "start.received": "Reçu : {name} ({size}).",
  "start.received-from": "Reçu : {name} ({size}) depuis {host}.",
  "start.stored": "Envoyé : {name} ({size}) à {browser}.",
  "start.refused": "Non accepté : {name}. {why}",
  "start.more": "… et {count} de plus pendant cette seconde.",
  "start.stopping": "Arrêt en cours.",
  "stop.goes-on": "Le compagnon (processus {pid}) ne s’arrête pas : arrêtez-le à la main.",

  "table.name": "Nom",
  "table.size": "Taille",
  "table.received": "Reçu",
  "table.type": "Type",
  "table.page": "Page",
  "table.id": "ID",
  "table.waits-since": "Attend depuis",
  "table.for": "Pour",
  "table.kind": "Genre",
  "table.state": "État",
  "table.files-waiting": "Fichiers en attente",
  "table.last-seen": "Vu la dernière fois",

  "clients.open-link":
    "Ouvrez le lien dans le navigateur à associer ; il marche une fois et pendant {minutes} minutes.",
  "clients.opened-link":
    "Il est confié au navigateur par défaut : si aucun ne s’ouvre, ouvrez le lien vous-même. Il marche une fois et pendant {minutes} minutes.",
  "clients.nobody": "Rien n’est encore associé : exécutez `npx pagewire pair`.",
  "clients.revoked": "{name} n’a plus la confiance du compagnon.",
  "clients.browser": "navigateur",
  "clients.script": "script",
  "clients.connected": "connecté",
  "clients.away": "absent",
  "clients.waiting": "fichiers qui l’attendent : {files}",
  "clients.token":
    "Ce jeton n’est affiché qu’une fois. Quiconque l’a peut se connecter en tant que {name}, sans la preuve mutuelle que donnent les navigateurs ; `npx pagewire revoke {id}` y met fin.",
  "clients.token-use":
    "Un client Phoenix le donne comme authToken à {address} : le dossier examples montre comment.",

  "inbox.nothing": "Rien n’a encore été reçu dans {home}.",
  "inbox.damaged": "L’entrée {seq} ({name}) est abîmée : ce qui n’en est pas lisible est omis.",
  "outbox.nothing": "Rien n’attend un navigateur.",
  "outbox.any-browser": "tout navigateur",
  "outbox.damaged":
    "Le fichier en attente {id} est abîmé dans l’index : reprenez-le avec `npx pagewire outbox --cancel {id}`.",

  "send.one-name": "--name nomme un seul fichier : envoyez-les un par un.",
  "send.empty-name": "--name demande un nom.",
  "send.name-of-folder": "--name nomme un fichier et {folder} est un dossier : omettez --name.",
  "send.empty-folder":
    "{folder} ne contient aucun fichier à envoyer : les fichiers cachés ou inachevés et les liens sont omis.",
  "send.named-by-folders":
    "Plusieurs fichiers ont le même nom, ils portent donc aussi celui de leur dossier : {name}.",
  "send.stopped":
    "Le compagnon s’est arrêté avant la mise en file d’attente de {name} : démarrez-le, puis renvoyez le reste.",
  "send.copying": "Copie de {name}",
  "send.copying-of": "Copie de {name} ({index} sur {count})",
  "send.nobody-paired":
    "Rien n’est encore associé, l’envoi reste donc en file d’attente : exécutez `npx pagewire pair` et ouvrez le lien dans un navigateur qui a l’extension.",
  "send.waits-for-pairing":
    "Rien n’est encore associé. En attente d’une association : exécutez `npx pagewire pair` dans un autre terminal et ouvrez le lien dans un navigateur qui a l’extension. Ctrl-C met fin à l’attente, et l’envoi reste en file d’attente.",
  "send.nobody-connected":
    "Aucun navigateur associé n’est connecté : l’envoi reste en file d’attente jusque-là.",
  "send.summary": "En file d’attente : {count} ({size}).",
  "send.lost":
    "Le compagnon s’est arrêté ; ce qui n’est pas enregistré reste en file d’attente et partira quand il tournera à nouveau.",
  "send.withdrawn":
    "{name} a été retiré : sa copie a été reprise ou n’est plus sur l’ordinateur. Refaites l’envoi si un navigateur doit le recevoir.",
  "send.one-waiting": "{name}, en attente d’un navigateur",
  "send.several": "{name} ({stored} sur {count} enregistrés)",
  "send.several-waiting": "{name} ({stored} sur {count} enregistrés, en attente d’un navigateur)",

  "prices.no-price": "Aucun cours n’est arrivé pour {symbols} : vérifiez le réseau, ou essayez DEMO.",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
