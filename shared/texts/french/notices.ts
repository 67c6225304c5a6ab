/** French: what is said without being asked: on the toolbar icon, over a page, and as the system's notifications. */

import type { NOTICES as ENGLISH } from "../english/notices.ts";

export const NOTICES = {
  "badge.title": "Pagewire",
  "badge.unseen": "Pagewire : vérifiez d’abord votre nouveau compagnon ; rien n’est envoyé avant",
  "badge.failed": "Pagewire : un problème est survenu. Cliquez pour voir lequel, et ce qui aide",
  "badge.full": "Pagewire : le navigateur n’a pas de place pour ce qui lui a été envoyé",
  "badge.busy": "Pagewire : en cours",
  "badge.percent": "Pagewire : {percent} % de ce qui est en route",
  "badge.done": "Pagewire : terminé",
  "badge.unread": "Pagewire : nouveaux fichiers : {count}",
  "badge.paused": "Pagewire : suspendu",
  "badge.not-running": "Pagewire n’est pas démarré sur cet ordinateur",
  "badge.not-running-waiting":
    "Pagewire n’est pas démarré sur cet ordinateur : vos envois partiront quand il le sera",
  "badge.not-paired": "Pagewire n’est pas encore associé à cet ordinateur",
  "badge.refused": "Pagewire ne peut pas se connecter. Cliquez pour voir pourquoi",

  "toast.saved": "Enregistré dans Inbox · {name}",
  "toast.already": "Déjà dans votre Inbox · {name}",
  "toast.fetching": "Lecture de {name}…",
  "toast.sending": "Envoi de {name}…",
  "toast.percent": "Envoi de {name}… {percent} %",
  "toast.not-running": "Pagewire n’est pas démarré : {name} partira quand il le sera",
  "toast.refused": "Pagewire ne peut pas se connecter : {name} attend dans le navigateur",
  "toast.not-paired": "Pagewire n’est pas encore associé à cet ordinateur : {name} attend dans le navigateur",
  "toast.failed": "{name} n’a pas été envoyé. {why}",
  "toast.pair": "Associer",
  "toast.close": "Fermer",

  "notice.arrived": "Nouveau fichier : {name}",
  "notice.arrived-several": "Nouveaux fichiers : {count}",
  "notice.failed": "Non envoyé : {name}",
  "notice.failed-several": "Fichiers non envoyés : {count}",
  "notice.failed-see": "Ouvrez Pagewire pour voir ce qui s’est passé, et ce qui aide.",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
