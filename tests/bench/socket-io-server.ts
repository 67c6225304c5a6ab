/** socket.io with acknowledgements: each chunk is written where it belongs, then acknowledged. */

import { once } from "node:events";
import { open } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { Server } from "socket.io";
import type { ListeningServer } from "./stage.ts";

const MAX_CHUNK_BYTES = 32 * 1024 * 1024;

export async function openSocketIoServer(folder: string): Promise<ListeningServer> {
  const server = createServer();
  const io = new Server(server, { transports: ["websocket"], maxHttpBufferSize: MAX_CHUNK_BYTES });
  io.on("connection", (socket) => {
    const file = open(path.join(folder, `socket-io-${socket.id}`), "w");
    socket.on("chunk", async (at: number, data: Buffer, acknowledge: () => void) => {
      await (await file).write(data, 0, data.length, at);
      acknowledge();
    });
    socket.on("end", async (acknowledge: () => void) => {
      await (await file).close();
      acknowledge();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    close: () => void io.close(),
  };
}
