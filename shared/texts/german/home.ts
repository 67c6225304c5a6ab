/** German: the home folder with its Outbox, its settings, and what the companion tells the person who runs it. */

import type { HOME as ENGLISH } from "../english/home.ts";

export const HOME = {
  "home.unusable-full":
    "{folder} ist nicht verwendbar ({reason}): etwas Speicherplatz freigeben oder mit --home einen anderen Datenordner wählen.",
  "home.unusable-denied":
    "{folder} ist nicht verwendbar ({reason}): den Ordner für sich beschreibbar machen oder mit --home einen anderen Datenordner wählen.",
  "home.unusable":
    "{folder} ist nicht verwendbar ({reason}): verschieben, was dort liegt, oder mit --home einen anderen Datenordner wählen.",
  "home.no-file": "{file} ist keine Datei: an einen anderen Ort verschieben, dann noch einmal starten.",
  "home.no-target":
    "{folder} ist ein Link auf {target}, und das ist nicht da: diesen Datenträger anschließen oder den Link entfernen.",
  "home.no-folder":
    "{folder} ist kein Ordner: an einen anderen Ort verschieben oder mit --home einen anderen Datenordner wählen.",
  "home.closed":
    "Auch andere konnten hier hineinsehen oder etwas ändern: {folders}. Ab jetzt ist das nur noch für Sie möglich.",
  "home.links": "{place} führt über zu viele Links: mit --home einen anderen Datenordner verwenden.",
  "home.foreign-way":
    "{place} gehört einem anderen Benutzer (uid {uid}), der den Inhalt austauschen könnte: mit --home einen anderen Datenordner verwenden.",
  "home.foreign":
    "{place} gehört einem anderen Benutzer (uid {uid}): den Inhalt durchsehen und mit `sudo chown {own} {quoted}` übernehmen, oder mit --home einen anderen Datenordner verwenden.",
  "home.foreign-to-root":
    "{place} gehört einem anderen Benutzer (uid {uid}): den Inhalt durchsehen und mit `sudo chown {own} {quoted}` übernehmen, oder Pagewire als dieser Benutzer ausführen.",
  "home.changeable":
    "{place} kann von anderen geändert werden (Modus {mode}): den Inhalt durchsehen und `chmod go-w {quoted}` ausführen, oder mit --home einen anderen Datenordner verwenden.",
  "home.open-disk":
    "{folder} kann von anderen geändert werden, und der Datenträger speichert keine Zugriffsrechte: ihn nur für sich einhängen (umask=077) oder mit --home einen anderen Datenordner verwenden.",
  "home.readable-disk":
    "Der Datenträger von {folder} speichert keine Zugriffsrechte: Andere Benutzer dieses Computers können dort Ihre Schlüssel und Dateien lesen. Ihn nur für sich einhängen (umask=077) oder mit --home einen anderen Datenordner verwenden.",
  "home.no-locks":
    "{folder} liegt auf einem Datenträger ohne Dateisperren (wie manche Netzlaufwerke): mit --home einen anderen Datenordner verwenden. Dessen Inbox und Outbox dürfen Links auf Ordner dieses Datenträgers sein.",
  "home.not-private": "{folder} ist kein Ordner, der nur Ihnen offensteht",
  "home.running":
    "Pagewire läuft für diesen Datenordner schon: es verwenden oder mit `npx pagewire stop` beenden.",
  "home.elsewhere":
    "Dieser Datenordner wird auf einem anderen Computer verwendet, {host}: Pagewire dort beenden oder mit --home einen anderen Datenordner verwenden. Läuft es dort nicht mehr, in fünf Minuten noch einmal starten oder {file} entfernen.",
  "home.copied":
    "Dieser Datenordner ist eine Kopie von {home}, wo Pagewire läuft: jenes beenden oder mit --home einen anderen Datenordner verwenden. Soll die Kopie für sich bestehen, {file} entfernen.",
  "home.not-locked":
    "{file} lässt sich nicht sperren ({reason}): den Ordner prüfen, dann noch einmal starten.",
  "home.database":
    "{file} ist nicht verwendbar ({reason}): etwas Speicherplatz freigeben oder die Datei verschieben, dann noch einmal starten.",
  "home.notes": "{file} ist nicht verwendbar ({reason}): die Datei verschieben, dann noch einmal starten.",
  "home.keys":
    "{file} ist nicht lesbar ({reason}): die Datei für einen Neubeginn verschieben, dann jeden Browser neu koppeln.",
  "home.keys-odd":
    "Einträge in {file}, die nicht lesbar sind: {count}. Sie bleiben dort und lassen niemanden ein: fehlende Browser neu koppeln.",
  "home.port-taken":
    "Port {port} ist von einem anderen Programm belegt: dieses beenden oder mit --port einen anderen Port wählen.",
  "home.port-low":
    "Port {port} ist nicht verwendbar: Das System behält die Ports unter {least} Administratoren vor. Mit --port einen anderen Port wählen.",
  "home.port-reserved":
    "Port {port} ist nicht verwendbar: Niemand lauscht dort, aber das System hat ihn reserviert. Mit --port einen anderen Port wählen.",
  "home.port-unusable": "Port {port} ist nicht verwendbar ({reason}): mit --port einen anderen Port wählen.",

  "config.unreadable":
    "{file} ist nicht lesbar ({reason}): reparieren oder an einen anderen Ort verschieben.",
  "config.no-file": "{file} ist keine Datei: an einen anderen Ort verschieben.",
  "config.no-json": "{file} ist kein JSON: reparieren oder an einen anderen Ort verschieben.",
  "config.wrong": "{file}: Fehler bei „{field}“: {flaw}.",
  "config.the-file": "die Datei",
  "config.media-type": "muss ein Medientyp wie image/png oder image/* sein",
  "config.nul": "darf kein NUL-Zeichen enthalten",
  "config.words":
    'muss eine Liste wie ["program", "argument"] sein, nicht ein einzelner Text: Keine Shell liest mit',
  "config.types": 'muss eine Liste wie ["image/*"] sein',
  "config.no-type": "muss mindestens einen Typ nennen",
  "config.patterns": 'muss eine Liste von Mustern wie ["*.bak"] sein',
  "config.pattern":
    "muss ein Muster für Dateinamen sein, das einige auslässt und nicht alle: * steht für beliebige Zeichen, ? für eines",
  "config.template": "muss ein Text sein",
  "config.sidecars": "muss eine Liste aus {kinds} sein, jedes höchstens einmal",
  "config.program": "muss mit dem Namen eines Programms beginnen",
  "config.socket-address": "muss mit ws:// oder wss:// beginnen und einen Host nennen",
  "config.rest-address": "muss mit http:// oder https:// beginnen und einen Host nennen",
  "config.venue": "kein Handelsplatz heißt so; bekannt sind {names}",

  "companion.paired": "{name} ist gekoppelt.",
  "companion.twin":
    "Zwei Browser geben sich als {name} aus: Ein Profil und seine Kopie haben denselben Schlüssel. Der zweite wird erst eingelassen, wenn er neu gekoppelt ist: `npx pagewire pair`.",
  "companion.fault":
    "Im Begleitprogramm ist etwas schiefgegangen: Es läuft weiter, und sein Protokoll sagt, was es war.",
  "companion.hook-unstarted":
    "Das Programm {program} aus onReceived lässt sich nicht starten ({reason}). Die Datei {name} ist sicher; ab jetzt stehen Fehler nur noch im Protokoll.",
  "companion.hook-ended":
    "Das Programm {program} aus onReceived endete mit Status {status}; seine Ausgabe steht in {output}. Die Datei {name} ist sicher; ab jetzt stehen Fehler nur noch im Protokoll.",
  "companion.hook-killed":
    "Das Programm {program} aus onReceived wurde durch {signal} beendet; seine Ausgabe steht in {output}. Die Datei {name} ist sicher; ab jetzt stehen Fehler nur noch im Protokoll.",

  "passed.hidden": "die Datei ist versteckt",
  "passed.unfinished": "so heißen Dateien, mit denen ein Programm noch nicht fertig ist",
  "passed.editor": "so heißen Dateien, die ein Editor für sich selbst anlegt",
  "passed.desktop": "so heißen Dateien, die das System für sich selbst anlegt",
  "passed.configured": "outboxIgnores in config.json lässt {pattern} aus",
  "passed.beside": "{other} liegt daneben: Die Datei wartet, bis das weg ist",
  "passed.folder": "das ist ein Ordner: mit `npx pagewire send` senden",
  "passed.link": "das ist ein Link: mit `npx pagewire send` senden",
  "passed.no-file": "das ist keine Datei",
  "passed.writing":
    "{program} (Prozess {pid}) hat die Datei zum Schreiben geöffnet: Sie wartet, bis das vorbei ist",
  "passed.sent": "derselbe Inhalt wurde schon gesendet: mit `npx pagewire send` noch einmal senden",
  "passed.sent-as":
    "derselbe Inhalt wurde schon gesendet, als {name}: mit `npx pagewire send` noch einmal senden",
  "passed.over": "Im Ordner Outbox wird {name} nicht gesendet: {why}",
  "passed.more":
    "Weitere Dateien im Ordner Outbox, die nicht gesendet und hier nicht genannt werden: {count}",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
