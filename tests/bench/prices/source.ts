/** A venue in a process of its own that trades as fast as it is told to: what its listeners cost is theirs alone. */

import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { markedPrice } from "./marked-price.ts";

export interface SourceOrder {
  readonly perSecond: number;
  readonly seconds: number;
}
export type SourceReport =
  | { readonly kind: "listening"; readonly port: number }
  | { readonly kind: "subscribed"; readonly symbols: number }
  | { readonly kind: "sent"; readonly trades: number; readonly seconds: number };

const TURN_MS = 10;
/** More than this is not put on the way to a listener that is behind. */
const MOST_WAITING_BYTES = 8 * 1024 * 1024;

const tell = (report: SourceReport): void => void process.send?.(report);
const symbols = new Set<string>();
const streams = new Set<WebSocket>();
const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
server.on("connection", (stream) => {
  streams.add(stream);
  stream.on("close", () => streams.delete(stream));
  stream.on("message", (data) => {
    const asked = JSON.parse(data.toString()) as { type?: string; product_ids?: readonly string[] };
    if (asked.type !== "subscribe") return;
    for (const symbol of asked.product_ids ?? []) symbols.add(symbol);
    tell({ kind: "subscribed", symbols: symbols.size });
  });
});
server.on("listening", () => tell({ kind: "listening", port: (server.address() as AddressInfo).port }));
process.on("disconnect", () => process.exit());

/** The number of each symbol's last trade: its trades are counted without a gap. */
const numbers = new Map<string, number>();
process.on("message", ({ perSecond, seconds }: SourceOrder) => {
  const list = [...symbols];
  const begunMs = performance.now();
  let trades = 0;
  const turn = (): void => {
    const passedMs = performance.now() - begunMs;
    const due = Math.min(passedMs, seconds * 1000) * (perSecond / 1000);
    for (; trades < due && isKeptUp(); trades += 1) say(list[trades % list.length] ?? "");
    if (passedMs < seconds * 1000) setTimeout(turn, TURN_MS);
    else tell({ kind: "sent", trades, seconds: passedMs / 1000 });
  };
  turn();
});

function isKeptUp(): boolean {
  return [...streams].every(({ bufferedAmount }) => bufferedAmount < MOST_WAITING_BYTES);
}

/** A `match` as Coinbase Exchange documents it. */
function say(symbol: string): void {
  const id = (numbers.get(symbol) ?? 1_000) + 1;
  numbers.set(symbol, id);
  const frame = JSON.stringify({
    type: "match",
    trade_id: id,
    maker_order_id: "ac928c66-ca53-498f-9c13-a110027a60e8",
    taker_order_id: "132fb6ae-456b-4654-b4e0-d681ac05cea1",
    side: "sell",
    size: "0.00912",
    price: markedPrice(),
    product_id: symbol,
    sequence: id * 7,
    time: new Date().toISOString(),
  });
  for (const stream of streams) stream.send(frame);
}
