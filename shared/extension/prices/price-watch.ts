/** Listens to one symbol over whatever socket there is, and keeps what is known of it in one signal. */

import { type Signal, signal } from "@preact/signals";
import type { Channel, Socket } from "phoenix";
import { decodeFeedStatus } from "../../protocol/market/feed-status.ts";
import {
  decodeGaps,
  GAPS_EVENT,
  type Gaps,
  HISTORY_EVENT,
  SERIES_EVENT,
} from "../../protocol/market/gaps.ts";
import type { FeedStatus } from "../../protocol/price.ts";
import {
  type Bar,
  decodeBars,
  decodePriceHistory,
  decodeTick,
  PriceEvent,
  type PriceHistory,
  priceTopic,
  type Resolution,
  type Tick,
} from "../../protocol/price.ts";
import { ProtocolError } from "../../protocol/protocol-error.ts";
import { message } from "../../texts/message.ts";
import { feedSaying, sentenceOf } from "../../texts/said.ts";
import { mergeBars, rollTick } from "./bars.ts";
import { decimalsOf, decimalsOfBars } from "./figures.ts";
import { carriedOver, olderQuestion, withCut, withPage } from "./older-bars.ts";
import { noteTrade } from "./price-age.ts";
import { HOUR_S, NO_HOLES, NOTHING_YET, type PriceView } from "./price-view.ts";
import { readable } from "./readable.ts";

/** What of a phoenix socket is needed here. */
export type ChannelMaker = Pick<Socket, "channel">;

/** More than the last day, and what may be missing around it. */
const KEPT_HOURS = 48;
/** Hours that end longer ago than this have a hole by now. */
const HOURS_LAST_MS = 2 * HOUR_S * 1000;

const UNCONNECTED = feedSaying("connecting", message("feed.no-companion"));
const JOINING = feedSaying("connecting", message("feed.asking"));

export class PriceWatch {
  readonly view: Signal<PriceView>;
  readonly resolution: Resolution;
  #channel: Channel | undefined;
  #isAskingOlder = false;
  /** The question for the hours that counts: an answer to an earlier one may be of another venue. */
  #hoursAsked: object | undefined;

  /** Watches a symbol; `before` is a view of the same symbol whose price is kept until a newer one comes. */
  constructor(symbol: string, resolution: Resolution, before?: PriceView) {
    this.resolution = resolution;
    this.view = signal<PriceView>({
      ...NOTHING_YET,
      ...before,
      ...(before?.resolution === HOUR_S && { hours: before.bars.slice(-KEPT_HOURS) }),
      symbol,
      resolution,
      bars: NOTHING_YET.bars,
      older: NOTHING_YET.older,
      holes: NO_HOLES,
      status: UNCONNECTED,
    });
  }

  /** Joins over a new socket; `undefined` says that the last one is lost. */
  attach(socket: ChannelMaker | undefined): void {
    this.close();
    this.#takeStatus(socket ? JOINING : UNCONNECTED);
    this.#change({ attachedMs: socket && (this.view.peek().attachedMs ?? Date.now()) });
    if (socket) this.#join(socket);
  }

