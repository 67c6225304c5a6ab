/** German: pairing: the companion's own page, the question before it, and the page that names a new companion. */

import type { PAIRING as ENGLISH } from "../english/pairing.ts";

export const PAIRING = {
  "pairing.pair": "Diesen Browser koppeln",
  "pairing.press": "Auf die Schaltfläche klicken, um diesen Browser zu koppeln.",
  "pairing.pairing": "Wird gekoppelt …",
  "pairing.paired": "Gekoppelt.",
  "pairing.shown": "Fast fertig: bitte die Pagewire-Seite ansehen, die sich gerade geöffnet hat.",
  "pairing.asked":
    "Zuerst kommt eine Frage: bitte auf der Pagewire-Seite antworten, die sich gerade geöffnet hat.",
  "pairing.late":
    "Es kam nicht rechtzeitig eine Antwort: Nichts hat sich geändert. Zum Wiederholen die Seite neu laden.",
  "pairing.no-answer":
    "Die Pagewire-Erweiterung antwortet nicht: diese Seite neu laden und noch einmal versuchen.",
  "pairing.no-page": "Der Browser hat keine Seite geöffnet, um es dort zu zeigen: noch einmal versuchen.",
  "pairing.meanwhile":
    "Dieser Browser wurde inzwischen mit einem anderen Begleitprogramm gekoppelt: für eine neue Frage zu diesem einen neuen Kopplungslink öffnen.",
  "pairing.kept": "Dieser Browser behält sein bisheriges Begleitprogramm.",
  "pairing.nothing": "Es wurde nichts gekoppelt.",
  "pairing.ended": "Diese Frage ist beendet: einen neuen Kopplungslink öffnen.",
  "pairing.own-page": "Koppeln kann nur die Kopplungsseite eines Begleitprogramms selbst.",
  "pairing.another-waits":
    "Eine andere Kopplung wartet auf Ihre Antwort: bitte zuerst auf deren Seite antworten.",
  "pairing.incomplete":
    "Der Link ist unvollständig: ihn ganz kopieren oder mit `npx pagewire pair` einen neuen erzeugen.",
  "pairing.undone": "Rückgängig gemacht: Dieser Browser ist nicht mehr damit gekoppelt.",
  "pairing.undone-untold": "{undone} {untold}",
  "pairing.not-any-more": "Diese Kopplung besteht nicht mehr.",

  "confirm.title-first": "Ein Begleitprogramm bittet um Kopplung",
  "confirm.title": "Ein anderes Begleitprogramm bittet um Kopplung",
  "confirm.why-known":
    "Ein Browser gehört immer nur zu einem Begleitprogramm. Wenn Sie nicht gerade selbst einen Kopplungslink geöffnet haben, bitte das bisherige behalten: Jedes Programm auf diesem Computer kann eine solche Seite zeigen.",
  "confirm.why-arrival":
    "Eine andere Seite hat zu dieser Kopplungsseite geführt. Wenn Sie nicht gerade selbst einen Kopplungslink geöffnet haben, bitte nichts koppeln: Jedes Programm auf diesem Computer kann eine solche Seite zeigen.",
  "confirm.why-button":
    "Die Schaltfläche, auf die Sie dort geklickt haben, war nicht als das zu erkennen, was sie ist. Wenn Sie diesen Browser nicht koppeln wollten, bitte nichts koppeln: Jedes Programm auf diesem Computer kann eine solche Seite zeigen.",
  "confirm.after-switch":
    "Nach einem Wechsel geht alles, was Sie senden und was noch wartet, an das neue, und nur das neue kann Dateien an diesen Browser senden. Was schon empfangen wurde, bleibt.",
  "confirm.after-pairing":
    "Nach der Kopplung geht alles, was Sie senden und was schon wartet, dorthin, und von dort können Dateien an diesen Browser gesendet werden.",
  "confirm.ended":
    "Diese Frage ist beendet: Nichts hat sich geändert. Für eine neue Frage den Kopplungslink noch einmal öffnen.",
  "confirm.paired-now": "Jetzt gekoppelt",
  "confirm.since": "seit {time}",
  "confirm.asks": "Bittet um Kopplung",
  "confirm.unproven": "gibt sich als das bekannte Begleitprogramm aus und konnte es nicht nachweisen",
  "confirm.not-known": "diesem Browser nicht bekannt",
  "confirm.keep": "{address} behalten",
  "confirm.pair-nothing": "Nichts koppeln",
  "confirm.switch": "Zu {address} wechseln",
  "confirm.pair-with": "Mit {address} koppeln",
  "confirm.asks-later":
    "Benutzer und Ordner werden nach der Kopplung gezeigt, bevor etwas gesendet wird. Dort lässt sie sich rückgängig machen.",

  "result.title": "Gekoppelt. Ist das Ihr Begleitprogramm?",
  "result.title-over": "Nicht gekoppelt",
  "result.not-paired": "Dieser Browser ist mit keinem Begleitprogramm gekoppelt.",
  "result.state-looking": "Es wurde noch nichts dorthin gesendet.",
  "result.state-ready": "Bereit: Dieser Browser sendet jetzt dorthin und empfängt Dateien von dort.",
  "result.undoing": "Wird rückgängig gemacht …",
  "result.right": "Sieht richtig aus",
  "result.close": "Schließen",
  "result.undo": "Rückgängig machen",
  "result.companion": "Das Begleitprogramm",
  "result.runs-as": "Läuft als",
  "result.files-in": "Dateien in",
  "result.says-nothing": "nicht angegeben",
  "result.about":
    "Die Adresse ist das, was dieser Browser erreicht hat. Benutzer und Ordner sind eigene Angaben des Begleitprogramms: Ein Browser kann sie nicht prüfen.",
  "result.opened-yourself":
    "Haben Sie den Kopplungslink selbst geöffnet? Dann stehen im Terminal derselbe Port und derselbe Ordner; `npx pagewire status` nennt sie noch einmal. Wenn nicht, bitte rückgängig machen: Jedes Programm auf diesem Computer, auch eines anderer Benutzer, kann eine Kopplungsseite zeigen.",

  "look.first":
    "Ein neues Begleitprogramm wurde gekoppelt. Bevor Sie es angesehen haben, wird nichts gesendet oder empfangen.",
  "look.look": "Ansehen",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
