/** A price venue of the tests' own on 127.0.0.1, which says nothing until it is told to. */

import { match, startFakeExchange } from "../companion/prices/fake-exchange.ts";

const SYMBOL = "BTC-USD";
const HEARTBEAT_MS = 1_000;
/** A minute of history for each of the last ten, newest first, as the venue's own candles come. */
const CANDLES = 10;

export interface LocalExchange {
  readonly url: string;
  readonly restUrl: string;
  /** Says nothing from now on, as a venue that hangs. */
  silence(): void;
  /** Sends a heartbeat a second from now on, as the venue does. */
  speak(): void;
  /** One trade, now. */
  trade(symbol: string, price: string): void;
  /** Cuts every connection without a goodbye; new ones are taken. */
  cut(): void;
  /** Answers whoever dials with this status instead of a stream; without one it takes streams again. */
  refuse(status?: number): void;
  /** How many connections stand. */
  connections(): number;
  candleRequests(): number;
  close(): Promise<void>;
}

export async function openLocalExchange(): Promise<LocalExchange> {
  let speaking = false;
  let trades = 0;
  const manners: { refuseWith?: number } = {};
  const exchange = await startFakeExchange({
    refusal: () => manners.refuseWith,
    candles: (_, response) => {
      const minute = Math.floor(Date.now() / 60_000) * 60;
      const rows = Array.from({ length: CANDLES }, (_unused, index) => {
        const base = 64_000 - index;
        return [minute - index * 60, base - 5, base + 5, base, base + 1, 1.5];
      });
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(rows));
    },
  });
  const heartbeat = setInterval(() => {
    if (!speaking) return;
    exchange.send({
      type: "heartbeat",
      sequence: 1,
      last_trade_id: trades,
      product_id: SYMBOL,
      time: new Date().toISOString(),
    });
  }, HEARTBEAT_MS);
  return {
    url: exchange.url,
    restUrl: exchange.restUrl,
    silence() {
      speaking = false;
    },
    speak() {
      speaking = true;
    },
    trade(symbol, price) {
      trades += 1;
      exchange.send(match(trades, price, Date.now(), { product_id: symbol }));
    },
    cut: () => exchange.cut(),
    refuse(status) {
      if (status === undefined) delete manners.refuseWith;
      else manners.refuseWith = status;
    },
    connections: () => exchange.open(),
    candleRequests: () => exchange.asked.length,
    async close() {
      clearInterval(heartbeat);
      await exchange.close();
    },
  };
}
