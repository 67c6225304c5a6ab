/** Listens to one symbol over whatever socket there is, and keeps what is known of it in one signal. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Channel, Socket } from "phoenix";
import {
  type Bar,
  decodeBars,
  decodeFeedStatus,
  decodePriceHistory,
  decodeTick,
  type FeedStatus,
  PriceEvent,
  priceTopic,
  type Resolution,
} from "../../shared/protocol/price.ts";
import { ProtocolError } from "../../shared/protocol/protocol-error.ts";
import { mergeBars, rollTick } from "./chart-bars.ts";
import { decimalsOf, decimalsOfBars } from "./figures.ts";

/** All that is known of a symbol. */
export interface PriceView {
  readonly symbol: string;
  readonly resolution: Resolution;
  /** Known with the join's reply. */
  readonly venue: string | undefined;
  readonly simulated: boolean;
  readonly bars: readonly Bar[];
  /** The newest price in the venue's digits. */
  readonly price: string | undefined;
  /** When it was traded, by the exchange's clock, and when it came here, by ours; milliseconds since 1970. */
  readonly tradedMs: number | undefined;
  readonly arrivedMs: number | undefined;
  /** Digits behind the point: the most that ticks had, and before the first tick what the bars need. */
  readonly decimals: number;
  readonly status: FeedStatus;
}

export interface PriceWatch {
  readonly view: ReadonlySignal<PriceView>;
  /** Joins over a new socket; `undefined` says that the last one is lost. */
  attach(socket: ChannelMaker | undefined): void;
  close(): void;
}

/** What of a phoenix socket is needed here. */
export type ChannelMaker = Pick<Socket, "channel">;

const UNCONNECTED: FeedStatus = { state: "connecting", detail: "There is no connection to the companion." };
const JOINING: FeedStatus = { state: "connecting", detail: "Asking the companion." };

/** Watches a symbol; `before` is a view of the same symbol whose price stands until a newer one comes. */
export function watchPrice(
  symbol: string,
  resolution: Resolution,
  options: { readonly before?: PriceView | undefined; readonly now?: () => number } = {},
): PriceWatch {
  const { before, now = Date.now } = options;
  const view = signal<PriceView>({
    symbol,
    resolution,
    venue: before?.venue,
    simulated: before?.simulated ?? false,
    bars: [],
    price: before?.price,
    tradedMs: before?.tradedMs,
    arrivedMs: before?.arrivedMs,
    decimals: before?.decimals ?? 0,
    status: UNCONNECTED,
  });
  let channel: Channel | undefined;

  function change(part: Partial<PriceView>): void {
    view.value = { ...view.value, ...part };
  }

  /** Runs one decoder and what follows; what cannot be read is told instead of shown. */
  function reading(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      change({
        status: { state: "blocked", detail: `The companion's answer makes no sense: ${error.message}` },
      });
    }
  }

  function takeHistory(payload: unknown): void {
    const { venue, simulated, bars } = decodePriceHistory(payload);
    // Candles are numbers; only a tick's text shows the venue's own digits.
    const decimals = view.value.price === undefined ? decimalsOfBars(bars) : view.value.decimals;
    change({ venue, simulated, bars, decimals });
  }

  function takeTick(payload: unknown): void {
    const tick = decodeTick(payload);
    const seenDecimals = view.value.price === undefined ? 0 : view.value.decimals;
    change({
      venue: tick.venue,
      bars: rollTick(view.value.bars, tick, resolution),
      price: tick.price,
      tradedMs: tick.time,
      arrivedMs: now(),
      decimals: Math.max(seenDecimals, decimalsOf(tick.price)),
    });
  }

  function drop(): void {
    const left = channel;
    channel = undefined;
    left?.leave();
  }

  return {
    view,
    attach(socket) {
      drop();
      change({ status: socket === undefined ? UNCONNECTED : JOINING });
      if (socket === undefined) return;
      const joined = socket.channel(priceTopic(symbol), { resolutionSeconds: resolution });
      channel = joined;
      /** Events of a channel that was left may still be on their way. */
      const ifCurrent = (take: (payload: unknown) => void) => (payload?: unknown) => {
        if (channel === joined) reading(() => take(payload));
      };
      joined.on(PriceEvent.tick, ifCurrent(takeTick));
      joined.on(
        PriceEvent.bars,
        ifCurrent((payload) => change({ bars: mergeBars(view.value.bars, decodeBars(payload)) })),
      );
      joined.on(
        PriceEvent.status,
        ifCurrent((payload) => change({ status: decodeFeedStatus(payload) })),
      );
      // The channel joins again by itself; until then what stands on the screen is old.
      joined.onError(ifCurrent(() => change({ status: JOINING })));
      joined.onClose(ifCurrent(() => change({ status: JOINING })));
      joined
        .join()
        .receive("ok", ifCurrent(takeHistory))
        .receive(
          "error",
          ifCurrent((payload) => change({ status: refusedStatus(payload) })),
        );
    },
    close: drop,
  };
}

function refusedStatus(payload: unknown): FeedStatus {
  const fields = typeof payload === "object" && payload !== null ? payload : {};
  const message: unknown = "message" in fields ? fields.message : undefined;
  const detail = typeof message === "string" ? message : "The companion refuses this symbol.";
  return { state: "blocked", detail };
}
