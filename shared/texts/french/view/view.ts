/** French: the page that shows one received file. */

import type { VIEW as ENGLISH } from "../../english/view/view.ts";

export const VIEW = {
  "view.deleted": "Ce fichier a été supprimé.",
  "view.not-whole": "Ce fichier n’est pas encore arrivé en entier. Il sera affiché ici dès qu’il le sera.",
  "view.unreadable":
    "Ce fichier ne peut pas être affiché ici. Enregistrez-le pour l’ouvrir dans un autre programme.",
  "view.no-reader":
    "Ce navigateur ne sait pas afficher ce genre de fichier. Enregistrez-le pour l’ouvrir dans un autre programme.",
  "view.damaged-picture":
    "Cette image ne peut pas être affichée : elle est peut-être abîmée. Enregistrez-la pour essayer un autre programme.",
  "view.not-played":
    "Ce navigateur ne sait pas lire ce fichier : il ne connaît pas son format. Enregistrez-le pour l’ouvrir dans un autre lecteur.",
  "view.empty": "Ce fichier est vide.",
  "view.reading": "{done} lus sur {size}",
  "view.from-computer": "De votre ordinateur",
  "view.dimensions": "{width} × {height}",
  "view.about": "À propos de ce fichier",
  "view.tools": "Outils pour ce fichier",
  "view.place": "{place} sur {count}",
  "view.previous": "Fichier précédent",
  "view.next": "Fichier suivant",
  "view.copy-picture": "Copier l’image",
  "view.copy-text": "Copier le texte",
  "view.copied": "Copié.",
  "view.not-copied": "Le navigateur n’a pas permis la copie.",
  "view.picture": "{name}, zoom {percent}",
  "view.zoom": "Zoom",
  "view.zoom-in": "Agrandir",
  "view.zoom-out": "Réduire",
  "view.zoom-fit": "Ajuster à la fenêtre",
  "view.zoom-full": "Taille réelle, 1:1",
  "view.as-picture": "En image",
  "view.as-text": "En texte",
  "view.as-table": "En tableau",
  "view.as-tree": "En arborescence",
  "view.shown-as": "Affichage",
  "view.text-cut": "Seul le début ({size}) est affiché. Enregistrez le fichier pour le lire en entier.",
  "view.rows-cut":
    "Les {shown} premières lignes sur {rows} sont affichées. Enregistrez le fichier pour les voir toutes.",
  "view.rows-cut-open":
    "Les {shown} premières lignes d’un tableau plus long sont affichées. Enregistrez le fichier pour les voir toutes.",
  "view.columns-cut": "Les {shown} premières colonnes sur {columns} sont affichées.",
  "view.row": "Ligne",
  "view.column": "Colonne {number}",
  "view.json-broken": "Ce n’est pas du JSON complet, il est donc affiché en texte.",
  "view.more-entries": "Afficher plus d’entrées",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
