/** A venue's REST interface over the network: no redirects, a time limit, a size limit. */

import type { IncomingMessage } from "node:http";
import { message } from "../../../shared/texts/message.ts";
import { CANDLES_TIMEOUT_MS, MAX_CANDLES_BYTES, MAX_RETRY_AFTER_MS } from "../limits.ts";
import { MarketError } from "../market-error.ts";
import type { FetchText } from "./connections.ts";
import { proxyWay } from "./proxy.ts";

// Not imported: as an ES module it brings Node's own WebSocket and fetch along, 13 ms of the start.
const http = process.getBuiltinModule("node:http");
const https = process.getBuiltinModule("node:https");

export interface TextOptions {
  /** Sent with each request, and said in no log. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks an `http:` or `https:` address, to which the paths are appended. */
export function webTexts(restUrl: string, options: TextOptions = {}): FetchText {
  let base = restUrl;
  while (base.endsWith("/")) base = base.slice(0, -1);
  return (path, signal, _clock, maxBytes = MAX_CANDLES_BYTES) =>
    fetchWebText(new URL(base + path), signal, maxBytes, options.headers ?? {});
}

async function fetchWebText(
  url: URL,
  signal: AbortSignal,
  maxBytes: number,
  headers: Readonly<Record<string, string>>,
): Promise<string> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(CANDLES_TIMEOUT_MS)]);
  try {
    const response = await ask(url, within, headers);
    const status = response.statusCode ?? 0;
    if (status === 200) return await boundedText(response, maxBytes);
    response.destroy();
    throw new MarketError(
      "candles_unavailable",
      message("market.candles-status", { host: url.host, status }),
      { retryAfterMs: retryAfterMs(response.headers["retry-after"]) },
    );
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof MarketError) throw cause;
    const said = message("market.candles-unreachable", { host: url.host });
    throw new MarketError("candles_unavailable", said, { cause });
  }
}

function ask(
  url: URL,
  signal: AbortSignal,
  headers: Readonly<Record<string, string>>,
): Promise<IncomingMessage> {
  const way = proxyWay(url);
  if (way) signal.addEventListener("abort", () => way.giveUp(), { once: true });
  const { request: send } = url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        signal,
        headers: { accept: "application/json", "user-agent": "pagewire", ...headers },
        ...(way && { agent: way.agent }),
      },
      resolve,
    );
    request.on("error", reject);
    request.end();
  });
}

async function boundedText(response: IncomingMessage, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response) {
    if (!(chunk instanceof Uint8Array)) continue;
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      response.destroy();
      throw new MarketError("candles_malformed", message("market.candles-large", { bytes: maxBytes }));
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** A date in this header is rare, and not worth trusting one's clock for. */
function retryAfterMs(header: string | undefined): number | undefined {
  const seconds = Number(header);
  return header !== undefined && seconds > 0 ? Math.min(seconds * 1000, MAX_RETRY_AFTER_MS) : undefined;
}
