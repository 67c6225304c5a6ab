/** French: pairing: the companion's own page, the question before it, and the page that names a new companion. */

import type { PAIRING as ENGLISH } from "../english/pairing.ts";

export const PAIRING = {
  "pairing.pair": "Associer ce navigateur",
  "pairing.press": "Appuyez sur le bouton pour associer ce navigateur.",
  "pairing.pairing": "Association…",
  "pairing.paired": "Associé.",
  "pairing.shown": "Presque fini : regardez la page Pagewire qui vient de s’ouvrir.",
  "pairing.asked": "Une question d’abord : répondez dans la page Pagewire qui vient de s’ouvrir.",
  "pairing.late": "Personne n’a répondu à temps : rien n’a changé. Rechargez la page pour réessayer.",
  "pairing.no-answer": "L’extension Pagewire ne répond pas : rechargez cette page et réessayez.",
  "pairing.no-page": "Le navigateur n’a ouvert aucune page pour l’afficher : réessayez.",
  "pairing.meanwhile":
    "Ce navigateur a été associé entre-temps à un autre compagnon : ouvrez un nouveau lien d’association pour que la question vous soit posée sur celui-ci.",
  "pairing.kept": "Ce navigateur garde le compagnon qu’il a.",
  "pairing.nothing": "Rien n’a été associé.",
  "pairing.ended": "Cette question est close : ouvrez un nouveau lien d’association.",
  "pairing.own-page": "Seule la page d’association d’un compagnon peut associer.",
  "pairing.another-waits": "Une autre association attend votre réponse : répondez d’abord dans sa page.",
  "pairing.incomplete":
    "Le lien n’est pas complet : copiez-le en entier, ou exécutez `npx pagewire pair` pour en obtenir un nouveau.",
  "pairing.undone": "Annulé : ce navigateur ne lui est plus associé.",
  "pairing.undone-untold": "{undone} {untold}",
  "pairing.not-any-more": "Il n’est plus associé.",

  "confirm.title-first": "Un compagnon demande à être associé",
  "confirm.title": "Un autre compagnon demande à être associé",
  "confirm.why-known":
    "Un navigateur n’appartient qu’à un compagnon à la fois. Si vous ne venez pas d’ouvrir vous-même un lien d’association, gardez celui que vous avez : n’importe quel programme de cet ordinateur peut afficher une telle page.",
  "confirm.why-arrival":
    "Une autre page a mené à sa page d’association. Si vous ne venez pas d’ouvrir vous-même un lien d’association, n’associez rien : n’importe quel programme de cet ordinateur peut afficher une telle page.",
  "confirm.why-button":
    "Le bouton sur lequel vous avez appuyé là-bas n’était pas visible pour ce qu’il est. Si vous ne vouliez pas associer ce navigateur, n’associez rien : n’importe quel programme de cet ordinateur peut afficher une telle page.",
  "confirm.after-switch":
    "Après un changement, ce que vous envoyez et ce qui attend encore va au nouveau, et seul le nouveau peut envoyer des fichiers à ce navigateur. Ce que vous avez reçu reste.",
  "confirm.after-pairing":
    "Une fois l’association faite, ce que vous envoyez et ce qui attend déjà y va, et ce compagnon peut envoyer des fichiers à ce navigateur.",
  "confirm.ended":
    "Cette question est close : rien n’a changé. Rouvrez le lien d’association pour qu’elle soit posée à nouveau.",
  "confirm.paired-now": "Associé en ce moment",
  "confirm.since": "depuis le {time}",
  "confirm.asks": "Demande à être associé",
  "confirm.unproven": "prétend être le compagnon que vous connaissez et n’a pas pu le prouver",
  "confirm.not-known": "inconnu de ce navigateur",
  "confirm.keep": "Garder {address}",
  "confirm.pair-nothing": "Ne rien associer",
  "confirm.switch": "Passer à {address}",
  "confirm.pair-with": "Associer à {address}",
  "confirm.asks-later":
    "Son utilisateur et son dossier sont affichés une fois l’association faite, avant tout envoi. Vous pourrez l’annuler à ce moment-là.",

  "result.title": "Associé. Est-ce bien votre compagnon ?",
  "result.title-over": "Non associé",
  "result.not-paired": "Ce navigateur n’est associé à aucun compagnon.",
  "result.state-looking": "Rien n’y a encore été envoyé.",
  "result.state-ready": "Prêt : ce navigateur y envoie désormais, et en reçoit des fichiers.",
  "result.undoing": "Annulation…",
  "result.right": "C’est bien lui",
  "result.close": "Fermer",
  "result.undo": "Annuler",
  "result.companion": "Le compagnon",
  "result.runs-as": "Utilisateur",
  "result.files-in": "Fichiers dans",
  "result.says-nothing": "non indiqué",
  "result.about":
    "L’adresse est ce que ce navigateur a joint. L’utilisateur et le dossier sont ce que le compagnon dit de lui-même : un navigateur ne peut pas les vérifier.",
  "result.opened-yourself":
    "Avez-vous ouvert vous-même son lien d’association ? Alors votre terminal affiche le même port et le même dossier ; `npx pagewire status` les redit. Sinon, annulez : n’importe quel programme de cet ordinateur, même celui d’un autre utilisateur, peut afficher une page d’association.",

  "look.first":
    "Un nouveau compagnon a été associé. Rien n’est envoyé ni reçu avant que vous l’ayez vérifié.",
  "look.look": "Vérifier",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
