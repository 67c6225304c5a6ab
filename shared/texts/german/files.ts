/** German: why a file is not taken or given, and what the system says of a disk. */

import type { FILES as ENGLISH } from "../english/files.ts";

export const FILES = {
  "files.size-differs": "Die Datei hat {bytes} statt {expected} Bytes: bitte noch einmal senden.",
  "files.kept-differing":
    "Der Inhalt der Datei wich immer wieder vom Angekündigten ab; bitte noch einmal senden.",
  "files.differs": "Der Inhalt der Datei weicht vom Angekündigten ab; bitte noch einmal senden.",
  "files.disk-full":
    "Der Datenträger des Computers ist voll: etwas Speicherplatz freigeben, dann erneut versuchen.",
  "files.disk-full-for":
    "Der Datenträger des Computers ist voll: Für {megabytes} MB reicht der freie Platz nicht. Etwas Speicherplatz freigeben, dann erneut versuchen.",
  "files.disk-full-beside":
    "Der Datenträger des Computers ist voll: Für {megabytes} MB reicht der freie Platz neben dem, was gerade ankommt, nicht. Etwas Speicherplatz freigeben, dann erneut versuchen.",
  "files.not-saved":
    "Der Computer konnte die Datei nicht speichern ({reason}): den Pagewire-Ordner prüfen, dann erneut versuchen.",
  "files.set-aside":
    "{name} ist zurückgestellt: Das Begleitprogramm ist beim Hineinsehen zweimal abgebrochen.",
  "files.set-aside-retry": "{what} „Erneut versuchen“ startet noch einen Versuch.",
  "files.set-aside-put": "{what} Für einen weiteren Versuch noch einmal ablegen oder senden.",
  "files.set-aside-outbox": "Ordner Outbox: {what} Für einen weiteren Versuch dort noch einmal ablegen.",
  "files.not-accepted":
    "Die Datei hat den Typ {type}, und der Computer nimmt nur {types} an; es wurde nichts gespeichert. Zum Senden den Typ in config.json unter acceptedTypes ergänzen.",
  "files.empty-not-accepted":
    "Die Datei ist leer, und der Computer nimmt nur {types} an; es wurde nichts gespeichert. Zum Senden den Typ in config.json unter acceptedTypes ergänzen.",
  "files.too-large":
    "Die Datei hat mindestens {bytes} Bytes, und der Computer nimmt höchstens {most} an: Zum Senden maxFileBytes in config.json erhöhen.",
  "files.no-image":
    "Unter der Adresse liegt kein Bild, sondern {found}; es wurde nichts gespeichert. Das Bild in einem eigenen Tab öffnen und von dort senden.",
  "files.a-web-page": "eine Webseite",
  "files.something-else": "etwas anderes",
  "files.no-free-name": "Für {name} ist kein Name mehr frei.",
  "files.given-up": "Die Datei wurde aufgegeben; bitte noch einmal senden.",
  "files.record-gone": "Der Eintrag der Datei fehlt im Index; bitte noch einmal senden.",
  "files.too-many": "Zu viele Dateien sind gleichzeitig unterwegs: erst einige fertig werden lassen.",
  "files.other-lane":
    "Ein anderer Browser mit demselben Schlüssel empfängt oder sendet diese Datei: einen der beiden neu koppeln.",
  "files.not-for-topic":
    "Dieses Token gilt nicht für das Topic {topic}: mit `npx pagewire token` ein anderes erzeugen.",
  "files.none-waits": "Der Computer hat für diesen Browser keine solche Datei mehr.",
  "files.gone": "{name} ist auf dem Computer nicht mehr da: bitte noch einmal senden.",
  "files.changed": "{name} wurde auf dem Computer geändert: bitte noch einmal senden.",
  "files.shorter": "{name} ist auf dem Computer kürzer geworden: bitte noch einmal senden.",
  "files.unreadable-send": "{name} ist nicht lesbar ({reason}): bitte noch einmal senden.",
  "files.unreadable-ask": "{name} ist nicht lesbar ({reason}): bitte noch einmal anfordern.",
  "files.shorter-ask": "{name} ist während des Sendens kürzer geworden: bitte noch einmal anfordern.",
  "files.one-stream": "Immer nur ein Datenstrom: warten, bis er vollständig ist.",
  "files.not-in-inbox": "In der Inbox gibt es keine Datei mit dieser ID.",
  "files.too-large-for-message":
    "Die Datei hat {bytes} Bytes; in eine Nachricht passen höchstens {most}: eine Lane oder einen Datenstrom verwenden.",
  "files.other-offered": "Der Computer bietet eine andere Datei an als die angekündigte.",
  "files.storage-full":
    "Der Speicher des Browsers ist voll: empfangene Dateien löschen oder Speicherplatz freigeben, dann „Fortfahren“ drücken.",
  "files.storage-lacks":
    "Der Speicher des Browsers ist voll: {needed} werden gebraucht, {free} sind frei. Empfangene Dateien löschen oder Speicherplatz freigeben, dann „Fortfahren“ drücken.",
  "files.piece-missing": "Von {name} fehlt ein Stück: noch einmal senden lassen.",

  "outgoing.is-folder": "{file} ist ein Ordner: bitte eine Datei angeben.",
  "outgoing.no-file": "{file} ist keine Datei: bitte eine gewöhnliche Datei angeben.",
  "outgoing.changing": "{file} hat sich beim Lesen geändert: noch einmal senden, wenn die Datei fertig ist.",
  "outgoing.not-there": "{file} gibt es nicht: den Namen prüfen.",
  "outgoing.unreadable": "{file} ist nicht lesbar ({reason}).",
  "outgoing.not-kept":
    "Die Datei kann nicht zum Senden aufbewahrt werden ({reason}): etwas Speicherplatz freigeben, dann noch einmal senden.",
  "outgoing.no-room":
    "{file} braucht {megabytes} MB, und so viel ist auf dem Datenträger des Computers nicht frei: zuerst Speicherplatz freigeben.",
  "outgoing.no-bytes": "Der Datenstrom liefert etwas anderes als Bytes: ihm Buffer oder Uint8Array geben.",
  "outgoing.name-wrong": "Eine Datei braucht einen Namen von 1 bis {bytes} Bytes.",
  "outgoing.not-queued": "{name} kann nicht eingereiht werden ({reason}): noch einmal versuchen.",
  "outgoing.taken-back": "{name} wurde zurückgenommen, bevor ein Browser die Datei hatte.",
  "outgoing.copy-gone": "{name}: Die Kopie ist auf dem Computer nicht mehr da, bitte noch einmal senden.",
  "outgoing.closed":
    "Das Begleitprogramm ist beendet: Was eingereiht ist, wird gesendet, sobald es wieder läuft.",

  "system.disk-full": "der Datenträger ist voll",
  "system.quota": "das Speicherkontingent ist aufgebraucht",
  "system.denied": "Zugriff verweigert",
  "system.read-only": "der Datenträger ist schreibgeschützt",
  "system.not-there": "nicht vorhanden",
  "system.in-the-way": "eine Datei ist im Weg",
  "system.disk-error": "der Datenträger meldet einen Fehler",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
