/** A venue's stream over the network. */

import { type ClientOptions, WebSocket } from "ws";
import { errorCode } from "../../process/system-error.ts";
import type { Clock } from "../clock.ts";
import { MAX_VENUE_FRAME_BYTES, VENUE_CLOSING_MS, VENUE_HANDSHAKE_MS } from "../limits.ts";
import type { FeedEvents, FeedSocket, Obstacle, OpenFeed } from "./connections.ts";
import { type ProxyWay, proxyWay } from "./proxy.ts";

/** Dials a `ws:` or `wss:` address, made of the symbols where a venue wants them in it. */
export function webFeed(url: string | ((symbols: readonly string[]) => string)): OpenFeed {
  return (events, clock, symbols) => new WebFeed(typeof url === "string" ? url : url(symbols), events, clock);
}

class WebFeed implements FeedSocket {
  readonly #socket: WebSocket;
  readonly #way: ProxyWay | undefined;
  readonly #cancelPatience: () => void;
  #isEnded = false;

  constructor(url: string, events: FeedEvents, clock: Clock) {
    const way = proxyWay(new URL(url));
    this.#way = way;
    const options: ClientOptions & { readonly closeTimeout: number } = {
      perMessageDeflate: false,
      maxPayload: MAX_VENUE_FRAME_BYTES,
      // Whoever says goodbye may keep the line all the same.
      closeTimeout: VENUE_CLOSING_MS,
      followRedirects: false,
      ...(way && { agent: way.agent }),
    };
    const socket = new WebSocket(url, options);
    this.#socket = socket;
    let hasOpened = false;
    let trouble: Error | undefined;
    // In all, not since the last byte: a venue, or a proxy before it, may say a little now and then and never finish.
    this.#cancelPatience = clock.after(VENUE_HANDSHAKE_MS, () =>
      this.#end(() => events.closed("it did not answer in time", obstacleOf(undefined, way))),
    );
    socket.on("open", () => {
      hasOpened = true;
      this.#cancelPatience();
      if (!this.#isEnded) events.opened();
    });
    socket.on("message", (data, isBinary) => {
      if (this.#isEnded) return;
      if (isBinary) events.binary();
      else events.text(data.toString());
    });
    socket.on("unexpected-response", (request, response) => {
      const status = way?.refusal() ?? response.statusCode ?? 0;
      request.destroy();
      this.#end(() => events.refused(status, way?.refusal() !== undefined));
    });
    // `close` follows every `error`; without this listener the error would end the process.
    socket.on("error", (error) => {
      trouble ??= error;
    });
    socket.on("close", (code) => {
      const detail = trouble?.message ?? `closed with code ${code}`;
      this.#end(() => events.closed(detail, hasOpened ? undefined : obstacleOf(trouble, way)));
    });
  }

  send(text: string): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(text);
  }

  close(): void {
    this.#end();
  }

  #end(report?: () => void): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#cancelPatience();
    this.#socket.terminate();
    this.#way?.giveUp();
    report?.();
  }
}

/** What OpenSSL and Node say of a certificate that does not belong to the host. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT/;
/** And of an answer in plain text where TLS was meant. */
const PLAIN_TEXT = /^(?:EPROTO|ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST))$/;

function obstacleOf(trouble: Error | undefined, way: ProxyWay | undefined): Obstacle {
  const code = errorCode(trouble) ?? "";
  if (CERTIFICATE.test(code)) return "certificate";
  if (PLAIN_TEXT.test(code)) return "stranger";
  if (way && !way.hasAnswered()) return "proxy-gone";
  return /^(?:ENOTFOUND|EAI_AGAIN|EAI_NODATA)$/.test(code) ? "no-address" : "unreachable";
}
