/** The companion's own door, channels, topic `files` and inbox, open to the benchmark's page as to a script. */

import { acceptsTypes } from "../../companion/files/accepted-types.ts";
import { openDatabase } from "../../companion/files/database.ts";
import { homeAt, prepareHome } from "../../companion/files/home.ts";
import { Inbox } from "../../companion/files/inbox.ts";
import { filesChannel } from "../../companion/server/channels/files-channel.ts";
import { SocketTransport } from "../../companion/server/channels/socket-transport.ts";
import { StoredFiles } from "../../companion/server/channels/stored-files.ts";
import { TopicHub } from "../../companion/server/channels/topic-hub.ts";
import { openHttpServer } from "../../companion/server/http-server.ts";
import type { ListeningServer } from "./stage.ts";

export async function openFilesServer(folder: string): Promise<ListeningServer> {
  const home = homeAt(folder);
  prepareHome(home);
  const database = openDatabase(home.database);
  const log = (): void => undefined;
  const inbox = new Inbox({ home, database, maxFileBytes: undefined, accepts: acceptsTypes(undefined), log });
  const kinds = [filesChannel(inbox, new StoredFiles(database, home.inbox))];
  const hub = new TopicHub();
  const client = { id: "bench", kind: "script", name: "bench" } as const;
  const server = await openHttpServer(0, {
    log,
    keeper: { clientOfTicket: () => client, clientOfToken: () => undefined },
    pageFor: () => undefined,
    hasPlace: () => true,
    onProve: (socket) => socket.close(),
    onProveRequest: (_request, response) => void response.destroy(),
    onLane: (socket) => socket.close(),
    onPoll: (_, __, response) => response.end(),
    onControl: (socket, stream, admitted) =>
      new SocketTransport(socket, stream, admitted, { kinds, hub, log }),
  });
  return {
    port: server.port,
    close: () => void server.close().finally(() => database.close()),
  };
}
