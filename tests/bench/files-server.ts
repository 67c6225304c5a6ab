/** The companion's own door, channels, topic `files` and inbox, open to the benchmark's page as to a script. */

import { createHash, randomBytes } from "node:crypto";
import { acceptsTypes } from "../../companion/files/accepted-types.ts";
import { openDatabase } from "../../companion/files/database.ts";
import { Inbox } from "../../companion/files/incoming/inbox.ts";
import { homeAt } from "../../companion/home/home.ts";
import { prepareHome } from "../../companion/home/home-folders.ts";
import { ClientTotals } from "../../companion/server/channels/client-totals.ts";
import { SocketTransport } from "../../companion/server/channels/socket-transport.ts";
import { Connections } from "../../companion/server/door/connections.ts";
import { openHttpServer } from "../../companion/server/http-server.ts";
import { takePort } from "../../companion/server/taken-port.ts";
import { filesChannel } from "../../companion/server/topics/whole-files/files-channel.ts";
import { StoredFiles } from "../../companion/server/topics/whole-files/stored-files.ts";
import type { Offer } from "../../shared/protocol/lane-words.ts";
import { PIECE_BYTES } from "../../shared/protocol/limits.ts";
import { pseudoRandomBuffer } from "../support/pseudo-random.ts";
import type { ListeningServer } from "./stage.ts";

const CLIENT = { id: "bench", kind: "script", name: "bench" } as const;
const ID_BYTES = 16;

export interface FilesServer extends ListeningServer {
  /** Puts a file of so many bytes into the inbox, one that no other has; resolves with its id. */
  store(bytes: number): Promise<string>;
}

export async function openFilesServer(folder: string): Promise<FilesServer> {
  const home = homeAt(folder);
  prepareHome(home);
  const database = openDatabase(home.database);
  const log = (): void => undefined;
  const inbox = new Inbox({ home, database, maxFileBytes: undefined, accepts: acceptsTypes(undefined), log });
  const kinds = [filesChannel(inbox, new StoredFiles(database, home.inbox))];
  const totals = new ClientTotals();
  const server = openHttpServer(await takePort(0), {
    log,
    keeper: { clientOfTicket: () => CLIENT, clientOfToken: () => undefined },
    connections: new Connections(),
    pageFor: () => undefined,
    hasPlace: () => true,
    onProve: (socket) => socket.close(),
    onProveRequest: (_request, response) => void response.destroy(),
    onLane: (socket) => socket.close(),
    onPoll: (_, __, response) => response.end(),
    onRange: (_range, response) => response.destroy(),
    onControl: (socket, stream, admitted) =>
      new SocketTransport(socket, stream, admitted, { kinds, totals, log }),
  });
  return {
    port: server.port,
    store: (bytes) => store(inbox, bytes),
    close: () => void server.close().finally(() => database.close()),
  };
}

async function store(inbox: Inbox, bytes: number): Promise<string> {
  const id = randomBytes(ID_BYTES).toString("hex");
  const offer: Offer = {
    type: "offer",
    id,
    name: "bench.bin",
    bytes,
    mediaType: "",
    expects: "any",
    fidelity: "original",
  };
  const admitted = await inbox.admit(CLIENT.id, offer);
  if (admitted.kind === "have")
    throw new Error("the inbox has a file of an id that was made up a moment ago");
  const { file } = admitted;
  for (let at = 0; at < bytes; at += PIECE_BYTES) {
    const piece = pseudoRandomBuffer(Math.min(PIECE_BYTES, bytes - at), `${id} ${at}`);
    await file.append(piece, createHash("sha256").update(piece).digest("hex"));
  }
  await inbox.finish(CLIENT.id, offer, await file.complete());
  return id;
}
