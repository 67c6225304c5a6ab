/** French: the price market: venues, holes, alerts, and the commands about them. */

import type { MARKET as ENGLISH } from "../../english/market/market.ts";

export const MARKET = {
  "venue.down": "{venue} est en panne (HTTP {status}) ; nouvel essai en cours.",
  "venue.unreachable": "{venue} ne répond pas ; nouvel essai en cours.",
  "venue.no-address":
    "Aucune adresse de {venue} n’est trouvée : cet ordinateur est hors ligne, ou son réseau cache ce nom.",
  "venue.certificate":
    "Ce réseau répond à la place de {venue} avec un faux certificat : un autre réseau peut aider.",
  "venue.stranger":
    "Ce qui répond à la place de {venue} sur ce réseau n’est pas {venue} : connectez-vous au réseau ou utilisez-en un autre.",
  "venue.elsewhere":
    "Ce réseau détourne les connexions vers {venue} (HTTP {status}) : connectez-vous à ce réseau, ou prenez-en un autre.",
  "venue.proxy": "Le proxy ne laisse passer aucune connexion vers {venue} (HTTP {status}).",
  "venue.proxy-gone": "Le proxy ne répond pas, {venue} est donc hors d’atteinte ; nouvel essai en cours.",
  "venue.maintenance": "{venue} est en maintenance ; nouvel essai en cours.",
  "venue.lagging": "{venue} dit que {symbol} se négocie, mais les transactions n’arrivent pas.",
  "venue.wrong-key": "{venue} refuse la clé indiquée dans config.json.",
  "venue.no-match": "Rien de ce que {venue} envoie ne correspond aux chemins indiqués dans config.json.",
  "venue.instead": "En direct de {venue} à la place. {why}",

  "venue.twice": "nomme {venue} deux fois : nommez chaque plateforme une seule fois",
  "venue.taken": "{venue} est déjà le nom d’une autre plateforme : choisissez-en un autre",
  "venue.path-form": "il faut un chemin comme data.0.price, au plus {most} noms joints par des points",
  "venue.name-form": "il faut un nom court fait de minuscules, de chiffres et de traits d’union",
  "venue.symbol-list":
    "il faut nommer les symboles qu’elle annonce, comme BTC-USD, chacun avec le nom que lui donne la plateforme",
  "venue.key-form": "il faut la clé telle que la plateforme l’a donnée, en un seul mot",
  "venue.damaged":
    "L’historique des cours est illisible et recommence à zéro ; l’ancien est gardé sous {file}.",
  "venue.no-history":
    "L’historique des cours ne peut pas être gardé : {reason}. Les cours s’affichent sans lui.",
  "venue.no-list": "{venue} n’a pas dit quels symboles s’y négocient.",
  "venue.unknown-name": "Aucune plateforme ne s’appelle {name} ; il y a {names}.",

  "alert.unknown": "Aucune alerte n’a l’identifiant {id} : `pagewire alert list` les montre.",
  "alert.ambiguous": "Plusieurs alertes commencent par {id} : tapez-en davantage.",
  "alert.full": "Il y a déjà {most} alertes : supprimez-en une d’abord.",
  "alert.not-kept": "L’alerte n’a pas pu être gardée : {reason}",
  "alert.events": "Une alerte s’ajoute, se modifie, se supprime ou est vue : rien d’autre n’est compris ici.",
  "alert.is-above": "{symbol} est au-dessus de {price} : {now} chez {venue}.",
  "alert.is-below": "{symbol} est en dessous de {price} : {now} chez {venue}.",
  "alert.is-change": "{symbol} a bougé de {percent} % en {minutes} min : {now} chez {venue}.",
  "alert.hook-failed": "{program}, lancé aux alertes de cours, a échoué : voir {output}.",
  "alert.none": "Aucune alerte : `pagewire alert add BTC-USD --above 100000` en crée une.",
  "alert.mark-above": "au-dessus de {price}",
  "alert.mark-below": "en dessous de {price}",
  "alert.mark-change": "{percent} % en {minutes} min",
  "alert.state-waiting": "en attente",
  "alert.state-fired": "déclenchée",
  "alert.wish": "Indiquez --above PRICE, --below PRICE, ou --change PERCENT avec --within MINUTES.",
  "alert.number": "{value} n’est pas un cours : écrivez-le comme 64000.50.",
  "alert.minutes": "--within accepte de {least} à {most} minutes.",
  "alert.word": "{word} n’existe pas : dites add, list ou rm.",

  "symbol.completed": "{typed} est lu comme {symbol}.",
  "symbol.events": "Les symboles se cherchent : rien d’autre n’est compris ici.",

  "series.events": "Un topic de cours accepte l’événement history et aucun autre.",
  "series.resolution": "{value} n’est pas une durée de barre : dites l’une de {names}.",
  "series.date": "{value} n’est pas une date : écrivez-la comme 2026-11-01 ou 2026-11-01T08:30Z.",
  "series.needs-bars": "--from, --to et --csv vont avec --bars RESOLUTION.",
  "series.needs-from": "--bars demande --from DATE.",
  "series.no-follow": "--bars montre le passé, --follow la suite : dites l’un des deux.",
  "series.gap": "{symbol} n’est pas connu de {from} à {to}.",
  "series.none": "Aucune barre de {symbol} n’est connue pour cette période.",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
