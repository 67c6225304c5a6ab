/** French: how what was clicked is fetched from its site and sent. */

import type { CAPTURE as ENGLISH } from "../english/capture.ts";

export const CAPTURE = {
  "capture.forbidden":
    "{host} : Pagewire n’a pas encore le droit d’y lire. Appuyez sur « Autoriser » et l’envoi se fera.",
  "capture.unreadable":
    "{host} est illisible : hors ligne, redirigé en boucle, ou redirigé vers un site que Pagewire n’a pas le droit de lire.",
  "capture.the-site": "Le site",
  "capture.this-computer": "cet ordinateur",
  "capture.redirects-to-computer":
    "{from} redirige vers {to}, une adresse de cet ordinateur : rien n’a été lu ni envoyé.",
  "capture.redirects-to-network":
    "{from} redirige vers {to}, une adresse de votre propre réseau : rien n’a été lu ni envoyé.",
  "capture.of-companion":
    "Cette adresse est celle du compagnon lui-même : seules ses images peuvent être envoyées.",
  "capture.site-status": "Au lieu du fichier, le site a répondu {status} : rien n’a été envoyé.",
  "capture.web-page": "L’adresse contient une page web, pas une image : rien n’a été envoyé.",
  "capture.empty-image": "L’image est vide : son site n’a envoyé aucun octet.",
  "capture.part-unnamed": "Le site a envoyé une partie sans dire laquelle.",
  "capture.broken-off":
    "Le site a sans cesse interrompu le téléchargement : réessayez plus tard, il reprendra là où il en était.",
  "capture.changed": "Le fichier a changé sur son site pendant l’envoi : envoyez-le à nouveau.",
  "capture.endless":
    "L’image n’était pas finie après {gib} Gio et son site n’indique pas de taille : rien n’en a été gardé.",
  "capture.asks":
    "Pour les octets d’origine de l’image, sur {host}, Pagewire a besoin de votre autorisation : appuyez sur « Autoriser » et l’envoi se fera.",
  "capture.better-allowed":
    "Autorisez tous les sites dans les réglages, et la prochaine image arrivera exactement telle quelle.",
  "capture.file-access":
    "Pagewire n’a pas le droit de regarder dans les pages du disque de cet ordinateur : activez « Autoriser l’accès aux URL de fichier » dans chrome://extensions.",
  "capture.no-picture": "Il n’y a pas d’image sous le pointeur : faites un clic droit sur l’image elle-même.",
  "capture.choice-taken":
    "La page a fait disparaître la question sur l’image voulue : refaites un clic droit sur l’image.",
  "capture.not-shown": "La page n’a pas pu charger cette image elle-même : il n’y a rien à envoyer.",
  "capture.unpacks": "Décompressée, l’image dépasse {mib} Mio : rien n’en a été gardé.",
  "capture.other-picture":
    "Le site donne maintenant une autre image que celle que montre la page : rien n’a été envoyé.",
  "capture.not-in-page": "Cette image manque dans ce que le navigateur garde de la page.",
  "capture.not-drawable": "La page ne peut pas dessiner cette image, car elle vient d’un autre site.",
  "capture.out-of-sight":
    "L’image n’est pas visible en ce moment : faites défiler jusqu’à elle et envoyez-la à nouveau.",
  "capture.only-page": "Seule la page a ces octets : refaites l’envoi depuis la page.",
  "capture.page-silent": "La page ne laisse pas lire ses octets.",
  "capture.page-lost": "La page n’a plus ces octets : rechargez-la et réessayez.",
  "capture.page-closed": "La page a été fermée avant que tout soit arrivé : refaites l’envoi depuis la page.",
  "capture.page-closed-retry":
    "La page a été fermée avant que tout soit arrivé : appuyez sur « Réessayer » pour chercher le fichier sur son site.",
  "capture.page-closed-allow":
    "La page a été fermée avant que tout soit arrivé : appuyez sur « Autoriser » et le fichier sera cherché sur son site.",
  "capture.kept-unreadable":
    "Le navigateur ne peut plus lire les octets qu’il gardait : envoyez à nouveau le fichier depuis sa page.",
  "capture.kept-gone": "Le navigateur n’a plus les octets : envoyez à nouveau le fichier depuis sa page.",
  "capture.taken-off": "Le fichier a été retiré de la liste avant que tout soit arrivé.",
  "capture.not-followed":
    "L’ordinateur n’a pas compris ce que disait ce navigateur : mettez les deux à jour, puis réessayez.",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
