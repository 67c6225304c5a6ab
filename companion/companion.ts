/** The companion as a whole: opens every part, hands each what it needs, and closes them in turn. */

import path from "node:path";
import { DEFAULT_PORT, LOOPBACK_ADDRESS } from "../shared/protocol/limits.ts";
import { CloseCode } from "../shared/protocol/protocol-error.ts";
import type { Companion, CompanionOptions } from "./companion-api.ts";
import { readConfig } from "./config.ts";
import { acceptsTypes } from "./files/accepted-types.ts";
import { databaseUnusable, isDatabaseError, openDatabase } from "./files/database.ts";
import { homeAt, prepareHome } from "./files/home.ts";
import { Inbox } from "./files/inbox.ts";
import { OriginMarks, systemMarker } from "./files/origin-marks.ts";
import { Outbox } from "./files/outbox.ts";
import { OutboxFolder } from "./files/outbox-folder.ts";
import { OutgoingSends } from "./files/outgoing-sends.ts";
import { ReceivedFeed } from "./files/received-feed.ts";
import { openHook } from "./files/received-hook.ts";
import { ReceivedIndex } from "./files/received-index.ts";
import { takeLock } from "./lock.ts";
import { fileLog } from "./log.ts";
import { openMarket } from "./prices/market.ts";
import { keepRunningNote, removeRunning } from "./running.ts";
import { keeperOf } from "./server/bearers.ts";
import type { ChannelKind } from "./server/channels/channel.ts";
import { companionChannel } from "./server/channels/companion-channel.ts";
import { filesChannel } from "./server/channels/files-channel.ts";
import { inboxChannel } from "./server/channels/inbox-channel.ts";
import { laneChannel } from "./server/channels/lane-channel.ts";
import { outboxChannel } from "./server/channels/outbox-channel.ts";
import { pairingChannel } from "./server/channels/pairing-channel.ts";
import { priceChannel } from "./server/channels/price-channel.ts";
import { SocketTransport } from "./server/channels/socket-transport.ts";
import { StoredFiles } from "./server/channels/stored-files.ts";
import { TopicHub } from "./server/channels/topic-hub.ts";
import { openHttpServer } from "./server/http-server.ts";
import { LaneClaims } from "./server/lane-claims.ts";
import { LaneSocket } from "./server/lane-socket.ts";
import { ConnectedAnywhere } from "./server/longpoll/connected-anywhere.ts";
import { PollEndpoint } from "./server/longpoll/poll-endpoint.ts";
import { PollSessions } from "./server/longpoll/poll-sessions.ts";
import { ownerService } from "./server/owner-service.ts";
import { pageFor } from "./server/pages.ts";
import type { ProveOptions } from "./server/proof-exchange.ts";
import { ProveRequests } from "./server/prove-requests.ts";
import { ProveSockets } from "./server/prove-socket.ts";
import { WrongProofPace } from "./server/wrong-proof-pace.ts";
import { Keys } from "./trust/keys.ts";
import { writeOwnerToken } from "./trust/owner-token.ts";
import { PairingLinks } from "./trust/pairing-links.ts";
import { recipientNamed } from "./trust/recipient.ts";
import { Tickets } from "./trust/tickets.ts";
import { VERSION } from "./version.ts";

/**
 * Starts a companion. Throws `HomeUnusable`, `ConfigWrong`, `AlreadyRunning` or `PortTaken`, each with one
 * sentence that says what to do; nothing stays open then.
 */
export async function startCompanion(options: CompanionOptions): Promise<Companion> {
  const closers: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (let closer = closers.pop(); closer; closer = closers.pop()) await closer();
  };
  try {
    return await open(options, closers, close);
  } catch (error) {
    await close();
    throw isDatabaseError(error) ? databaseUnusable(homeAt(options.home).database, error) : error;
  }
}

