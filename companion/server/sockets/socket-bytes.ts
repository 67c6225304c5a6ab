/** One WebSocket message as bytes, whichever way `ws` hands it over. */

import type { WebSocket } from "ws";

/** The message's bytes; joins the parts only where there are several. */
export function asBytes(data: WebSocket.RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}

/** The message as the fragments it came in, where the socket keeps them apart. */
export function asParts(data: WebSocket.RawData): readonly Buffer[] {
  if (Array.isArray(data)) return data;
  return [Buffer.isBuffer(data) ? data : Buffer.from(data)];
}
