/** The request that opens a control socket, written by hand where loading a WebSocket would take longer than all of the rest. */

import { randomBytes } from "node:crypto";
import { LOOPBACK_ADDRESS } from "../../../shared/protocol/limits.ts";
import { phoenixProtocols } from "./door.ts";

/** As it goes to a port of this computer, or of one that a forward leads from (RFC 6455, 4.1). */
export function controlUpgrade(port: number, token: string): string {
  return [
    "GET /socket/websocket?vsn=2.0.0 HTTP/1.1",
    `Host: ${LOOPBACK_ADDRESS}:${port}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
    `Sec-WebSocket-Protocol: ${phoenixProtocols(token).join(", ")}`,
    "",
    "",
  ].join("\r\n");
}