async function open(
  options: CompanionOptions,
  closers: (() => Promise<void> | void)[],
  close: () => Promise<void>,
): Promise<Companion> {
  const { tell = () => undefined, onStopAsked = () => undefined } = options;
  const home = homeAt(path.resolve(options.home));
  prepareHome(home);
  const lock = takeLock(home.lock);
  closers.push(() => lock.release());
  // Before there is a new token that a command could carry to the old port.
  removeRunning(home.running);
  const config = readConfig(home.config);
  const log = fileLog(home.log);
  const database = openDatabase(home.database);
  closers.push(() => database.close());

  const keys = await Keys.open(home.keys);
  const ownerToken = await writeOwnerToken(home.ownerToken);
  const links = new PairingLinks();
  const tickets = new Tickets();

  const { maxFileBytes, acceptedTypes, onReceived } = config;
  const inbox = new Inbox({ home, database, maxFileBytes, accepts: acceptsTypes(acceptedTypes), log });
  const marks = new OriginMarks(systemMarker(home.marks), log);
  closers.push(() => inbox.close());
  closers.push(() => marks.close());
  inbox.onReceived((record) => marks.add(record));
  const outbox = new Outbox(database, home.outgoing);
  await inbox.recover();
  await outbox.recover(Date.now());
  const index = new ReceivedIndex(database, home.inbox);
  const feed = new ReceivedFeed({ index, inbox });
  const hook = openHook(onReceived, { database, index, feed, home, log, tell });
  closers.push(() => hook?.close());
  const sends = new OutgoingSends({
    outbox,
    folder: home.outgoing,
    recipient: (to) => recipientNamed(to, keys),
  });
  closers.push(() => {
    feed.close();
    sends.close();
  });
  const market = openMarket({ database, venues: config.prices?.venues ?? {}, log });
  closers.push(() => market.close());

  const claims = new LaneClaims();
  const lanes = new Set<LaneSocket>();
  const kinds: ChannelKind[] = [
    outboxChannel(outbox),
    inboxChannel(inbox),
    filesChannel(inbox, new StoredFiles(database, home.inbox)),
    laneChannel({ inbox, outbox, claims, log }),
    priceChannel(market),
  ];
  const channels = { kinds, hub: new TopicHub(), log };
  const polls = new PollSessions(channels);
  const pollEndpoint = new PollEndpoint(polls, log);
  const connected = new ConnectedAnywhere(polls);
  const proving: ProveOptions = {
    get port() {
      return server.port;
    },
    keys,
    links,
    tickets,
    pace: new WrongProofPace(),
    companionVersion: VERSION,
    log,
    onPaired: (name) => tell(`${name} is paired.`),
  };
  const proveSockets = new ProveSockets(proving);
  const proveRequests = new ProveRequests(proving);
  closers.push(() => proveRequests.close());
  const server = await openHttpServer(options.port ?? DEFAULT_PORT, {
    log,
    keeper: keeperOf({ keys, tickets, ownerToken, polls }),
    pageFor: (path, query, port) =>
      pageFor(path, query, port, { linkState: (id) => links.state(id), version: VERSION }),
    hasPlace: (client, kind) => connected.hasPlace(client.id, kind),
    onProve: (socket, origin) => proveSockets.run(socket, origin),
    onProveRequest: (request, response, { origin, nonce }) =>
      void proveRequests.handle(request, response, origin, nonce),
    onControl: (socket, stream, client) => {
      connected.add(client.id, socket, "control");
      new SocketTransport(socket, stream, client, channels);
    },
    onPoll: (admission, request, response) => pollEndpoint.handle(admission, request, response),
    onLane: (socket, stream, client) => {
      connected.add(client.id, socket, "lane");
      const lane = new LaneSocket(socket, stream, { client, inbox, outbox, claims, log });
      lanes.add(lane);
      socket.on("close", () => void lane.settled().finally(() => lanes.delete(lane)));
    },
  });
  closers.push(async () => {
    await polls.close();
    await server.close();
    await Promise.all([...lanes].map((lane) => lane.settled()));
  });
  const folder = new OutboxFolder({ home, database, outbox, log, tell });
  closers.push(() => folder.close());

  const pair = (): { pairUrl: string; expiresInSeconds: number } => {
    const { url, expiresInSeconds } = links.create(server.port);
    return { pairUrl: url, expiresInSeconds };
  };
  const cut = (id: string): void => {
    tickets.revoke(id);
    connected.closeAll(id, CloseCode.unauthorized, "revoked");
  };
  const service = ownerService({
    home,
    port: server.port,
    keys,
    connected,
    outbox,
    pair,
    stop: onStopAsked,
    cut,
  });
  kinds.push(
    companionChannel(service),
    pairingChannel({
      companionVersion: VERSION,
      addedAt: (id) => keys.find(id)?.addedAt,
      clients: service.clients,
      revoke: async (id) => {
        await keys.revoke(id, Date.now());
        outbox.release(id);
      },
      cut,
    }),
  );
  const note = await keepRunningNote(home.running, { port: server.port, pid: process.pid, version: VERSION });
  closers.push(() => note.close());
  log("started", { port: server.port, version: VERSION });
  return {
    port: server.port,
    url: `ws://${LOOPBACK_ADDRESS}:${server.port}`,
    home: home.root,
    pair,
    received: (which) => feed.read(which),
    send: (source, words) => sends.send(source, words),
    close,
  };
}
