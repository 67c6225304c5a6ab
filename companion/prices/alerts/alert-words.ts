/** What is said of an alert that has fired. */

import type { PriceAlert } from "../../../shared/protocol/market/alerts.ts";
import { type Message, message } from "../../../shared/texts/message.ts";

/** One sentence. */
export function firedWords(alert: PriceAlert): Message {
  const {
    symbol,
    kind,
    price = "",
    percent = "",
    withinSeconds = 0,
    firedPrice: now = "",
    venue = "",
  } = alert;
  if (kind === "change") {
    return message("alert.is-change", {
      symbol,
      percent,
      minutes: Math.round(withinSeconds / 60),
      now,
      venue,
    });
  }
  return message(kind === "above" ? "alert.is-above" : "alert.is-below", { symbol, price, now, venue });
}
