/** German: what is wrong between this browser and the companion, and what to do about it. */

import type { DIAGNOSIS as ENGLISH } from "../english/diagnosis.ts";

export const DIAGNOSIS = {
  "diagnosis.pair": "`npx pagewire pair` ausführen und den ausgegebenen Link in diesem Browser öffnen.",
  "diagnosis.site-access":
    "chrome://extensions öffnen, bei Pagewire auf „Details“ klicken und den Websitezugriff auf „Auf allen Websites“ stellen oder die Adresse 127.0.0.1 einschalten.",
  "diagnosis.local-access":
    "In den Datenschutzeinstellungen des Browsers für Pagewire den Zugriff auf das lokale Netzwerk erlauben, oder bei der Verwaltung dieses Browsers nachfragen.",
  "diagnosis.doctor": "`npx pagewire doctor` sagt mehr.",
  "diagnosis.polling":
    "Etwas auf diesem Computer trennt WebSockets, deshalb werden Dateien langsam übertragen.",
  "diagnosis.polling-fix": "Proxy oder Virenscanner so einstellen, dass WebSockets zu {address} durchkommen.",
  "diagnosis.not-running": "Auf {address} antwortet nichts: Das Begleitprogramm läuft nicht.",
  "diagnosis.not-running-fix":
    "Im Pagewire-Ordner `npx pagewire start` ausführen. Läuft es auf einem anderen Port, neu koppeln.",
  "diagnosis.other-program":
    "Auf {address} antwortet ein anderes Programm. Ihm wurde nichts als eine Begrüßung gesendet.",
  "diagnosis.other-program-fix":
    "Dieses Programm beenden, dann `npx pagewire start` ausführen; oder das Begleitprogramm mit --port starten und neu koppeln.",
  "diagnosis.cut":
    "Das Begleitprogramm auf {address} ist da, aber was dieser Browser sagt, kommt nicht durch.",
  "diagnosis.cut-fix":
    "Nach einem Proxy, Virenscanner oder einer Richtlinie suchen, die Adressen dieses Computers filtert; `npx pagewire doctor` prüft den Rest.",
  "diagnosis.blocked": "Der Browser lässt Pagewire diesen Computer nicht erreichen.",
  "diagnosis.not-paired": "Dieser Browser hat noch kein Begleitprogramm.",
  "diagnosis.twin":
    "Ein anderer Browser mit demselben Schlüssel ist verbunden, etwa ein Profil und seine Kopie.",
  "diagnosis.revoked":
    "Das Begleitprogramm vertraut diesem Browser nicht mehr: Seine Kopplung wurde widerrufen.",
  "diagnosis.version": "Begleitprogramm und Erweiterung haben verschiedene Versionen.",
  "diagnosis.version-fix":
    "Im Pagewire-Ordner `npm run build` ausführen und das Begleitprogramm neu starten, dann die Erweiterung in chrome://extensions neu laden.",
  "diagnosis.other-companion": "Auf {address} läuft ein anderes Begleitprogramm als das bekannte.",
  "diagnosis.other-companion-fix":
    "Es mit dem Datenordner starten, mit dem dieser Browser gekoppelt wurde (--home), oder mit dem neuen koppeln: {pair}",
  "diagnosis.not-proven":
    "Was auf {address} antwortet, konnte sich nicht als das Begleitprogramm ausweisen. Ihm wurde nichts als eine Begrüßung gesendet.",
  "diagnosis.not-proven-fix":
    "Herausfinden, welches Programm den Port belegt; ist es das Begleitprogramm mit neuen Schlüsseln: {pair}",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
