/** French: what is wrong between this browser and the companion, and what to do about it. */

import type { DIAGNOSIS as ENGLISH } from "../english/diagnosis.ts";

export const DIAGNOSIS = {
  "diagnosis.pair": "Exécutez `npx pagewire pair` et ouvrez dans ce navigateur le lien affiché.",
  "diagnosis.site-access":
    "Ouvrez chrome://extensions, cliquez sur « Détails » pour Pagewire et réglez « Accès au site » sur « Sur tous les sites », ou activez l’adresse 127.0.0.1.",
  "diagnosis.local-access":
    "Autorisez pour Pagewire l’accès au réseau local dans les paramètres de confidentialité du navigateur, ou demandez à la personne qui gère ce navigateur.",
  "diagnosis.doctor": "`npx pagewire doctor` en dit plus.",
  "diagnosis.polling":
    "Quelque chose sur cet ordinateur coupe les WebSockets, les fichiers passent donc lentement.",
  "diagnosis.polling-fix": "Faites laisser passer les WebSockets vers {address} par le proxy ou l’antivirus.",
  "diagnosis.not-running": "Rien ne répond sur {address} : le compagnon n’est pas démarré.",
  "diagnosis.not-running-fix":
    "Exécutez `npx pagewire start` dans le dossier de Pagewire. S’il utilise un autre port, associez à nouveau.",
  "diagnosis.other-program": "Un autre programme répond sur {address}. Il n’a reçu qu’un simple bonjour.",
  "diagnosis.other-program-fix":
    "Arrêtez ce programme, puis exécutez `npx pagewire start` ; ou démarrez le compagnon avec --port et associez à nouveau.",
  "diagnosis.cut": "Le compagnon est là sur {address}, mais ce que dit ce navigateur ne lui parvient pas.",
  "diagnosis.cut-fix":
    "Cherchez un proxy, un antivirus ou une règle qui filtre les adresses de cet ordinateur ; `npx pagewire doctor` vérifie le reste.",
  "diagnosis.blocked": "Le navigateur ne laisse pas Pagewire joindre cet ordinateur.",
  "diagnosis.not-paired": "Ce navigateur n’a pas encore de compagnon.",
  "diagnosis.twin": "Un autre navigateur connecté a la même clé que celui-ci, comme un profil et sa copie.",
  "diagnosis.revoked":
    "Le compagnon ne fait plus confiance à ce navigateur : son association a été révoquée.",
  "diagnosis.version": "Le compagnon et l’extension sont de versions différentes.",
  "diagnosis.version-fix":
    "Dans le dossier de Pagewire, exécutez `npm run build` et redémarrez le compagnon, puis rechargez l’extension dans chrome://extensions.",
  "diagnosis.other-companion": "Le compagnon qui tourne sur {address} n’est pas celui qui est connu.",
  "diagnosis.other-companion-fix":
    "Démarrez-le avec le dossier de données auquel ce navigateur a été associé (--home), ou associez le nouveau : {pair}",
  "diagnosis.not-proven":
    "Ce qui répond sur {address} n’a pas pu prouver être le compagnon et n’a reçu qu’un simple bonjour.",
  "diagnosis.not-proven-fix":
    "Trouvez quel programme occupe le port ; si c’est le compagnon avec de nouvelles clés : {pair}",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
