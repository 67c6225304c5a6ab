/** Asks a venue's REST interface for candles, one bounded page at a time. */

import type { Bar } from "../../shared/protocol/price.ts";
import { parseSymbol } from "../../shared/protocol/price.ts";
import { withinRange } from "./candles.ts";
import { CANDLES_TIMEOUT_MS, MAX_CANDLES_BYTES } from "./limits.ts";
import { MarketError } from "./market-error.ts";
import type { CandleRange, Venue } from "./venue.ts";

/** The text behind an address; rejects when there is none, and when the signal says so. */
export type FetchText = (url: URL, signal: AbortSignal) => Promise<string>;

export type FetchCandles = (range: CandleRange, signal: AbortSignal) => Promise<readonly Bar[]>;

/** A venue's candles. The promise rejects with `MarketError`, or with whatever the signal was aborted with. */
export function candleSource(venue: Venue, restUrl: string, fetchText: FetchText): FetchCandles {
  return async (range, signal) => {
    parseSymbol(range.symbol);
    const text = await fetchText(venue.candlesUrl(restUrl, range), signal);
    return withinRange(venue.parseCandles(text), range);
  };
}

/** Fetches over the network: no redirects, a time limit, a size limit. */
export const fetchWebText: FetchText = async (url, signal) => {
  const timeout = AbortSignal.timeout(CANDLES_TIMEOUT_MS);
  let response: Response;
  try {
    response = await fetch(url, {
      redirect: "error",
      signal: AbortSignal.any([signal, timeout]),
      headers: { accept: "application/json", "user-agent": "pagewire" },
    });
    if (response.ok) return await boundedText(response);
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof MarketError) throw cause;
    throw new MarketError("candles_unavailable", `${url.host} could not be reached for its candles.`, {
      cause,
    });
  }
  await response.body?.cancel();
  throw new MarketError(
    "candles_unavailable",
    `${url.host} answered the request for candles with HTTP ${response.status}.`,
  );
};

async function boundedText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_CANDLES_BYTES) {
      throw new MarketError(
        "candles_malformed",
        `The reply with candles is larger than ${MAX_CANDLES_BYTES} bytes.`,
      );
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
