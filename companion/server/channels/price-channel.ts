/** The topics `price:SYMBOL`: a join answered with history, then ticks, bars and the feed's status. */

import { decodePriceJoin, PRICE_TOPIC_PREFIX, parsePriceTopic } from "../../../shared/protocol/price.ts";
import { ProtocolError } from "../../../shared/protocol/protocol-error.ts";
import { type Clock, systemClock } from "../../prices/clock.ts";
import type { Market } from "../../prices/market.ts";
import { MarketError } from "../../prices/market-error.ts";
import { type ChannelKind, JoinRefused } from "./channel.ts";
import { PacedEvents } from "./paced-events.ts";

/** Every admitted client may listen; a script's own topic patterns are the server's to check. */
export function priceChannel(market: Market, clock: Clock = systemClock): ChannelKind {
  return {
    topics: `${PRICE_TOPIC_PREFIX}*`,
    authorize: () => true,
    async join(context, payload) {
      const events = new PacedEvents(context, clock);
      try {
        const symbol = parsePriceTopic(context.topic);
        if (payload instanceof Uint8Array) {
          throw new ProtocolError("malformed_frame", "A price join's payload must be a JSON object.");
        }
        const { history, leave } = await market.listen(symbol, decodePriceJoin(payload), events);
        const cancelStart = clock.after(0, () => events.start());
        return {
          reply: { ...history },
          leave() {
            cancelStart();
            events.stop();
            leave();
          },
        };
      } catch (error) {
        throw refusal(error);
      }
    },
  };
}

function refusal(error: unknown): unknown {
  const isOurs = error instanceof ProtocolError || error instanceof MarketError;
  return isOurs ? new JoinRefused(error.code, error.message) : error;
}
