/** The part that follows prices: their history, the market, the alerts, and the topics they are heard on. */

import type { DatabaseSync } from "node:sqlite";
import type { Message } from "../shared/texts/message.ts";
import type { Home } from "./home/home.ts";
import { openAlerts } from "./prices/alerts/open-alerts.ts";
import { openPriceDatabase } from "./prices/bars/price-database.ts";
import { Market } from "./prices/market.ts";
import type { PriceSettings } from "./prices/settings/price-settings.ts";
import type { Log } from "./process/log.ts";
import type { ChannelKind } from "./server/channels/channel.ts";
import { alertsChannel } from "./server/topics/market/alerts-channel.ts";
import { priceChannel } from "./server/topics/market/price-channel.ts";
import { symbolsChannel } from "./server/topics/market/symbols-channel.ts";

export interface PricesOptions {
  readonly home: Home;
  /** Where the alerts are kept; stays the caller's. */
  readonly database: DatabaseSync;
  readonly settings: PriceSettings | undefined;
  /** The user's own program, run for each price alert that fires. */
  readonly onAlert: readonly string[] | undefined;
  readonly log: Log;
  /** One sentence for the person at the terminal. */
  readonly tell: (what: Message) => void;
}

export interface PricesPart {
  readonly kinds: readonly ChannelKind[];
  /** Ends the alerts, the market, and at last the history. */
  close(): Promise<void>;
}

/** Opens all of it; alerts are watched from now on. What was opened is closed again where it throws. */
export async function openPrices(options: PricesOptions): Promise<PricesPart> {
  await using opened = new AsyncDisposableStack();
  const { home, database, settings, onAlert, log, tell } = options;
  const history = opened.adopt(openPriceDatabase(home.priceHistory, { log, tell }), (open) => open.close());
  const market = opened.adopt(new Market({ database: history, settings, log }), (open) => open.close());
  const alerts = opened.adopt(openAlerts({ log, tell, database, market, home, command: onAlert }), (open) =>
    open.close(),
  );
  const closing = opened.move();
  return {
    kinds: [priceChannel(market), symbolsChannel(market), alertsChannel(alerts, market)],
    close: () => closing.disposeAsync(),
  };
}
