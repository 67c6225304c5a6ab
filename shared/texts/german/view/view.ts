/** German: the page that shows one received file. */

import type { VIEW as ENGLISH } from "../../english/view/view.ts";

export const VIEW = {
  "view.deleted": "Diese Datei wurde gelöscht.",
  "view.not-whole": "Diese Datei ist noch nicht vollständig. Sie wird hier gezeigt, sobald sie es ist.",
  "view.unreadable":
    "Diese Datei kann hier nicht gezeigt werden. Zum Öffnen in einem anderen Programm bitte speichern.",
  "view.no-reader":
    "Dieser Browser kann solche Dateien nicht zeigen. Zum Öffnen in einem anderen Programm bitte speichern.",
  "view.damaged-picture":
    "Dieses Bild kann nicht gezeigt werden: Vielleicht ist es beschädigt. Für einen Versuch in einem anderen Programm bitte speichern.",
  "view.not-played":
    "Dieser Browser kann die Datei nicht abspielen: Er kennt ihr Format nicht. Zum Öffnen in einem anderen Player bitte speichern.",
  "view.empty": "Diese Datei ist leer.",
  "view.reading": "{done} von {size} gelesen",
  "view.from-computer": "Von Ihrem Computer",
  "view.dimensions": "{width} × {height}",
  "view.about": "Zu dieser Datei",
  "view.tools": "Werkzeuge für diese Datei",
  "view.place": "{place} von {count}",
  "view.previous": "Vorige Datei",
  "view.next": "Nächste Datei",
  "view.copy-picture": "Bild kopieren",
  "view.copy-text": "Text kopieren",
  "view.copied": "Kopiert.",
  "view.not-copied": "Der Browser hat das Kopieren nicht zugelassen.",
  "view.picture": "{name}, Zoom {percent}",
  "view.zoom": "Zoom",
  "view.zoom-in": "Vergrößern",
  "view.zoom-out": "Verkleinern",
  "view.zoom-fit": "An Fenster anpassen",
  "view.zoom-full": "Originalgröße, 1:1",
  "view.as-picture": "Als Bild",
  "view.as-text": "Als Text",
  "view.as-table": "Als Tabelle",
  "view.as-tree": "Als Baum",
  "view.shown-as": "Ansicht",
  "view.text-cut": "Nur der Anfang ({size}) wird gezeigt. Um alles zu lesen, die Datei speichern.",
  "view.rows-cut":
    "Die ersten {shown} von {rows} Zeilen werden gezeigt. Um alle zu sehen, die Datei speichern.",
  "view.rows-cut-open":
    "Die ersten {shown} Zeilen einer längeren Tabelle werden gezeigt. Um alle zu sehen, die Datei speichern.",
  "view.columns-cut": "Die ersten {shown} von {columns} Spalten werden gezeigt.",
  "view.row": "Zeile",
  "view.column": "Spalte {number}",
  "view.json-broken": "Das ist kein vollständiges JSON, deshalb wird es als Text gezeigt.",
  "view.more-entries": "Mehr Einträge anzeigen",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
