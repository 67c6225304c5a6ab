/** German: the connection between browser and companion, and the proof that opens it. */

import type { CONNECTION as ENGLISH } from "../english/connection.ts";

export const CONNECTION = {
  "connection.state-connected": "Verbunden",
  "connection.state-connecting": "Wird verbunden",
  "connection.state-not-running": "Läuft nicht",
  "connection.state-not-paired": "Nicht gekoppelt",
  "connection.state-refused": "Abgelehnt",

  "standing.nothing-answers": "Auf {address} antwortet nichts. Das Begleitprogramm starten:",
  "connection.try-now": "Jetzt versuchen",
  "connection.pair":
    "Auf diesem Computer `npx pagewire pair` ausführen und den ausgegebenen Link in diesem Browser öffnen.",
  "connection.unseen": "Bitte zuerst das neue Begleitprogramm ansehen: Vorher wird dorthin nichts gesendet.",
  "connection.polling":
    "Per Long Polling: Hier kommt kein WebSocket zustande, deshalb werden Dateien langsam übertragen.",
  "connection.other-program":
    "Auf {address} antwortet ein anderes Programm: dieses beenden, dann `npx pagewire start` ausführen.",
  "connection.silent":
    "Das Begleitprogramm ist da, hat aber nicht auf den Nachweis geantwortet; neuer Versuch läuft.",
  "connection.overdue":
    "Das Begleitprogramm antwortet nicht mehr. Sobald es wieder antwortet, geht alles weiter.",
  "connection.nothing-answers": "Auf {address} antwortet nichts: `npx pagewire start` ausführen.",
  "connection.not-connected": "Das Begleitprogramm ist nicht verbunden.",
  "connection.closed": "Das Begleitprogramm hat die Verbindung geschlossen.",

  "proof.unreachable": "Das Begleitprogramm antwortet nicht: mit `npx pagewire start` starten.",
  "proof.broken-off": "Das Begleitprogramm hat den Nachweis abgebrochen: noch einmal versuchen.",
  "proof.other-companion":
    "Hier antwortet ein anderes Begleitprogramm als das, mit dem dieser Browser gekoppelt ist: `npx pagewire pair` ausführen und den Link öffnen.",
  "proof.not-proven":
    "Was dort antwortet, konnte sich nicht als das Begleitprogramm ausweisen, mit dem dieser Browser gekoppelt ist: `npx pagewire pair` ausführen und den Link öffnen.",
  "proof.no-companion": "Was dort antwortet, ist nicht das Begleitprogramm.",
  "proof.version":
    "Begleitprogramm und Erweiterung haben verschiedene Versionen: beide aktualisieren, dann die Erweiterung neu laden.",
  "proof.version-companion":
    "Das Begleitprogramm ist zu alt für diese Erweiterung: Pagewire auf diesem Computer aktualisieren und neu starten.",
  "proof.version-extension":
    "Diese Erweiterung ist zu alt für das Begleitprogramm: die Erweiterung aktualisieren und neu laden.",
  "proof.not-paired":
    "Dieser Browser ist nicht gekoppelt: `npx pagewire pair` ausführen und den Link öffnen.",
  "proof.revoked":
    "Die Kopplung dieses Browsers wurde widerrufen: `npx pagewire pair` ausführen und den Link öffnen, um ihn neu zu koppeln.",
  "store.unusable":
    "Der Browser öffnet nicht, was Pagewire in ihm aufbewahrt: den Browser neu starten, und wenn das nicht hilft, neu beginnen. Empfangene, noch nicht gespeicherte Dateien gehen dabei verloren.",
  "store.lost":
    "Der Browser hat verloren, was Pagewire in ihm aufbewahrt hatte, die Kopplung und die Listen: `npx pagewire pair` ausführen und den Link öffnen, um diesen Browser neu zu koppeln.",
  "store.click-lost":
    "Was eben angeklickt wurde, konnte nicht behalten werden: bitte danach noch einmal senden.",
  "store.no-place":
    "Der Browser gibt keinen Platz für einen Neubeginn her: die Erweiterung aus dem Browser entfernen und wieder laden.",
  "store.begin-anew": "Neu beginnen",
  "store.anew":
    "Neu begonnen: `npx pagewire pair` ausführen und den Link öffnen, um diesen Browser neu zu koppeln.",
  "store.anew-paired": "Neu begonnen; dieser Browser ist weiterhin gekoppelt.",
  "proof.twin":
    "Ein anderer Browser mit demselben Schlüssel ist verbunden, etwa ein Profil und seine Kopie: `npx pagewire pair` ausführen und den Link hier öffnen, um diesen Browser neu zu koppeln.",
  "proof.wrong-proof":
    "Der Nachweis ist falsch: `npx pagewire pair` ausführen und den Link öffnen, um diesen Browser neu zu koppeln.",
  "proof.link-unknown":
    "Das Begleitprogramm dort kennt diesen Link nicht: `npx pagewire pair` erzeugt einen neuen.",
  "proof.link-unknown-here": "Dieser Link ist hier nicht bekannt: `npx pagewire pair` erzeugt einen neuen.",
  "proof.link-used": "Dieser Link wurde schon verwendet: `npx pagewire pair` erzeugt einen neuen.",
  "proof.link-expired": "Dieser Link ist abgelaufen: `npx pagewire pair` erzeugt einen neuen.",
  "proof.busy": "Gerade weisen sich zu viele Verbindungen aus: gleich noch einmal versuchen.",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
