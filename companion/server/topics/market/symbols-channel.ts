/** The topic `symbols`: which venues there are, and a search for what they trade. */

import {
  decodeSymbolQuery,
  SYMBOLS_TOPIC,
  SymbolsEvent,
} from "../../../../shared/protocol/market/symbols.ts";
import { ProtocolError } from "../../../../shared/protocol/protocol-error.ts";
import { message } from "../../../../shared/texts/message.ts";
import { saying, sentenceOf } from "../../../../shared/texts/said.ts";
import type { Market } from "../../../prices/market.ts";
import type { ChannelKind } from "../../channels/channel.ts";

/** Every admitted client may search; a script's own topic patterns are the server's to check. */
export function symbolsChannel(market: Pick<Market, "venues" | "find">): ChannelKind {
  return {
    topics: SYMBOLS_TOPIC,
    authorize: () => true,
    join: () => ({
      reply: { venues: market.venues },
      async handle(event, payload) {
        if (event !== SymbolsEvent.search) {
          return {
            status: "error",
            response: { reason: "unknown_event", ...saying(message("symbol.events")) },
          };
        }
        try {
          const { query, venue } = decodeSymbolQuery(payload);
          const known = market.venues.map(({ name }) => name);
          if (venue !== undefined && !known.includes(venue)) {
            const why = message("venue.unknown-name", { name: venue, names: known.join(", ") });
            return { status: "error", response: { reason: "unknown_venue", ...saying(why) } };
          }
          return { status: "ok", response: { ...(await market.find(query, venue)) } };
        } catch (error) {
          if (!(error instanceof ProtocolError)) throw error;
          return { status: "error", response: { reason: error.code, ...sentenceOf(error) } };
        }
      },
    }),
  };
}
