/** French: the home folder with its Outbox, its settings, and what the companion tells the person who runs it. */

import type { HOME as ENGLISH } from "../english/home.ts";

export const HOME = {
  "home.unusable-full":
    "{folder} est inutilisable ({reason}) : libérez de l’espace, ou choisissez un autre dossier de données avec --home.",
  "home.unusable-denied":
    "{folder} est inutilisable ({reason}) : donnez-vous le droit d’y écrire, ou choisissez un autre dossier de données avec --home.",
  "home.unusable":
    "{folder} est inutilisable ({reason}) : déplacez ce qui s’y trouve, ou choisissez un autre dossier de données avec --home.",
  "home.no-file": "{file} n’est pas un fichier : déplacez cet élément, puis redémarrez.",
  "home.no-target":
    "{folder} est un lien vers {target}, qui n’est pas là : branchez ce disque, ou supprimez le lien.",
  "home.no-folder":
    "{folder} n’est pas un dossier : déplacez cet élément, ou choisissez un autre dossier de données avec --home.",
  "home.closed":
    "D’autres utilisateurs pouvaient y regarder ou y changer des choses : {folders}. Désormais, l’accès vous est réservé.",
  "home.links": "{place} passe par trop de liens : utilisez un autre dossier de données avec --home.",
  "home.foreign-way":
    "{place} appartient à un autre utilisateur (uid {uid}), qui pourrait en remplacer le contenu : utilisez un autre dossier de données avec --home.",
  "home.foreign":
    "{place} appartient à un autre utilisateur (uid {uid}) : examinez son contenu et prenez-en possession avec `sudo chown {own} {quoted}`, ou utilisez un autre dossier de données avec --home.",
  "home.foreign-to-root":
    "{place} appartient à un autre utilisateur (uid {uid}) : examinez son contenu et prenez-en possession avec `sudo chown {own} {quoted}`, ou exécutez Pagewire sous cet utilisateur.",
  "home.changeable":
    "{place} peut être modifié par d’autres utilisateurs (mode {mode}) : examinez son contenu et exécutez `chmod go-w {quoted}`, ou utilisez un autre dossier de données avec --home.",
  "home.open-disk":
    "{folder} peut être modifié par d’autres utilisateurs, et son disque ne conserve pas les droits d’accès : montez ce disque pour votre seul usage (umask=077), ou utilisez un autre dossier de données avec --home.",
  "home.readable-disk":
    "Le disque de {folder} ne conserve pas les droits d’accès : d’autres utilisateurs de cet ordinateur peuvent y lire vos clés et vos fichiers. Montez-le pour votre seul usage (umask=077), ou utilisez un autre dossier de données avec --home.",
  "home.no-locks":
    "{folder} est sur un disque qui ne conserve pas les verrous (comme certains partages réseau) : utilisez un autre dossier de données avec --home. Ses dossiers Inbox et Outbox peuvent être des liens vers des dossiers de ce disque.",
  "home.not-private": "{folder} n’est pas un dossier qui vous est réservé",
  "home.running":
    "Pagewire tourne déjà pour ce dossier de données : utilisez-le, ou arrêtez-le avec `npx pagewire stop`.",
  "home.elsewhere":
    "Ce dossier de données est utilisé sur un autre ordinateur, {host} : arrêtez-y Pagewire, ou utilisez un autre dossier de données avec --home. S’il n’y tourne plus, redémarrez dans cinq minutes ou supprimez {file}.",
  "home.copied":
    "Ce dossier de données est une copie de {home}, où Pagewire tourne : arrêtez celui-là, ou utilisez un autre dossier de données avec --home. Si la copie doit vivre par elle-même, supprimez {file}.",
  "home.not-locked": "{file} ne peut pas être verrouillé ({reason}) : vérifiez le dossier, puis redémarrez.",
  "home.database":
    "{file} est inutilisable ({reason}) : libérez de l’espace ou déplacez le fichier, puis redémarrez.",
  "home.notes": "{file} est inutilisable ({reason}) : déplacez-le, puis redémarrez.",
  "home.keys":
    "{file} est illisible ({reason}) : déplacez-le pour repartir de zéro, puis associez à nouveau chaque navigateur.",
  "home.keys-odd":
    "Entrées illisibles dans {file} : {count}. Elles y restent et ne donnent accès à personne : associez à nouveau les navigateurs qui manquent.",
  "home.port-taken":
    "Le port {port} est pris par un autre programme : arrêtez-le, ou choisissez un autre port avec --port.",
  "home.port-low":
    "Le port {port} est inutilisable : le système réserve les ports en dessous de {least} aux administrateurs. Choisissez un autre port avec --port.",
  "home.port-reserved":
    "Le port {port} est inutilisable : personne n’y écoute, mais le système l’a réservé. Choisissez un autre port avec --port.",
  "home.port-unusable": "Le port {port} est inutilisable ({reason}) : choisissez un autre port avec --port.",

  "config.unreadable": "{file} est illisible ({reason}) : corrigez-le ou déplacez-le.",
  "config.no-file": "{file} n’est pas un fichier : déplacez cet élément.",
  "config.no-json": "{file} n’est pas du JSON : corrigez-le ou déplacez-le.",
  "config.wrong": "{file} : erreur dans « {field} » : {flaw}.",
  "config.the-file": "le fichier",
  "config.media-type": "il faut un type de média comme image/png ou image/*",
  "config.nul": "aucun caractère NUL n’est permis",
  "config.words":
    'il faut une liste comme ["program", "argument"], pas un seul texte : aucun shell ne le lit',
  "config.types": 'il faut une liste comme ["image/*"]',
  "config.no-type": "il faut au moins un type",
  "config.patterns": 'il faut une liste de motifs comme ["*.bak"]',
  "config.pattern":
    "il faut un motif de noms de fichiers qui en écarte certains et non tous : * remplace plusieurs caractères, ? un seul",
  "config.template": "il faut un texte",
  "config.sidecars": "il faut une liste tirée de {kinds}, sans répétition",
  "config.program": "il faut commencer par le nom d’un programme",
  "config.socket-address": "il faut commencer par ws:// ou wss://, et nommer un hôte",
  "config.rest-address": "il faut commencer par http:// ou https://, et nommer un hôte",
  "config.venue": "aucune plateforme n’a ce nom ; celles qui sont connues : {names}",

  "companion.paired": "{name} est associé.",
  "companion.twin":
    "Deux navigateurs disent être {name} : un profil et sa copie ont la même clé. Le second n’est pas admis avant d’être associé à nouveau : `npx pagewire pair`.",
  "companion.fault":
    "Un problème est survenu dans le compagnon : il continue, et son journal dit ce que c’était.",
  "companion.hook-unstarted":
    "Le programme {program} de onReceived ne peut pas être démarré ({reason}). Le fichier {name} est en sécurité ; désormais, les échecs ne sont plus que notés dans le journal.",
  "companion.hook-ended":
    "Le programme {program} de onReceived s’est terminé avec le statut {status} ; ce qu’il a affiché est dans {output}. Le fichier {name} est en sécurité ; désormais, les échecs ne sont plus que notés dans le journal.",
  "companion.hook-killed":
    "Le programme {program} de onReceived a été arrêté par {signal} ; ce qu’il a affiché est dans {output}. Le fichier {name} est en sécurité ; désormais, les échecs ne sont plus que notés dans le journal.",

  "passed.hidden": "il est caché",
  "passed.unfinished": "son nom est celui d’un fichier qu’un programme n’a pas terminé",
  "passed.editor": "son nom est celui d’un fichier qu’un éditeur garde pour lui-même",
  "passed.desktop": "son nom est celui d’un fichier que le système garde pour lui-même",
  "passed.configured": "outboxIgnores dans config.json écarte {pattern}",
  "passed.beside": "{other} se trouve à côté : il attend que cela disparaisse",
  "passed.folder": "c’est un dossier : envoyez-le avec `npx pagewire send`",
  "passed.link": "c’est un lien : envoyez-le avec `npx pagewire send`",
  "passed.no-file": "ce n’est pas un fichier",
  "passed.writing": "{program} (processus {pid}) l’a ouvert en écriture : il attend que ce soit fini",
  "passed.sent": "son contenu a déjà été envoyé : renvoyez-le avec `npx pagewire send`",
  "passed.sent-as":
    "son contenu a déjà été envoyé, sous le nom {name} : renvoyez-le avec `npx pagewire send`",
  "passed.over": "Dans le dossier Outbox, {name} n’est pas envoyé : {why}",
  "passed.more":
    "Autres fichiers du dossier Outbox qui ne sont pas envoyés et ne sont pas nommés ici : {count}",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
