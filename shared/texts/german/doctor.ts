/** German: what the doctor finds, and how it is repaired. */

import type { DOCTOR as ENGLISH } from "../english/doctor.ts";

export const DOCTOR = {
  "doctor.home-missing": "{home} gibt es noch nicht; der erste Start legt den Ordner an",
  "doctor.home-fix": "Tun, was dort steht, oder mit --home einen anderen Ordner wählen.",
  "doctor.private": "Schlüssel und Zustand sind nur für Sie zugänglich",
  "doctor.open": "andere Benutzer dieses Computers können hier hineinsehen: {places}",
  "doctor.open-fix":
    "`npx pagewire stop` ausführen, dann `npx pagewire start`: Das schließt andere aus. Könnte jemand hineingesehen haben, widerrufen und neu koppeln.",
  "doctor.open-disk-fix":
    "Dieser Datenträger speichert keine Zugriffsrechte: ihn nur für sich einhängen (umask=077) oder mit --home einen anderen Datenordner verwenden.",
  "doctor.folders-missing": "noch nicht da; der erste Start legt sie an",
  "doctor.folders-useless": "eine Datei kann nicht von .state in die Inbox gebracht werden ({reason})",
  "doctor.by-link": "Sperren halten, und Dateien kommen über einen zweiten Namen an ihren Platz",
  "doctor.by-move":
    "Sperren halten, und Dateien werden an ihren Platz verschoben: Der Datenträger kennt keine Hardlinks",
  "doctor.by-copy":
    "Sperren halten, und Dateien werden an ihren Platz kopiert: Die Inbox liegt auf einem anderen Datenträger",
  "doctor.sending-useless": "eine Datei kann zum Senden nicht in .state abgelegt werden ({reason})",
  "doctor.kept-by-link":
    "große Dateien der Outbox warten unter einem zweiten Namen auf einen Browser und brauchen keinen weiteren Platz",
  "doctor.kept-by-copy":
    "Dateien der Outbox werden kopiert, solange sie auf einen Browser warten: Große brauchen ihren Platz zweimal",
  "doctor.disk-home-fix":
    "Die Inbox beschreibbar machen und etwas Speicherplatz freigeben, oder mit --home einen anderen Datenordner verwenden.",
  "doctor.not-shared": "kein anderes Begleitprogramm bedient diesen Datenordner",
  "doctor.shared-fix": "Das andere beenden oder mit --home einen anderen Datenordner verwenden.",
  "doctor.no-config": "keine Einstellungen, alles wie vorgegeben",
  "doctor.config-fix": "{file} reparieren oder an einen anderen Ort verschieben.",
  "doctor.cache": "niemand sonst kann den Code ändern, den Node vorhält",
  "doctor.cache-fix":
    "Diesen Ordner verschieben; NODE_COMPILE_CACHE löschen, falls es auf ihn zeigt. Pagewire läuft auch ohne ihn und legt beim nächsten Start seinen eigenen an.",
  "doctor.node": "Node {version}",
  "doctor.node-fix": "`npm install` ausführen, dann mit `npx pagewire start` starten.",
  "doctor.disk": "es ist Platz für weitere Dateien",
  "doctor.disk-fix": "Auf dem Datenträger des Datenordners etwas Speicherplatz freigeben.",
  "doctor.port-ours": "{address} antwortet als Pagewire",
  "doctor.port-other-home": "auf {address} antwortet das Pagewire eines anderen Datenordners",
  "doctor.port-other-home-fix":
    "Jenen Datenordner mit --home angeben, oder dieses Pagewire mit `npx pagewire start --port {port}` starten.",
  "doctor.port-other": "auf {address} antwortet ein anderes Programm; ihm wurde nichts mitgeteilt",
  "doctor.port-other-fix": "Das andere Programm beenden oder `npx pagewire start --port {port}` ausführen.",
  "doctor.port-forbidden-fix":
    "`npx pagewire start --port {port}` ausführen und neu koppeln, falls ein Browser gekoppelt war.",
  "doctor.port-silent": "auf {address} antwortet nichts",
  "doctor.port-free": "{address} ist frei",
  "doctor.restart-fix": "`npx pagewire stop` ausführen, dann `npx pagewire start`.",
  "doctor.not-asked": "in diesem Datenordner nicht abgefragt",
  "doctor.not-asked-fix": "Zuerst den Datenordner in Ordnung bringen.",
  "doctor.not-running": "Pagewire läuft nicht",
  "doctor.summary": "Gescheitert: {failed} von {all} Prüfungen. Was hinter dem Pfeil steht, behebt es.",
  "doctor.companion": "Version {version} läuft als Prozess {pid}",
  "doctor.versions": "das Begleitprogramm hat Version {running}, dieser Befehl {command}",
  "doctor.versions-fix":
    "`npx pagewire stop` ausführen, dann `npx pagewire start`; die Erweiterung neu laden.",
  "doctor.paired": "{paired} gekoppelt, {connected} verbunden, {revoked} widerrufen",
  "doctor.revoked-fix":
    "Die Kopplung wurde widerrufen: `npx pagewire pair` ausführen und den Link in jenem Browser öffnen, um ihn neu zu koppeln.",
  "doctor.pair-fix":
    "`npx pagewire pair` ausführen und den Link in dem Browser öffnen, der die Erweiterung hat.",
  "doctor.start-fix": "`npx pagewire start` ausführen.",
  "doctor.start-later-fix": "Zuerst beheben, was oben scheitert, dann `npx pagewire start` ausführen.",
  "doctor.marks": "an empfangenen Dateien wird vermerkt, woher sie kamen",
  "doctor.no-marks":
    "dieses System kann an empfangenen Dateien nichts vermerken; `npx pagewire inbox` weiß, woher jede kam",
  "doctor.built": "am {time} in {folder} gebaut",
  "doctor.not-built": "die Erweiterung ist nicht gebaut",
  "doctor.build-fix":
    "`npm run build` ausführen, dann den Ordner .output/chrome-mv3 in chrome://extensions laden.",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
