/** French: the rule by which received files are named. */

import type { NAMING as ENGLISH } from "../../english/kept/naming.ts";

export const NAMING = {
  "template.long": "La règle dépasse {most} caractères : raccourcissez-la.",
  "template.text-long":
    "Le texte fixe du nom dépasse {most} caractères : raccourcissez-le pour laisser de la place aux champs.",
  "template.open": "{brace} n’est pas refermée : terminez le champ par une accolade.",
  "template.unopened": "{brace} ne referme rien : retirez-la ou ouvrez un champ avant elle.",
  "template.deep": "Il y a plus de {most} dossiers : mettez-en moins.",
  "template.number-in-folder":
    "{field} figure une seule fois, et seulement dans le nom : retirez-le ailleurs.",
  "template.empty-folder":
    "Un dossier n’a pas de nom : retirez la barre oblique ou écrivez un nom avant elle.",
  "template.no-name": "Le fichier n’a pas de nom : terminez par un champ comme {field}.",
  "template.dots": "Un nom ne peut pas commencer par un point : retirez-le.",
  "template.character": "{character} n’est pas permis dans un nom : retirez ce caractère.",
  "template.unseen": "La règle contient un caractère invisible : retirez-le.",
  "template.field": "{field} n’est pas un champ : utilisez l’un de ceux-ci : {fields}.",
  "template.length": "Une longueur va de 1 à {most} : modifiez-la.",
  "template.filter":
    "{filter} n’est pas une transformation connue : écrivez une longueur comme 60, lower, upper, dashes, ou else suivi d’un texte.",
  "template.date-filter":
    "{filter} n’est pas un format de date : écrivez par exemple YYYY-MM, avec YYYY, MM, DD, hh, mm et ss.",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
