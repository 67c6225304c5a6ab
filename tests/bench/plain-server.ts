/** The least a server can do: writes what is posted, and pours bytes into any WebSocket that asks. */

import { randomFillSync } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { WebSocketServer } from "ws";
import { pseudoRandomBuffer } from "../support/pseudo-random.ts";
import type { ListeningServer } from "./stage.ts";

const FRAME_BYTES = 256 * 1024;
const FRAMES_AHEAD = 16;

const SALT_BYTES = 16;

/**
 * `GET` answers so many bytes, no file twice, and as many as `?bytes=` says of them; `GET /download` gives them to the browser to
 * keep. `POST` is written into the folder, a WebSocket is sent so many bytes.
 */
export async function openPlainServer(folder: string, bytes: number): Promise<ListeningServer> {
  let count = 0;
  let content: Buffer | undefined;
  const server = createServer((request, response) => {
    count += 1;
    if (request.method === "GET") {
      // Made once: who asks again does not wait for it.
      content ??= pseudoRandomBuffer(bytes, "bench");
      randomFillSync(content, 0, Math.min(SALT_BYTES, bytes));
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
      if (pathname === "/download")
        response.setHeader("content-disposition", `attachment; filename="down-${count}.bin"`);
      const wanted = Number(searchParams.get("bytes") ?? bytes);
      response.setHeader("content-length", wanted);
      response.end(content.subarray(0, wanted));
    } else {
      const file = createWriteStream(path.join(folder, `posted-${count}`));
      void pipeline(request, file).then(() => response.end("done"));
    }
  });
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  const frame = Buffer.alloc(FRAME_BYTES, 7);
  sockets.on("connection", (socket) => {
    let sent = 0;
    const more = (): void => {
      if (sent >= bytes) return;
      sent += FRAME_BYTES;
      socket.send(frame, more);
    };
    for (let ahead = 0; ahead < FRAMES_AHEAD; ahead += 1) more();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return { port: typeof address === "object" && address ? address.port : 0, close: () => server.close() };
}
