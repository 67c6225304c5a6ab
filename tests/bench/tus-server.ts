/** tus as its own server does it, into a folder. */

import { once } from "node:events";
import { FileStore } from "@tus/file-store";
import { Server } from "@tus/server";
import type { ListeningServer } from "./stage.ts";

export async function openTusServer(folder: string): Promise<ListeningServer> {
  const tus = new Server({ path: "/files", datastore: new FileStore({ directory: folder }) });
  const server = tus.listen({ host: "127.0.0.1", port: 0 });
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    close: () => server.closeAllConnections(),
  };
}
