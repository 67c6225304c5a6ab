/** French: what a command says that works with a companion on another computer. */

import type { FAR as English } from "../../english/terminal/far.ts";

export const FAR = {
  "uploads.not-announced": "Personne n’a dit à qui ce fichier est destiné : envoyez-le de nouveau.",
  "uploads.taken": "Un autre fichier a cet identifiant : envoyez-le sous un nouveau.",
  "far.both-needed": "PAGEWIRE_URL et PAGEWIRE_TOKEN vont ensemble : définissez les deux ou aucune.",
  "far.url-wrong":
    "{url} n’est pas l’adresse d’un port redirigé : elle ressemble à ws://127.0.0.1:8737, sur cet ordinateur.",
  "far.two-homes":
    "--home désigne un compagnon ici et PAGEWIRE_URL un autre ailleurs : retirez l’un des deux.",
  "far.no-answer":
    "Rien ne répond à {url} : la connexion qui le redirige est-elle ouverte, et le compagnon y tourne-t-il ?",
  "far.stranger": "Ce qui répond à {url} n’est pas un compagnon de Pagewire : vérifiez où mène ce port.",
  "far.token-refused":
    "Le compagnon à {url} n’accepte pas ce jeton : il a été révoqué, ou c’est celui d’un autre. Créez-en un nouveau là-bas avec `npx pagewire token --name NAME`, ou reconnectez-vous avec `npx pagewire ssh`.",
  "far.token-elsewhere":
    "Ce jeton ne vaut pas pour {topic} : créez-en un avec `npx pagewire token --name NAME --topics {topic}`.",
  "far.older":
    "Le compagnon à {url} est d’une version plus ancienne qui ne sait pas le faire : mettez-le à jour là-bas.",
  "far.lost":
    "La connexion à {url}, rompue, n’a pas pu être rétablie : relancez la commande quand elle sera revenue.",
  "far.note-unreadable": "{file} est illisible : supprimez-le, ou reconnectez-vous avec `npx pagewire ssh`.",
  "far.status":
    "Un compagnon tourne à {url}, version {version} ; navigateurs et scripts connectés : {connected}.",
  "far.sending": "Envoi de {name}",
  "far.sending-of": "Envoi de {name} ({index} sur {count})",
  "far.getting": "Récupération de {name}",
  "far.changed": "{name} a été modifié en cours de route : récupérez-le de nouveau.",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
