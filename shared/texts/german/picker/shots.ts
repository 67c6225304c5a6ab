/** German: pictures of what a tab shows, and the page as a file. */

import type { SHOTS as English } from "../../english/picker/shots.ts";

export const SHOTS = {
  "shot.document": "Diese Seite senden",
  "shot.visible": "Bildschirmfoto des Sichtbaren",
  "shot.area": "Bildschirmfoto eines Ausschnitts …",
  "shot.element": "Bildschirmfoto eines Teils …",
  "shot.full": "Bildschirmfoto der ganzen Seite",
  "shot.title": "Ein Bild der Seite – Pagewire",
  "shot.under-way": "Die Seite wird aufgenommen",
  "shot.stay":
    "Die Seite vorn lassen, bis es fertig ist: Sie wird dabei gescrollt und danach zurückgestellt.",
  "shot.draw":
    "Mit der Maus einen Rahmen ziehen. Oder mit den Pfeiltasten: Sie verschieben ihn, mit Umschalt ändern sie seine Größe; Eingabe nimmt ihn, Escape beendet.",
  "shot.point":
    "Auf einen Teil der Seite zeigen und klicken. ↑ nimmt mehr, ↓ weniger, Eingabe diesen; Escape beendet.",
  "shot.refused":
    "Der Browser lässt von dieser Seite kein Bild aufnehmen: Pagewire auf der Seite noch einmal öffnen.",
  "shot.not-in-front":
    "Die Seite ist nicht mehr vorn: zu ihr zurückgehen und das Bild noch einmal aufnehmen.",
  "shot.nothing":
    "Von der Seite ließ sich nichts aufnehmen: zu ihr zurückgehen und das Bild noch einmal aufnehmen.",
  "shot.cut-long": "Die Seite ist länger als {pixels} Pixel: Das Bild endet dort.",
  "shot.part-missing": "Teile der Seite ließen sich nicht aufnehmen: Sie sind leer.",
  "shot.ended-early": "Die Seite wurde verlassen, bevor alles aufgenommen war: Das Bild endet, wo es da war.",
  "shot.document-asks": "Um die Seite genau so zu speichern, wie sie ist, braucht Pagewire Ihre Erlaubnis.",
  "shot.document-refused":
    "Der Browser gibt diese Seite nicht als Datei: Pagewire auf der Seite noch einmal öffnen.",
  "shot.failed": "Es wurde nicht gesendet",
  "shot.close": "Diese Seite schließen",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
