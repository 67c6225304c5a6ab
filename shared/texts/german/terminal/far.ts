/** German: what a command says that works with a companion on another computer. */

import type { FAR as English } from "../../english/terminal/far.ts";

export const FAR = {
  "uploads.not-announced": "Für wen diese Datei ist, wurde nicht gesagt: bitte noch einmal senden.",
  "uploads.taken": "Eine andere Datei hat diese ID: bitte unter einer neuen senden.",
  "far.both-needed": "PAGEWIRE_URL und PAGEWIRE_TOKEN gehören zusammen: bitte beide setzen oder keine.",
  "far.url-wrong":
    "{url} ist keine Adresse eines weitergeleiteten Ports: Sie sieht aus wie ws://127.0.0.1:8737, auf diesem Computer.",
  "far.two-homes":
    "--home meint ein Begleitprogramm auf diesem Computer und PAGEWIRE_URL eines auf einem anderen: bitte eines davon weglassen.",
  "far.no-answer":
    "Unter {url} antwortet nichts: Ist die Verbindung offen, die den Port weiterleitet, und läuft dort das Begleitprogramm?",
  "far.stranger":
    "Was unter {url} antwortet, ist kein Begleitprogramm von Pagewire: bitte prüfen, wohin der Port führt.",
  "far.token-refused":
    "Das Begleitprogramm unter {url} nimmt dieses Token nicht an: Es wurde widerrufen oder gehört zu einem anderen. Dort mit `npx pagewire token --name NAME` ein neues erstellen oder mit `npx pagewire ssh` neu verbinden.",
  "far.token-elsewhere":
    "Dieses Token gilt nicht für {topic}: mit `npx pagewire token --name NAME --topics {topic}` eines dafür erstellen.",
  "far.older":
    "Das Begleitprogramm unter {url} hat eine ältere Version, die das nicht kann: bitte dort aktualisieren.",
  "far.lost":
    "Die Verbindung zu {url} brach ab und war nicht wieder herzustellen: bitte noch einmal ausführen, wenn sie wieder da ist.",
  "far.note-unreadable":
    "{file} ist nicht lesbar: bitte entfernen oder mit `npx pagewire ssh` neu verbinden.",
  "far.status":
    "Unter {url} läuft ein Begleitprogramm, Version {version}; verbundene Browser und Skripte: {connected}.",
  "far.sending": "{name} wird gesendet",
  "far.sending-of": "{name} wird gesendet ({index} von {count})",
  "far.getting": "{name} wird geholt",
  "far.changed": "{name} wurde unterwegs geändert: bitte noch einmal holen.",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
