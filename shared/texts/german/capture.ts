/** German: how what was clicked is fetched from its site and sent. */

import type { CAPTURE as ENGLISH } from "../english/capture.ts";

export const CAPTURE = {
  "capture.forbidden": "{host}: Hier darf Pagewire noch nicht lesen. „Zulassen“ drücken, dann wird gesendet.",
  "capture.unreadable":
    "{host} ist nicht lesbar: offline, im Kreis weitergeleitet oder auf eine Website weitergeleitet, die Pagewire nicht lesen darf.",
  "capture.the-site": "Die Website",
  "capture.this-computer": "diesem Computer",
  "capture.redirects-to-computer":
    "{from} leitet zu {to} weiter, einer Adresse dieses Computers: Es wurde nichts gelesen oder gesendet.",
  "capture.redirects-to-network":
    "{from} leitet zu {to} weiter, einer Adresse im eigenen Netzwerk: Es wurde nichts gelesen oder gesendet.",
  "capture.of-companion":
    "Diese Adresse gehört dem Begleitprogramm selbst: Von dort lassen sich nur Bilder senden.",
  "capture.site-status":
    "Statt der Datei kam von der Website die Antwort {status}: Es wurde nichts gesendet.",
  "capture.web-page": "Unter der Adresse liegt eine Webseite, kein Bild: Es wurde nichts gesendet.",
  "capture.empty-image": "Das Bild ist leer: Von der Website kamen keine Bytes.",
  "capture.part-unnamed": "Die Website hat einen Teil gesendet, ohne zu sagen, welchen.",
  "capture.broken-off":
    "Die Website hat den Download immer wieder abgebrochen: später erneut versuchen, dann geht es dort weiter.",
  "capture.changed":
    "Die Datei hat sich auf der Website während des Sendens geändert: bitte noch einmal senden.",
  "capture.endless":
    "Das Bild war nach {gib} GiB noch nicht zu Ende, und die Website nennt keine Größe: Es wurde nichts davon behalten.",
  "capture.asks":
    "Für die Originaldaten des Bildes von {host} braucht Pagewire eine Erlaubnis: „Zulassen“ drücken, dann wird gesendet.",
  "capture.better-allowed":
    "In den Einstellungen alle Websites zulassen, dann kommt das nächste Bild genau so, wie es ist.",
  "capture.file-access":
    "Pagewire darf nicht in Seiten vom Datenträger dieses Computers sehen: in chrome://extensions „Zugriff auf Datei-URLs zulassen“ einschalten.",
  "capture.no-picture": "Unter dem Mauszeiger ist kein Bild: bitte direkt auf das Bild rechtsklicken.",
  "capture.choice-taken":
    "Die Seite hat die Frage entfernt, welches Bild gemeint ist: bitte noch einmal auf das Bild rechtsklicken.",
  "capture.not-shown": "Die Seite konnte dieses Bild selbst nicht laden: Es gibt nichts zu senden.",
  "capture.unpacks": "Entpackt ist das Bild größer als {mib} MiB: Es wurde nichts davon behalten.",
  "capture.other-picture":
    "Die Website liefert jetzt ein anderes Bild als das, das die Seite zeigt: Es wurde nichts gesendet.",
  "capture.not-in-page": "In dem, was der Browser von der Seite behält, fehlt dieses Bild.",
  "capture.not-drawable":
    "Die Seite kann dieses Bild nicht zeichnen, denn es gehört zu einer anderen Website.",
  "capture.out-of-sight": "Das Bild ist gerade nicht zu sehen: dorthin scrollen und noch einmal senden.",
  "capture.only-page": "Nur die Seite selbst hat diese Daten: bitte von dort noch einmal senden.",
  "capture.page-silent": "Die Seite lässt ihre Daten nicht lesen.",
  "capture.page-lost": "Die Seite hat diese Daten nicht mehr: neu laden und noch einmal versuchen.",
  "capture.page-closed":
    "Die Seite wurde geschlossen, bevor alles da war: bitte von dort noch einmal senden.",
  "capture.page-closed-retry":
    "Die Seite wurde geschlossen, bevor alles da war: „Erneut versuchen“ holt die Datei von der Website.",
  "capture.page-closed-allow":
    "Die Seite wurde geschlossen, bevor alles da war: „Zulassen“ drücken, dann wird die Datei von der Website geholt.",
  "capture.kept-unreadable":
    "Der Browser kann die aufbewahrten Daten nicht mehr lesen: die Datei bitte von der Seite aus noch einmal senden.",
  "capture.kept-gone":
    "Der Browser hat die Daten nicht mehr: die Datei bitte von der Seite aus noch einmal senden.",
  "capture.taken-off": "Die Datei wurde aus der Liste entfernt, bevor alles da war.",
  "capture.not-followed":
    "Der Computer konnte diesen Browser nicht verstehen: beide aktualisieren, dann erneut versuchen.",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
