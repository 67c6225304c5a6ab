/** French: the settings of names and folders. */

import type { NAMING_PAGE as ENGLISH } from "../../english/kept/naming-page.ts";

export const NAMING_PAGE = {
  "naming.title": "Noms et dossiers",
  "naming.about":
    "Comment ce qui est envoyé est nommé et rangé sur l’ordinateur, par tous les navigateurs associés.",
  "naming.template": "Règle",
  "naming.guide":
    "Une barre oblique ouvre un dossier dans Inbox. Une barre verticale après un champ le transforme : {length} coupe, {form} est un format de date, {instead} remplace ce qui est inconnu.",
  "naming.fields": "Insérer un champ",
  "naming.save": "Utiliser cette règle",
  "naming.reset": "Rétablir",
  "naming.saved": "Ce qui arrive désormais est nommé ainsi.",
  "naming.preview": "Vos dernières images s’appelleraient",
  "naming.example": "Une image s’appellerait, par exemple",
  "naming.offline":
    "La règle est conservée sur l’ordinateur : dès que le compagnon est connecté, elle peut être consultée et modifiée ici.",
  "naming.json": "Un fichier JSON à côté de chacun",
  "naming.json-about": "D’où il vient, pour les programmes : {name}",
  "naming.xmp": "Un fichier XMP à côté de chacun",
  "naming.xmp-about": "Source, titre, description et mots-clés, pour les gestionnaires de photos : {name}",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
