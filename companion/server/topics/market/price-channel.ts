/** The topics `price:SYMBOL`: a join answered with history, then ticks, bars and the feed's status. */

import { integerField, isFields } from "../../../../shared/protocol/fields.ts";
import { HISTORY_EVENT } from "../../../../shared/protocol/market/gaps.ts";
import {
  decodePriceJoin,
  PRICE_TOPIC_PREFIX,
  PriceEvent,
  parsePriceTopic,
  type Resolution,
} from "../../../../shared/protocol/price.ts";
import { ProtocolError } from "../../../../shared/protocol/protocol-error.ts";
import { message } from "../../../../shared/texts/message.ts";
import { feedSaying, sentenceOf } from "../../../../shared/texts/said.ts";
import { type Clock, systemClock } from "../../../prices/clock.ts";
import type { Market } from "../../../prices/market.ts";
import { MarketError } from "../../../prices/market-error.ts";
import { type ChannelKind, JoinRefused, type Reply } from "../../channels/channel.ts";
import { PacedEvents } from "./paced-events.ts";

/** What the last status says where another client needed the symbol's place. */
const DISPLACED = feedSaying("blocked", message("feed.displaced"));

/** More of one listener's questions wait for each other, and what it says next waits for them. */
const MAX_QUESTIONS_UNDER_WAY = 2;

/** Every admitted client may listen; a script's own topic patterns are the server's to check. */
export function priceChannel(market: Pick<Market, "listen">, clock: Clock = systemClock): ChannelKind {
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
        const { history, part, leave } = await market.listen(symbol, decodePriceJoin(payload), events, {
          client: context.client.id,
          isOwner: context.client.kind === "owner",
          displaced: () => {
            context.push(PriceEvent.status, { ...DISPLACED });
            context.end();
          },
        });
        const cancelStart = clock.after(0, () => events.start());
        let underWay = 0;
        const replyTo = async (event: string, asked: unknown): Promise<Reply> => {
          try {
            if (event !== HISTORY_EVENT) throw new MarketError("unknown_event", message("series.events"));
            const { resolution = history.resolutionSeconds, from, to } = readQuestion(asked, clock.wallMs());
            return { status: "ok", response: { ...(await part(resolution, from, to)) } };
          } catch (error) {
            if (!(error instanceof ProtocolError || error instanceof MarketError)) throw error;
            return { status: "error", response: { reason: error.code, ...sentenceOf(error) } };
          }
        };
        return {
          reply: { ...history },
          async handle(event, asked, answer) {
            if (underWay >= MAX_QUESTIONS_UNDER_WAY) return await replyTo(event, asked);
            underWay += 1;
            // A venue that is slow to say its history keeps nobody from leaving, or from bars of another length.
            void replyTo(event, asked)
              .then(answer, () => answer({ status: "error", end: "error" }))
              .finally(() => {
                underWay -= 1;
              });
            return undefined;
          },
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
  return isOurs ? new JoinRefused(error.code, error) : error;
}

/** The last second of the year 9999. */
const LAST_SECOND = 253_402_300_799;

/** Which part of the history is asked for: until now, unless it is said. */
function readQuestion(
  payload: unknown,
  nowMs: number,
): { readonly resolution: Resolution | undefined; readonly from: number; readonly to: number } {
  if (!isFields(payload)) throw new ProtocolError("malformed_frame", "A question must be a JSON object.");
  const from = integerField(payload, "fromSeconds", 0, LAST_SECOND);
  const to =
    payload.toSeconds === undefined
      ? Math.ceil(nowMs / 1000) + 1
      : integerField(payload, "toSeconds", from, LAST_SECOND);
  return {
    resolution: payload.resolutionSeconds === undefined ? undefined : decodePriceJoin(payload),
    from,
    to,
  };
}
