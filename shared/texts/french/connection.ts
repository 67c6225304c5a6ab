/** French: the connection between browser and companion, and the proof that opens it. */

import type { CONNECTION as ENGLISH } from "../english/connection.ts";

export const CONNECTION = {
  "connection.state-connected": "Connecté",
  "connection.state-connecting": "Connexion…",
  "connection.state-not-running": "Arrêté",
  "connection.state-not-paired": "Non associé",
  "connection.state-refused": "Refusé",

  "standing.nothing-answers": "Rien ne répond sur {address}. Démarrez le compagnon :",
  "connection.try-now": "Essayer maintenant",
  "connection.pair":
    "Exécutez `npx pagewire pair` sur cet ordinateur et ouvrez dans ce navigateur le lien affiché.",
  "connection.unseen": "Vérifiez d’abord le nouveau compagnon : rien ne lui est envoyé avant.",
  "connection.polling":
    "Par long polling : aucun WebSocket n’est possible ici, les fichiers passent donc lentement.",
  "connection.other-program":
    "Un autre programme répond sur {address} : arrêtez-le, puis exécutez `npx pagewire start`.",
  "connection.silent": "Le compagnon est là mais n’a pas répondu à la preuve ; nouvel essai en cours.",
  "connection.overdue": "Le compagnon ne répond plus. Dès qu’il répondra à nouveau, tout continuera.",
  "connection.nothing-answers": "Rien ne répond sur {address} : exécutez `npx pagewire start`.",
  "connection.not-connected": "Le compagnon n’est pas connecté.",
  "connection.closed": "Le compagnon a fermé la connexion.",

  "proof.unreachable": "Le compagnon ne répond pas : démarrez-le avec `npx pagewire start`.",
  "proof.broken-off": "Le compagnon a interrompu la preuve : réessayez.",
  "proof.other-companion":
    "Le compagnon qui répond n’est pas celui auquel ce navigateur est associé : exécutez `npx pagewire pair` et ouvrez le lien.",
  "proof.not-proven":
    "Ce qui répond n’a pas pu prouver être le compagnon auquel ce navigateur est associé : exécutez `npx pagewire pair` et ouvrez le lien.",
  "proof.no-companion": "Ce qui répond n’est pas le compagnon.",
  "proof.version":
    "Le compagnon et l’extension sont de versions différentes : mettez les deux à jour, puis rechargez l’extension.",
  "proof.version-companion":
    "Le compagnon est trop ancien pour cette extension : mettez Pagewire à jour sur cet ordinateur, puis redémarrez-le.",
  "proof.version-extension":
    "Cette extension est trop ancienne pour le compagnon : mettez-la à jour, puis rechargez-la.",
  "proof.not-paired": "Ce navigateur n’est pas associé : exécutez `npx pagewire pair` et ouvrez le lien.",
  "proof.revoked":
    "L’association de ce navigateur a été révoquée : exécutez `npx pagewire pair` et ouvrez le lien pour l’associer à nouveau.",
  "store.unusable":
    "Le navigateur n’ouvre pas ce que Pagewire y conserve : redémarrez le navigateur et, si cela n’aide pas, repartez de zéro. Les fichiers reçus et non enregistrés sont alors perdus.",
  "store.lost":
    "Le navigateur a perdu ce que Pagewire y conservait, l’association et les listes : exécutez `npx pagewire pair` et ouvrez le lien pour associer à nouveau ce navigateur.",
  "store.click-lost": "Ce sur quoi vous venez de cliquer n’a pas pu être gardé : refaites l’envoi ensuite.",
  "store.no-place":
    "Le navigateur ne donne pas de place pour repartir de zéro : retirez l’extension du navigateur et chargez-la à nouveau.",
  "store.begin-anew": "Repartir de zéro",
  "store.anew":
    "Reparti de zéro : exécutez `npx pagewire pair` et ouvrez le lien pour associer à nouveau ce navigateur.",
  "store.anew-paired": "Reparti de zéro ; ce navigateur est toujours associé.",
  "proof.twin":
    "Un autre navigateur connecté a la même clé que celui-ci, comme un profil et sa copie : exécutez `npx pagewire pair` et ouvrez le lien ici pour associer à nouveau ce navigateur.",
  "proof.wrong-proof":
    "La preuve est fausse : exécutez `npx pagewire pair` et ouvrez le lien pour associer à nouveau ce navigateur.",
  "proof.link-unknown":
    "Le compagnon qui répond ne connaît pas ce lien : exécutez `npx pagewire pair` pour en obtenir un nouveau.",
  "proof.link-unknown-here":
    "Ce lien n’est pas connu ici : exécutez `npx pagewire pair` pour en obtenir un nouveau.",
  "proof.link-used": "Ce lien a déjà servi : exécutez `npx pagewire pair` pour en obtenir un nouveau.",
  "proof.link-expired": "Ce lien a expiré : exécutez `npx pagewire pair` pour en obtenir un nouveau.",
  "proof.busy": "Trop de connexions font leur preuve en même temps : réessayez dans un instant.",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
