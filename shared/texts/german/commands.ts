/** German: what the commands say beside their data. */

import type { COMMANDS as ENGLISH } from "../english/commands.ts";

export const COMMANDS = {
  "command.not-running": "Pagewire läuft nicht: mit `npx pagewire start` starten.",
  "command.note-unreadable":
    "Pagewire läuft, aber {file} ist nicht lesbar: in ein paar Sekunden noch einmal versuchen.",
  "command.refused":
    "Das Begleitprogramm lehnt diesen Befehl ab: ihn als der Benutzer ausführen, der es gestartet hat, mit demselben --home.",
  "command.refused-plain": "Das Begleitprogramm hat abgelehnt.",
  "command.no-answer": "Das Begleitprogramm antwortet nicht: siehe `npx pagewire doctor`.",
  "command.polling": "Auf diesem Computer kommt kein WebSocket zustande: Long Polling wird verwendet.",
  "status.running": "läuft: Port {port}, Prozess {pid}, Version {version}, {connected} verbunden",
  "status.home": "Datenordner: {home}",
  "status.inbox": "Inbox:       {inbox}",
  "status.not-running": "läuft nicht",
  "status.start": "Mit `npx pagewire start` starten.",

  "command.stopped": "Das Begleitprogramm wurde beendet.",
  "command.not-written": "Die Ausgabe konnte nicht vollständig geschrieben werden ({reason}).",
  "command.port-number": "Ein Port ist eine Zahl von 0 bis {most}.",
  "command.whole-number": "Es muss eine ganze Zahl sein.",
  "command.time-left": "noch {time}",

  "start.listening": "Pagewire lauscht auf {address} und legt seine Dateien in {home} ab.",
  "start.open-link":
    "Um einen Browser mit der Erweiterung zu koppeln, diesen Link öffnen (10 Minuten, einmal verwendbar):",
  "start.long-link":
    "Er ist länger als eine Zeile: `npx pagewire pair --open` öffnet einen im Standardbrowser.",
  "start.paired":
    "Gekoppelte Browser: {paired}. `npx pagewire pair` erzeugt einen Link für einen weiteren oder für einen, dessen Kopplung verloren ging.",
  "start.ctrl-c": "Strg-C beendet es.",
  "start.no-browser": "Es ließ sich kein Browser öffnen: den Link bitte selbst öffnen.",
  "start.port-of-other":
    "Port {port} ist vom Pagewire eines anderen Datenordners belegt: dieses mit seinem --home beenden oder mit --port einen anderen Port wählen.",
  "start.came": "{browser} ist verbunden.",
  "start.left": "{browser} ist nicht mehr da.",
  "start.received": "Empfangen: {name} ({size}).",
  "start.received-from": "Empfangen: {name} ({size}) von {host}.",
  "start.stored": "Gesendet: {name} ({size}) an {browser}.",
  "start.refused": "Nicht angenommen: {name}. {why}",
  "start.more": "… und {count} weitere in dieser Sekunde.",
  "start.stopping": "Wird beendet.",
  "stop.goes-on": "Das Begleitprogramm (Prozess {pid}) lässt sich nicht beenden: bitte von Hand beenden.",

  "table.name": "Name",
  "table.size": "Größe",
  "table.received": "Empfangen",
  "table.type": "Typ",
  "table.page": "Seite",
  "table.id": "ID",
  "table.waits-since": "Wartet seit",
  "table.for": "Für",
  "table.kind": "Art",
  "table.state": "Zustand",
  "table.files-waiting": "Wartende Dateien",
  "table.last-seen": "Zuletzt gesehen",

  "clients.open-link": "Den Link im zu koppelnden Browser öffnen; er gilt einmal und {minutes} Minuten lang.",
  "clients.opened-link":
    "Er geht an den Standardbrowser: Öffnet sich keiner, den Link bitte selbst öffnen. Er gilt einmal und {minutes} Minuten lang.",
  "clients.nobody": "Noch ist niemand gekoppelt: `npx pagewire pair` ausführen.",
  "clients.revoked": "{name} wird nicht mehr vertraut.",
  "clients.browser": "Browser",
  "clients.script": "Skript",
  "clients.connected": "verbunden",
  "clients.away": "abwesend",
  "clients.waiting": "Dateien, die darauf warten: {files}",
  "clients.token":
    "Dieses Token wird nur einmal angezeigt. Wer es hat, kann sich als {name} verbinden, ohne den gegenseitigen Nachweis, den Browser erbringen; `npx pagewire revoke {id}` beendet das.",
  "clients.token-use":
    "Ein Phoenix-Client gibt es als authToken an {address}: Der Ordner examples zeigt, wie.",

  "inbox.nothing": "In {home} wurde noch nichts empfangen.",
  "inbox.damaged": "Eintrag {seq} ({name}) ist beschädigt: Was davon nicht lesbar ist, wird ausgelassen.",
  "outbox.nothing": "Nichts wartet auf einen Browser.",
  "outbox.any-browser": "beliebiger Browser",
  "outbox.damaged":
    "Die wartende Datei {id} ist im Index beschädigt: mit `npx pagewire outbox --cancel {id}` zurücknehmen.",

  "send.one-name": "--name benennt eine einzelne Datei: bitte nacheinander senden.",
  "send.empty-name": "--name braucht einen Namen.",
  "send.name-of-folder": "--name benennt eine Datei, und {folder} ist ein Ordner: --name weglassen.",
  "send.empty-folder":
    "{folder} enthält keine Dateien zum Senden: Versteckte, Unfertige und Links werden ausgelassen.",
  "send.named-by-folders":
    "Mehrere Dateien haben denselben Namen, deshalb tragen sie auch den ihrer Ordner: {name}.",
  "send.stopped":
    "Das Begleitprogramm wurde beendet, bevor {name} eingereiht war: es starten, dann den Rest noch einmal senden.",
  "send.copying": "{name} wird kopiert",
  "send.copying-of": "{name} wird kopiert ({index} von {count})",
  "send.nobody-paired":
    "Noch ist niemand gekoppelt, es bleibt deshalb eingereiht: `npx pagewire pair` ausführen und den Link in einem Browser mit der Erweiterung öffnen.",
  "send.waits-for-pairing":
    "Noch ist niemand gekoppelt. Wartet auf eine Kopplung: `npx pagewire pair` in einem anderen Terminal ausführen und den Link in einem Browser mit der Erweiterung öffnen. Strg-C beendet das Warten, und es bleibt eingereiht.",
  "send.nobody-connected": "Kein gekoppelter Browser ist verbunden: Bis dahin bleibt es eingereiht.",
  "send.summary": "Eingereiht: {count} ({size}).",
  "send.lost":
    "Das Begleitprogramm wurde beendet; was nicht gespeichert ist, bleibt eingereiht und wird gesendet, sobald es wieder läuft.",
  "send.withdrawn":
    "{name} wurde zurückgezogen: Die Kopie wurde zurückgenommen oder ist auf dem Computer nicht mehr da. Noch einmal senden, falls ein Browser die Datei haben soll.",
  "send.one-waiting": "{name}, wartet auf einen Browser",
  "send.several": "{name} ({stored} von {count} gespeichert)",
  "send.several-waiting": "{name} ({stored} von {count} gespeichert, wartet auf einen Browser)",

  "prices.no-price": "Für {symbols} kam kein Kurs: das Netzwerk prüfen oder DEMO versuchen.",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
