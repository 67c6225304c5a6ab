/** One symbol's live price, for a page that shows it in passing; load it late: it is not what the page is for. */

import { changeBetween, type PriceChange, priceDecimals, shownPrice, shownSpan } from "./figures.ts";
import { earlierPrice } from "./price-view.ts";
import { type ChannelMaker, PriceWatch } from "./price-watch.ts";

/** A price as it is shown. */
export interface PassingPrice {
  readonly symbol: string;
  readonly price: string;
  readonly isSimulated: boolean;
  /** Since when is in its span's name. */
  readonly change: (PriceChange & { readonly span: string }) | undefined;
}

/** What of a page's connection is needed. */
export interface PriceConnection {
  onReport(listener: (report: { readonly state: string }) => void): () => void;
  onSocket(listener: (socket: ChannelMaker | undefined) => void): () => void;
}

/** Tells the price while it is live, and `undefined` as soon as it is not; until the returned function is called. */
export function followPrice(
  connection: PriceConnection,
  symbol: string,
  onPrice: (price: PassingPrice | undefined) => void,
): () => void {
  // Bars of an hour reach back a day.
  const watch = new PriceWatch(symbol, 3600);
  let isConnected = false;
  const tell = (): void => onPrice(isConnected ? passing(watch) : undefined);
  const ends = [
    connection.onReport(({ state }) => {
      isConnected = state === "connected";
      tell();
    }),
    connection.onSocket((socket) => watch.attach(socket)),
    watch.view.subscribe(tell),
    () => watch.close(),
  ];
  return () => {
    for (const end of ends) end();
  };
}

function passing(watch: PriceWatch): PassingPrice | undefined {
  const view = watch.view.peek();
  const { symbol, price, isSimulated, status } = view;
  if (price === undefined || status.state !== "live") return undefined;
  const decimals = priceDecimals(symbol, view.decimals);
  const earlier = earlierPrice(view);
  const change = earlier && {
    ...changeBetween(earlier.price, Number(price), decimals),
    span: shownSpan(earlier.spanSeconds),
  };
  return { symbol, price: shownPrice(price, decimals), isSimulated, change };
}
