/** The topic `alerts`: all there are, what becomes of them, and how they are made and unmade. */

import { isFields, textField } from "../../../../shared/protocol/fields.ts";
import {
  ALERTS_TOPIC,
  AlertsEvent,
  decimalField,
  decodeAlertWish,
  MAX_ALERT_ID_BYTES,
  percentField,
} from "../../../../shared/protocol/market/alerts.ts";
import { ProtocolError } from "../../../../shared/protocol/protocol-error.ts";
import { message } from "../../../../shared/texts/message.ts";
import { sentenceOf } from "../../../../shared/texts/said.ts";
import type { PriceAlerts } from "../../../prices/alerts/price-alerts.ts";
import { mustBeTraded } from "../../../prices/alerts/traded-symbol.ts";
import type { Market } from "../../../prices/market.ts";
import { MarketError } from "../../../prices/market-error.ts";
import type { ChannelKind, Payload } from "../../channels/channel.ts";

/** Alerts are the user's, not a client's: every admitted one hears and changes all of them. */
export function alertsChannel(alerts: PriceAlerts, market: Pick<Market, "find">): ChannelKind {
  return {
    topics: ALERTS_TOPIC,
    authorize: () => true,
    join: ({ push }) => ({
      reply: { alerts: alerts.list },
      leave: alerts.listen({
        alerts: (list) => push(AlertsEvent.alerts, { alerts: list }),
        fired: (alert) => push(AlertsEvent.fired, { ...alert }),
      }),
      async handle(event, payload) {
        try {
          return { status: "ok", response: await answer(alerts, market, event, payload) };
        } catch (error) {
          if (!(error instanceof ProtocolError || error instanceof MarketError)) throw error;
          return { status: "error", response: { reason: error.code, ...sentenceOf(error) } };
        }
      },
    }),
  };
}

async function answer(
  alerts: PriceAlerts,
  market: Pick<Market, "find">,
  event: string,
  payload: unknown,
): Promise<Payload> {
  if (event === AlertsEvent.add) {
    const wish = decodeAlertWish(payload);
    await mustBeTraded(market, wish.symbol);
    return { ...alerts.add(wish) };
  }
  if (!isFields(payload)) throw new ProtocolError("malformed_frame", "An alert must be a JSON object.");
  switch (event) {
    case AlertsEvent.change: {
      const { id, kind } = alerts.find(textField(payload, "id", MAX_ALERT_ID_BYTES));
      const mark =
        kind === "change" ? { percent: percentField(payload) } : { price: decimalField(payload, "price") };
      return { ...alerts.change(id, mark) };
    }
    case AlertsEvent.seen:
      return { ...alerts.seen(textField(payload, "id", MAX_ALERT_ID_BYTES)) };
    case AlertsEvent.remove:
      return { id: alerts.remove(textField(payload, "id", MAX_ALERT_ID_BYTES)) };
    default:
      throw new MarketError("unknown_event", message("alert.events"));
  }
}
