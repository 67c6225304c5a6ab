/** What each venue says, as it documents it: trades, beats, answers to what is asked, candles. For servers of our own. */

import { binanceWireOf } from "./wires/binance.ts";
import { bitstampWire } from "./wires/bitstamp.ts";
import { coinbaseWire } from "./wires/coinbase.ts";
import { krakenWire } from "./wires/kraken.ts";
import { okxWire } from "./wires/okx.ts";
import type { Wire } from "./wires/wire.ts";

export const WIRES: readonly Wire[] = [coinbaseWire, binanceWireOf("BTC"), krakenWire, bitstampWire, okxWire];
