/** French: the pages' titles, and the pages that show one thing: the screen of a browser that is not paired, the welcome after installation, and a received file. */

import type { PAGES as ENGLISH } from "../english/pages.ts";

export const PAGES = {
  "title.ask": "Pagewire peut-il lire cette image ?",
  "title.confirm": "Un autre compagnon – Pagewire",
  "title.options": "Réglages de Pagewire",
  "title.paired": "Votre nouveau compagnon – Pagewire",
  "title.popup": "Pagewire",
  "title.save": "Enregistrement d’un fichier – Pagewire",
  "title.sidepanel": "Cours Pagewire",
  "title.view": "Un fichier reçu – Pagewire",
  "title.welcome": "Bienvenue dans Pagewire",

  "unpaired.title": "Associer à cet ordinateur",
  "unpaired.start":
    "L’autre moitié de Pagewire, le compagnon, tourne sur votre ordinateur. Démarrez-le dans un terminal, et ouvrez dans ce navigateur le lien qu’il affiche.",
  "unpaired.running":
    "Pagewire est démarré sur cet ordinateur. Demandez-lui un lien dans un terminal, et ouvrez ce lien dans ce navigateur.",
  "unpaired.in-folder": "Exécutez dans le dossier de Pagewire :",
  "unpaired.runs-already": "Il est déjà démarré ? Voici comment obtenir un lien :",
  "unpaired.open-page": "Ouvrir sa page",
  "unpaired.waiting": "En attente du lien…",
  "unpaired.withheld":
    "Votre navigateur tient Pagewire à l’écart des pages de cet ordinateur, dont celle de l’association : autorisez-le à les lire.",
  "unpaired.allow": "Autoriser cet ordinateur",
  "unpaired.done": "Associé à cet ordinateur.",
  "unpaired.try": "Essayer sur une page d’exemple",

  "welcome.about":
    "Pagewire relie ce navigateur à l’ordinateur sur lequel il tourne : les images vont dans un dossier, des fichiers en reviennent, et un cours se lit d’un coup d’œil. Rien ne va ailleurs.",
  "welcome.start": "Démarrer Pagewire sur cet ordinateur",
  "welcome.start-about":
    "La moitié du navigateur est là. L’autre, le compagnon, tourne sur votre ordinateur : démarrez-le dans un terminal.",
  "welcome.started": "Il est démarré, sur {address}.",
  "welcome.pair": "Lui associer ce navigateur",
  "welcome.pair-about":
    "Ouvrez dans ce navigateur le lien qu’il affiche, et appuyez-y sur le bouton. Voici comment obtenir un autre lien :",
  "welcome.send": "Envoyer votre première image",
  "welcome.send-about":
    "Faites un clic droit sur n’importe quelle image de n’importe quelle page et choisissez « Envoyer à Pagewire ». L’instant d’après, elle est dans le dossier Inbox de votre ordinateur, avec sa provenance.",
  "welcome.sent":
    "Elle est sur votre ordinateur. Vous la trouverez dans le dossier Inbox, et dans le popup sous « Envoyés ».",
  "welcome.allow": "Chaque image exactement telle quelle",
  "welcome.allow-about":
    "La plupart des images sont sur un autre site que la page qui les montre. Si vous autorisez tous les sites, Pagewire prend les octets d’origine d’une image dans la page, et ne les redemande à aucun site. Il ne lit que ce sur quoi vous cliquez, et ne l’envoie qu’à votre propre ordinateur. Vous pouvez aussi décider à la première image qui en a besoin.",
  "welcome.allow-again":
    "La plupart des images sont sur un autre site que la page qui les montre. Si vous autorisez tous les sites, Pagewire redemande une image à son propre site lorsque la copie de la page est hors d’atteinte. Il ne lit que ce sur quoi vous cliquez, et ne l’envoie qu’à votre propre ordinateur. Vous pouvez aussi décider à la première image qui en a besoin.",
  "welcome.allow-button": "Autoriser tous les sites",
  "welcome.allowed": "Tous les sites sont autorisés. Vous pouvez revenir en arrière dans les réglages.",
  "welcome.icon": "Garder Pagewire sous la main",
  "welcome.icon-about":
    "Son icône montre ce qui est arrivé et ce qui est parti, ouvre les fichiers et les cours, et compte ce qui est nouveau.",
  "welcome.pin":
    "Le navigateur l’a rangée derrière la pièce de puzzle : cliquez dessus, puis sur l’épingle à côté de Pagewire.",
  "welcome.pinned": "L’icône est dans la barre d’outils.",
  "welcome.keys": "Ces touches l’ouvrent aussi :",
  "welcome.no-keys": "Aucune touche ne l’ouvre encore.",

  "ask.why":
    "L’image vient d’un autre endroit que sa page, et votre navigateur garde de tels octets hors de portée des extensions tant que vous n’en décidez pas autrement. Pagewire ne lit que ce sur quoi vous cliquez, et ne l’envoie qu’à votre propre ordinateur.",
  "ask.every": "Tous les sites",
  "ask.every-about":
    "Une seule question : chaque image arrive exactement comme sa page la montre, et aucun site n’est sollicité à nouveau.",
  "ask.every-again":
    "Une seule question : chaque image arrive comme son propre site la donne, qui est sollicité une fois de plus.",
  "ask.only": "Seulement {host}",
  "ask.only-about": "L’image est redemandée une fois à ce site ; pour d’autres, la question reviendra.",
  "ask.never": "Jamais",
  "ask.never-about":
    "Vous obtenez ce qui est possible sans autorisation : redessiné, ou découpé à l’écran, et signalé comme tel.",

  "save.saving": "Enregistrement",
  "save.ready": "{size}, pas encore enregistré.",
  "save.reading":
    "{done} lus sur {size}. Le popup peut être fermé ; laissez cette page ouverte jusqu’à ce que le navigateur enregistre le fichier.",
  "save.handed-over":
    "Le navigateur l’enregistre maintenant : sa liste de téléchargements montre où il en est.",
  "save.saved": "Le fichier est enregistré.",
  "save.not-whole": "Ce fichier n’est pas encore arrivé en entier : enregistrez-le quand il le sera.",
  "save.too-large":
    "Le navigateur n’a pas la place d’assembler un fichier si grand pour ses téléchargements : choisissez plutôt un emplacement, ou libérez de l’espace disque et enregistrez-le à nouveau.",
  "save.again": "Enregistrer à nouveau",
  "save.close": "Fermer cette page",
  "save.choose": "Choisir un emplacement…",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
