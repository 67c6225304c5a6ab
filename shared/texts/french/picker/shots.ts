/** French: pictures of what a tab shows, and the page as a file. */

import type { SHOTS as English } from "../../english/picker/shots.ts";

export const SHOTS = {
  "shot.document": "Envoyer cette page",
  "shot.visible": "Capture de ce qui est visible",
  "shot.area": "Capture d’une zone…",
  "shot.element": "Capture d’un élément…",
  "shot.full": "Capture de la page entière",
  "shot.title": "Une image de la page – Pagewire",
  "shot.under-way": "Capture de la page en cours",
  "shot.stay":
    "Laissez la page au premier plan jusqu’à la fin : elle défile pendant ce temps, puis revient à sa place.",
  "shot.draw":
    "Tracez un cadre avec la souris. Ou avec les flèches : elles le déplacent, avec Maj elles changent sa taille ; Entrée le prend, Échap arrête.",
  "shot.point":
    "Montrez une partie de la page et cliquez. ↑ prend plus, ↓ moins, Entrée celle-ci ; Échap arrête.",
  "shot.refused":
    "Le navigateur ne laisse prendre aucune image de cette page : y ouvrir Pagewire une nouvelle fois.",
  "shot.not-in-front": "La page n’est plus au premier plan : revenez-y et reprenez l’image.",
  "shot.nothing": "Rien de la page n’a pu être pris : revenez-y et reprenez l’image.",
  "shot.cut-long": "La page est plus longue que {pixels} pixels : l’image s’arrête là.",
  "shot.part-missing": "Des parties de la page n’ont pas pu être prises : elles sont vides.",
  "shot.ended-early": "La page a été quittée avant la fin : l’image s’arrête où elle en était.",
  "shot.document-asks":
    "Pour enregistrer la page exactement comme elle est, Pagewire a besoin de votre autorisation.",
  "shot.document-refused":
    "Le navigateur ne donne pas cette page sous forme de fichier : y ouvrir Pagewire une nouvelle fois.",
  "shot.failed": "Rien n’a été envoyé",
  "shot.close": "Fermer cette page",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
