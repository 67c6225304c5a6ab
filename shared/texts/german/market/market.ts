/** German: the price market: venues, holes, alerts, and the commands about them. */

import type { MARKET as ENGLISH } from "../../english/market/market.ts";

export const MARKET = {
  "venue.down": "{venue} ist ausgefallen (HTTP {status}); neuer Versuch läuft.",
  "venue.unreachable": "{venue} antwortet nicht; neuer Versuch läuft.",
  "venue.no-address":
    "Keine Adresse von {venue} zu finden: Der Rechner ist offline, oder sein Netzwerk verbirgt den Namen.",
  "venue.certificate":
    "Dieses Netzwerk antwortet für {venue} mit einem falschen Zertifikat: Ein anderes hilft vielleicht.",
  "venue.stranger":
    "Was in diesem Netzwerk für {venue} antwortet, ist nicht {venue}: dort anmelden oder ein anderes benutzen.",
  "venue.elsewhere":
    "Dieses Netzwerk leitet Verbindungen zu {venue} um (HTTP {status}): dort anmelden oder ein anderes benutzen.",
  "venue.proxy": "Der Proxy lässt keine Verbindung zu {venue} durch (HTTP {status}).",
  "venue.proxy-gone": "Der Proxy antwortet nicht, {venue} ist daher nicht erreichbar; neuer Versuch läuft.",
  "venue.maintenance": "{venue} wird gewartet; neuer Versuch läuft.",
  "venue.lagging": "{venue} meldet Abschlüsse in {symbol}, sie kommen aber nicht an.",
  "venue.wrong-key": "{venue} lehnt den Schlüssel aus config.json ab.",
  "venue.no-match": "Nichts, was {venue} sendet, passt zu den Pfaden in config.json.",
  "venue.instead": "Live stattdessen von {venue}. {why}",

  "venue.twice": "nennt {venue} zweimal: jeden Handelsplatz nur einmal nennen",
  "venue.taken": "{venue} heißt schon ein anderer Handelsplatz: einen eigenen Namen wählen",
  "venue.path-form": "muss ein Pfad wie data.0.price sein, höchstens {most} durch Punkte verbundene Namen",
  "venue.name-form": "muss ein kurzer Name aus Kleinbuchstaben, Ziffern und Bindestrichen sein",
  "venue.symbol-list":
    "muss die Symbole nennen, die er meldet, etwa BTC-USD, jedes mit dem Namen des Handelsplatzes dafür",
  "venue.key-form": "muss der Schlüssel sein, wie ihn der Handelsplatz ausgab, ein Wort",
  "venue.damaged":
    "Die Kurshistorie ist nicht lesbar und wird neu begonnen; die alte bleibt als {file} erhalten.",
  "venue.no-history":
    "Die Kurshistorie kann nicht aufbewahrt werden: {reason}. Die Kurse werden ohne sie gezeigt.",
  "venue.no-list": "{venue} hat nicht gesagt, welche Symbole dort gehandelt werden.",
  "venue.unknown-name": "Kein Handelsplatz heißt {name}; es gibt {names}.",

  "alert.unknown": "Kein Alarm hat die Kennung {id}: `pagewire alert list` zeigt sie.",
  "alert.ambiguous": "Mehrere Alarme beginnen mit {id}: mehr von der Kennung eingeben.",
  "alert.full": "Es gibt schon {most} Alarme: erst einen entfernen.",
  "alert.not-kept": "Der Alarm konnte nicht gespeichert werden: {reason}",
  "alert.events":
    "Ein Alarm wird hinzugefügt, geändert, entfernt oder gesehen: anderes wird hier nicht verstanden.",
  "alert.is-above": "{symbol} liegt über {price}: {now} bei {venue}.",
  "alert.is-below": "{symbol} liegt unter {price}: {now} bei {venue}.",
  "alert.is-change": "{symbol} hat sich binnen {minutes} min um {percent} % bewegt: {now} bei {venue}.",
  "alert.hook-failed": "{program}, bei Kursalarmen ausgeführt, ist gescheitert: siehe {output}.",
  "alert.none": "Keine Alarme: `pagewire alert add BTC-USD --above 100000` legt einen an.",
  "alert.mark-above": "über {price}",
  "alert.mark-below": "unter {price}",
  "alert.mark-change": "{percent} % binnen {minutes} min",
  "alert.state-waiting": "wartet",
  "alert.state-fired": "ausgelöst",
  "alert.wish": "Eines angeben: --above PRICE, --below PRICE oder --change PERCENT mit --within MINUTES.",
  "alert.number": "{value} ist kein Kurs: wie 64000.50 schreiben.",
  "alert.minutes": "--within nimmt {least} bis {most} Minuten.",
  "alert.word": "{word} gibt es nicht: add, list oder rm angeben.",

  "symbol.completed": "{typed} wird als {symbol} gelesen.",
  "symbol.events": "Symbole werden gesucht: anderes wird hier nicht verstanden.",

  "series.events": "Ein Kurs-Topic versteht das Ereignis history und kein anderes.",
  "series.resolution": "{value} ist keine Balkenlänge: eine von {names} angeben.",
  "series.date": "{value} ist kein Datum: wie 2026-11-01 oder 2026-11-01T08:30Z schreiben.",
  "series.needs-bars": "--from, --to und --csv gehören zu --bars RESOLUTION.",
  "series.needs-from": "--bars braucht --from DATE.",
  "series.no-follow": "--bars zeigt, was war, --follow, was kommt: eines angeben.",
  "series.gap": "{symbol} ist von {from} bis {to} nicht bekannt.",
  "series.none": "Für diese Zeit sind keine Balken von {symbol} bekannt.",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
