/** German: the companion's own pages, and what it answers to commands and scripts. */

import type { SERVER as ENGLISH } from "../english/server.ts";

export const SERVER = {
  "server.running": "Pagewire läuft",
  "server.listens":
    "Das Begleitprogramm {version} lauscht auf 127.0.0.1:{port}. Es spricht mit gekoppelten Browsern und mit niemandem sonst.",
  "server.try": "Ausprobieren",
  "server.try-about":
    "Auf ein Bild rechtsklicken und „An Pagewire senden“ wählen. Einen Augenblick später liegt es im Ordner Inbox auf diesem Computer.",
  "server.try-inbox":
    "Gibt es das im Menü nicht? Dann ist dieser Browser noch nicht eingerichtet: siehe unten.",
  "server.set-up": "Einen Browser einrichten",
  "server.set-up-about": "Einmal für jeden Browser. Einer, der schon gekoppelt ist, braucht nichts davon.",
  "server.load": "Zuerst die Erweiterung laden",
  "server.load-open": "Die Erweiterungsseite des Browsers öffnen und dort den „Entwicklermodus“ einschalten.",
  "server.load-folder": "Auf „Entpackte Erweiterung laden“ klicken und diesen Ordner wählen:",
  "server.load-build": "Gibt es den Ordner nicht? `npm run build` legt ihn an.",
  "server.load-reload": "Zu dieser Seite zurückkehren und sie neu laden.",
  "server.load-pair": "In einem Terminal einen Kopplungslink anfordern und ihn in dem Browser öffnen:",
  "server.browsers":
    "Für Chrome, Chromium, Edge und ihre Verwandten, ab Version 148. Firefox, ab Version 153, hat eine eigene: `npx pagewire extension --firefox` sagt, wie es geht.",
  "server.dunes": "Dünen in der Dämmerung (JPEG)",
  "server.tide": "Linien der Gezeiten (PNG)",
  "server.meadow": "Eine Wiese in Streifen (WebP)",
  "server.wire": "Ein Draht zwischen zwei Seiten (SVG)",
  "server.pair-title": "Diesen Browser koppeln – Pagewire",
  "server.pair-about":
    "Einmal gekoppelt, kann dieser Browser Bilder an diesen Computer senden, Dateien von ihm empfangen und Live-Kurse zeigen. In seinen Einstellungen lässt sich das jederzeit beenden.",
  "server.pair-try": "Auf einer Beispielseite ausprobieren",
  "server.link-open": "Die Pagewire-Erweiterung antwortet in diesem Browser noch nicht.",
  "server.link-used": "Dieser Link wurde schon verwendet. In einem Terminal einen neuen anfordern:",
  "server.link-expired": "Dieser Link ist abgelaufen. In einem Terminal einen neuen anfordern:",
  "server.link-unknown":
    "Das Begleitprogramm, das jetzt läuft, kennt diesen Link nicht. In einem Terminal einen neuen anfordern:",

  "owner.request-wrong": "Die Anfrage ist fehlerhaft: {flaw}.",
  "owner.unknown-event": "Das Begleitprogramm kennt das Ereignis {event} nicht.",
  "owner.no-client": "Kein Client hat die ID oder den Namen {id}: `npx pagewire clients` listet sie auf.",
  "owner.no-file":
    "Keine Datei mit der ID oder dem Namen {id} wartet auf einen Browser: `npx pagewire outbox` listet sie auf.",
  "owner.not-remembered":
    "Der Zugang ist jetzt gesperrt, aber das lässt sich nicht über einen Neustart hinweg merken ({reason}): Speicherplatz freigeben, dann noch einmal widerrufen.",
  "owner.no-copy": "Die Kopie der Datei fehlt im Ordner für Ausgehendes: bitte noch einmal senden.",
  "owner.not-queued": "Die Datei kann nicht eingereiht werden ({reason}): noch einmal versuchen.",
  "owner.no-recipient": "Kein gekoppelter Browser heißt {name}: `npx pagewire clients` listet sie auf.",
  "owner.nothing": "nichts",
  "owner.recipient-taken":
    "{name} ist nicht verbunden ({seen}); {other} ist es und bekommt die Datei. Für den anderen: `--to {id}`.",
  "owner.recipient-away": "{name} ist nicht verbunden ({seen}): Was gesendet wird, wartet so lange.",
  "owner.recipient-older":
    "{name} ist nicht verbunden ({seen}); {other} war seitdem da. Kommt der erste nicht wieder: `npx pagewire revoke {id} --into {into}`.",
  "owner.last-seen": "zuletzt gesehen {time}",
  "owner.never-seen": "noch nie gesehen",
  "owner.several-clients":
    "Mit {name} kann mehr als ein Client gemeint sein: {candidates}. Mehr vom Namen angeben, oder die ID.",
  "owner.several-files":
    "Mit {name} kann mehr als eine wartende Datei gemeint sein: {candidates}. Mehr vom Namen angeben, oder die ID.",
  "owner.into-itself":
    "{name} kann nicht mit sich selbst zusammengelegt werden: einen anderen Browser angeben.",
  "owner.into-browser": "{name} ist kein Browser: Nur ein Browser kann übernehmen, was auf einen wartet.",
  "owner.several-recipients":
    "Mit {name} kann mehr als ein gekoppelter Browser gemeint sein: {candidates}. Mehr vom Namen angeben, oder die ID.",

  "ghost.expired":
    "{name} wurde zuletzt gesehen {time} und gilt nicht mehr als vertraut: Taucht der Browser wieder auf, ihn mit `npx pagewire pair` neu koppeln.",
  "ghost.waits":
    "{name} wurde zuletzt gesehen {time}. Dateien, die noch darauf warten: {files}; `npx pagewire revoke {id} --into {other}` übergibt sie einem Browser, der da ist.",
  "ghost.another": "ANDERER",

  "channel.forbidden": "Dieser Client darf dem Topic nicht beitreten.",
  "channel.form": "Das Feld „form“ ist entweder „binary“ oder „base64“.",
  "channel.field": "Das Feld „{field}“ fehlt oder ist falsch.",
  "channel.files-events": "Das Topic files kennt put, get, fetch und stream.",
  "channel.folders-events": "Das Topic kennt place und show.",
  "channel.inbox-events": "Das Topic inbox kennt list und find.",
  "channel.outbox-events": "Das Topic outbox kennt send und about.",
  "folders.file-gone":
    "Die Datei ist nicht mehr im Ordner Inbox: Sie wurde dort verschoben, umbenannt oder gelöscht.",
  "folders.unknown":
    "Das Begleitprogramm kann keine Ordner zeigen: es aktualisieren, dann noch einmal versuchen.",
  "folders.not-shown":
    "Auf dem Computer lässt sich kein Dateimanager öffnen. Stattdessen bitte den Pfad kopieren.",
  "channel.pairing-events": "Das Topic kennt leave, list und rename.",
  "channel.pairing-name": "Ein Name ist ein Text von höchstens 100 Bytes.",
  "channel.pairing-not-kept":
    "Der Computer konnte den Namen nicht speichern ({reason}): noch einmal versuchen.",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
