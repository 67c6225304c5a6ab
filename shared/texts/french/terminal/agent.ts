/** French: what `pagewire mcp` says to an agent. */

import type { AGENT as English } from "../../english/terminal/agent.ts";

export const AGENT = {
  "agent.argument-wrong": "L’argument « {field} » n’est pas comme il faut : {expected} est attendu.",
  "agent.too-large":
    "{name} fait {megabytes} Mo, plus que les {most} Mo lisibles ici : ouvrez plutôt son chemin.",
  "agent.not-decoded": "{name} ne peut pas être décodé comme image : {reason}.",
  "agent.too-many-pixels":
    "{name} annonce {width} × {height} pixels, plus que ce qui est décodé ici : regardez-le avec un autre programme.",
  "agent.crop-outside": "Le recadrage est hors de l’image, qui fait {width} × {height} pixels.",
  "agent.no-image": "{name} n’est pas une image ({type}) : list_images dit quels fichiers en sont.",
  "agent.no-image-yet": "Aucune image n’a encore été reçue : demandez-en une, puis appelez wait_for_image.",
  "agent.wait-over":
    "Aucune image n’est arrivée en {seconds} secondes : redemandez, puis attendez de nouveau.",
  "agent.cancelled": "L’appel a été annulé.",
  "agent.one-of-three": "Donnez exactement un parmi path, text et svg.",
  "agent.not-allowed":
    "{file} ne peut pas être lu : son dossier peut être autorisé par --allow {folder} là où `npx pagewire mcp` est lancé.",
  "agent.cursor-wrong": "Ce curseur n’est celui d’aucune liste ici.",
  "agent.no-resource": "{uri} n’est pas une ressource ici : elles ressemblent à pagewire://inbox/ID.",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
