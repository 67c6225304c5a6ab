/** One outgoing stream to a venue, reduced to what the supervisor needs of it. */

import { WebSocket } from "ws";
import { MAX_VENUE_FRAME_BYTES, VENUE_HANDSHAKE_MS } from "./limits.ts";

/** What a stream reports; after `refused` or `closed`, which come once and alone, nothing more. */
export interface FeedSocketEvents {
  opened(): void;
  text(frame: string): void;
  /** A frame that is no text: no venue here sends any. */
  binary(): void;
  /** The handshake was answered with this HTTP status instead of an upgrade. */
  refused(httpStatus: number): void;
  closed(detail: string): void;
}

export interface FeedSocket {
  send(text: string): void;
  /** Ends it at once; no event follows. */
  close(): void;
}

export type OpenFeedSocket = (url: string, events: FeedSocketEvents) => FeedSocket;

/** Dials a venue over the network. */
export const openWebFeed: OpenFeedSocket = (url, events) => {
  const socket = new WebSocket(url, {
    perMessageDeflate: false,
    maxPayload: MAX_VENUE_FRAME_BYTES,
    handshakeTimeout: VENUE_HANDSHAKE_MS,
    followRedirects: false,
  });
  let ended = false;
  let trouble: string | undefined;
  function end(report?: () => void): void {
    if (ended) return;
    ended = true;
    socket.terminate();
    report?.();
  }
  socket.on("open", () => {
    if (!ended) events.opened();
  });
  socket.on("message", (data, isBinary) => {
    if (ended) return;
    if (isBinary) events.binary();
    else events.text(data.toString());
  });
  socket.on("unexpected-response", (request, response) => {
    const status = response.statusCode ?? 0;
    request.destroy();
    end(() => events.refused(status));
  });
  // `close` follows every `error`; without this listener the error would end the process.
  socket.on("error", (error) => {
    trouble ??= error.message;
  });
  socket.on("close", (code) => {
    end(() => events.closed(trouble ?? `closed with code ${code}`));
  });
  return {
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => end(),
  };
};
