/** German: what is said without being asked: on the toolbar icon, over a page, and as the system's notifications. */

import type { NOTICES as ENGLISH } from "../english/notices.ts";

export const NOTICES = {
  "badge.title": "Pagewire",
  "badge.unseen": "Pagewire: bitte zuerst das neue Begleitprogramm ansehen; vorher wird nichts gesendet",
  "badge.failed": "Pagewire: Etwas ist schiefgegangen. Ein Klick zeigt, was, und was hilft",
  "badge.full": "Pagewire: Der Browser hat keinen Platz für das, was an ihn gesendet wurde",
  "badge.busy": "Pagewire: arbeitet",
  "badge.percent": "Pagewire: {percent} % von dem, was unterwegs ist",
  "badge.done": "Pagewire: fertig",
  "badge.unread": "Pagewire: neue Dateien: {count}",
  "badge.paused": "Pagewire: angehalten",
  "badge.not-running": "Pagewire läuft auf diesem Computer nicht",
  "badge.not-running-waiting": "Pagewire läuft auf diesem Computer nicht: Gesendetes wartet, bis es läuft",
  "badge.not-paired": "Pagewire ist mit diesem Computer noch nicht gekoppelt",
  "badge.refused": "Pagewire kann sich nicht verbinden. Ein Klick zeigt, warum",

  "toast.saved": "In der Inbox gespeichert · {name}",
  "toast.already": "Schon in der Inbox · {name}",
  "toast.fetching": "{name} wird gelesen …",
  "toast.sending": "{name} wird gesendet …",
  "toast.percent": "{name} wird gesendet … {percent} %",
  "toast.not-running": "Pagewire läuft nicht: {name} wird gesendet, sobald es läuft",
  "toast.refused": "Pagewire kann sich nicht verbinden: {name} wartet im Browser",
  "toast.not-paired": "Pagewire ist mit diesem Computer noch nicht gekoppelt: {name} wartet im Browser",
  "toast.failed": "{name} wurde nicht gesendet. {why}",
  "toast.pair": "Koppeln",
  "toast.close": "Schließen",

  "notice.arrived": "Neue Datei: {name}",
  "notice.arrived-several": "Neue Dateien: {count}",
  "notice.failed": "Nicht gesendet: {name}",
  "notice.failed-several": "Nicht gesendete Dateien: {count}",
  "notice.failed-see": "Pagewire öffnen, um zu sehen, was schiefgegangen ist und was hilft.",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