  /** Asks for what was before all that is known; an answer comes with the view. */
  askOlder(): void {
    const channel = this.#channel;
    const { older, bars } = this.view.peek();
    const question = olderQuestion(older, bars, this.resolution);
    if (!channel || !question || this.#isAskingOlder) return;
    this.#isAskingOlder = true;
    const done = (take?: (payload: unknown) => void) => (payload?: unknown) => {
      if (this.#channel !== channel) return;
      this.#isAskingOlder = false;
      if (take) this.#read(() => take(payload));
    };
    channel
      .push(HISTORY_EVENT, question)
      .receive(
        "ok",
        done((payload) => this.#takeOlder(decodeBars(payload), readable(decodeGaps, payload) ?? NO_HOLES)),
      )
      // An older companion knows no such question: it is not asked again.
      .receive(
        "error",
        done(() => this.#takeOlder([], NO_HOLES)),
      )
      .receive("timeout", done());
  }

  #join(socket: ChannelMaker): void {
    const topic = priceTopic(this.view.peek().symbol);
    const channel = socket.channel(topic, { resolutionSeconds: this.resolution });
    this.#channel = channel;
    /** Events of a channel that was left may still be on their way. */
    const ifCurrent = (take: (payload: unknown) => void) => (payload?: unknown) => {
      if (this.#channel === channel) this.#read(() => take(payload));
    };
    const takeTick = ifCurrent((payload) => this.#takeTick(decodeTick(payload)));
    const takeBars = ifCurrent((payload) => this.#takeBars(decodeBars(payload)));
    const takeStatus = ifCurrent((payload) => this.#takeStatus(decodeFeedStatus(payload)));
    const takeHistory = ifCurrent((payload) => {
      this.#takeHistory(decodePriceHistory(payload), readable(decodeGaps, payload) ?? NO_HOLES);
      this.#askHours(channel);
    });
    const takeSeries = ifCurrent((payload) => {
      this.#takeSeries(payload);
      this.#askHours(channel);
    });
    const takeGaps = ifCurrent((payload) =>
      this.#change({ holes: readable(decodeGaps, payload) ?? this.view.peek().holes }),
    );
    const takeRefusal = ifCurrent((payload) => this.#takeStatus(refusedStatus(payload)));
    channel.on(PriceEvent.tick, takeTick);
    channel.on(PriceEvent.bars, takeBars);
    channel.on(PriceEvent.status, takeStatus);
    channel.on(GAPS_EVENT, takeGaps);
    // Another venue speaks from here on: its series takes the place of the one before.
    channel.on(SERIES_EVENT, takeSeries);
    // The channel joins again by itself; until then what is on the screen is old.
    channel.onError(ifCurrent(() => this.#takeStatus(JOINING)));
    channel.onClose(ifCurrent(() => this.#takeStatus(JOINING)));
    channel.join().receive("ok", takeHistory).receive("error", takeRefusal);
  }

  /**
   * What a day ago cost, where the bars that are drawn do not say it: after them, so that the chart waits for nothing. An
   * older companion knows no such question, and tells no change then.
   */
  #askHours(channel: Channel): void {
    if (this.resolution === HOUR_S || knowsHours(this.view.peek())) return;
    const fromSeconds = Math.floor(Date.now() / 1000) - KEPT_HOURS * HOUR_S;
    const asked = channel.push(HISTORY_EVENT, { fromSeconds, resolutionSeconds: HOUR_S });
    this.#hoursAsked = asked;
    asked.receive("ok", (payload: unknown) => {
      const hours = readable(decodeBars, payload)?.slice(-KEPT_HOURS);
      if (hours && this.#hoursAsked === asked) this.#change({ hours });
    });
  }

  /** Leaves the topic. */
  close(): void {
    const channel = this.#channel;
    this.#channel = undefined;
    this.#isAskingOlder = false;
    this.#hoursAsked = undefined;
    channel?.leave();
  }

  /** Runs one decoder and what follows; what cannot be read is told instead of shown. */
  #read(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#takeStatus(feedSaying("blocked", message("feed.senseless", { flaw: error.message })));
    }
  }

  #takeHistory(history: PriceHistory, holes: Gaps): void {
    const { venue, venueLabel = venue, simulated, bars } = history;
    const before = this.view.value;
    // Candles are numbers; only a tick's text shows the venue's own digits.
    const decimals = before.price ? before.decimals : decimalsOfBars(bars);
    const older = carriedOver(before.older, before.bars, bars, this.resolution);
    this.#change({ venue: venueLabel, isSimulated: simulated, decimals, bars, holes, older });
  }

  /** Another venue speaks from here on: nothing of the one before is kept. */
  #takeSeries(payload: unknown): void {
    const [history, holes] = [decodePriceHistory(payload), readable(decodeGaps, payload) ?? NO_HOLES];
    this.#change(NOTHING_YET);
    this.#takeHistory(history, holes);
  }

  #takeOlder(page: readonly Bar[], holes: Gaps): void {
    const { older, bars } = this.view.value;
    this.#change({ older: withPage(older, bars, page, holes) });
  }

  #takeTick(tick: Tick): void {
    const { price, bars, decimals, hours } = this.view.value;
    const { bar: _, ...trade } = tick;
    const arrivedMs = Date.now();
    noteTrade(tick.time, arrivedMs);
    this.#change({
      ...(hours.length > 0 && { hours: rollTick(hours, trade, HOUR_S) }),
      bars: rollTick(bars, tick, this.resolution),
      price: tick.price,
      tradedMs: tick.time,
      arrivedMs,
      decimals: Math.max(price ? decimals : 0, decimalsOf(tick.price)),
    });
  }

  /** What a full list lets go of goes to the older ones, as far as there are any. */
  #takeBars(changed: readonly Bar[]): void {
    const { bars, older } = this.view.value;
    const first = bars[0]?.[0] ?? 0;
    const isOlder = older.bars.length > 0 && changed.some((bar) => bar[0] < first);
    if (!isOlder) return this.#change({ bars: mergeBars(bars, changed) });
    const [early, late] = [changed.filter((bar) => bar[0] < first), changed.filter((bar) => bar[0] >= first)];
    this.#change({ older: { ...older, bars: mergeBars(older.bars, early) }, bars: mergeBars(bars, late) });
  }

  #takeStatus(status: FeedStatus): void {
    const [{ retryInMs, state }, nowMs] = [status, Date.now()];
    const lostMs = state === "live" ? undefined : (this.view.peek().lostMs ?? nowMs);
    this.#change({ status, lostMs, nextTryMs: retryInMs === undefined ? undefined : nowMs + retryInMs });
  }

  #change(part: Partial<PriceView>): void {
    const before = this.view.value;
    const older = part.bars && !part.older && withCut(before.older, before.bars, part.bars);
    this.view.value = { ...before, ...part, ...(older && { older }) };
  }
}

function knowsHours({ hours }: PriceView): boolean {
  const last = hours.at(-1);
  return last !== undefined && Date.now() - last[0] * 1000 < HOURS_LAST_MS;
}

function refusedStatus(payload: unknown): FeedStatus {
  const isTold = typeof payload === "object" && payload !== null && "message" in payload;
  if (!isTold || typeof payload.message !== "string")
    return feedSaying("blocked", message("feed.symbol-refused"));
  const { message: detail, said } = sentenceOf(payload);
  return { state: "blocked", detail, ...(said && { said }) };
}
