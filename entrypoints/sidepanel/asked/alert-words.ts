/** An alert in words and as a line in the chart; pure. */

import { shownPrice, shownSpan } from "../../../shared/extension/prices/figures.ts";
import type { PriceAlert } from "../../../shared/protocol/market/alerts.ts";
import { text } from "../../../shared/texts/text.ts";

/** An alert's price in the chart. */
export interface AlertLine {
  readonly id: string;
  readonly price: number;
  /** Otherwise it has fired and says nothing more. */
  readonly isWaiting: boolean;
  readonly words: string;
}

/** "BTC-USD above 70,000.00". */
export function alertInWords(alert: PriceAlert, decimals: number): string {
  const { symbol, kind, price = "0", percent = "0", withinSeconds = 0 } = alert;
  if (kind === "change")
    return `${symbol} ${text("alert.mark-change", { percent, minutes: withinSeconds / 60 })}`;
  const least = Math.max(decimals, price.split(".")[1]?.length ?? 0);
  return `${symbol} ${text(`alert.mark-${kind}`, { price: shownPrice(price, least) })}`;
}

/** The lines of one symbol's alerts; a change has no price to stand at. */
export function alertLines(alerts: readonly PriceAlert[], symbol: string): readonly AlertLine[] {
  return alerts.flatMap(({ id, symbol: of, kind, price, state }): AlertLine[] =>
    of === symbol && price !== undefined && kind !== "change"
      ? [{ id, price: Number(price), isWaiting: state === "waiting", words: text(`alarm.kind-${kind}`) }]
      : [],
  );
}

/** How long a change may take, as it is offered. */
export const WITHIN_S = [300, 900, 3_600, 14_400, 86_400, 604_800] as const;

export function withinInWords(seconds: number): string {
  return shownSpan(seconds);
}
