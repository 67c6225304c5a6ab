/** The alerts with all that belongs to them: where they are kept, and whom they tell. */

import type { DatabaseSync } from "node:sqlite";
import type { Message } from "../../../shared/texts/message.ts";
import type { Log } from "../../process/log.ts";
import type { Market } from "../market.ts";
import { AlertHook } from "./alert-hook.ts";
import { AlertStore } from "./alert-store.ts";
import { firedWords } from "./alert-words.ts";
import { PriceAlerts } from "./price-alerts.ts";

export interface OpenAlertsOptions {
  readonly database: DatabaseSync;
  readonly market: Market;
  readonly home: { readonly root: string; readonly hookOutput: string };
  /** The user's own program, if there is one. */
  readonly command: readonly string[] | undefined;
  readonly log: Log;
  readonly tell: (what: Message) => void;
}

/** Watches from now on; the caller closes it before the market. */
export function openAlerts({ database, market, home, command, log, tell }: OpenAlertsOptions): PriceAlerts {
  const store = new AlertStore(database, log);
  const alerts = new PriceAlerts({ store, market, log, now: () => Date.now() });
  alerts.listen({ alerts: () => undefined, fired: (alert) => tell(firedWords(alert)) });
  if (command) alerts.listen(new AlertHook({ command, root: home.root, output: home.hookOutput, log, tell }));
  return alerts;
}
