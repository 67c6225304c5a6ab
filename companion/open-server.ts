/** The part that others reach: the port, the door, the proof, control and lanes. */

import { CloseCode } from "../shared/protocol/protocol-error.ts";
import type { Sentence } from "../shared/texts/said.ts";
import { text } from "../shared/texts/text.ts";
import { commandPlaceAnywhere } from "./home/command-place.ts";
import type { Home } from "./home/home.ts";
import type { FilesPart } from "./open-files.ts";
import type { TrustPart } from "./open-trust.ts";
import type { Happening } from "./process/happening.ts";
import type { Log } from "./process/log.ts";
import { VERSION } from "./process/version.ts";
import { keeperOf } from "./server/bearers.ts";
import type { ChannelKind } from "./server/channels/channel.ts";
import { ClientTotals } from "./server/channels/client-totals.ts";
import { SocketTransport } from "./server/channels/socket-transport.ts";
import { ConnectedClients, CUT_AFTER_MS } from "./server/door/connected-clients.ts";
import { Connections } from "./server/door/connections.ts";
import { Twins } from "./server/door/twins.ts";
import { openHttpServer } from "./server/http-server.ts";
import { LaneClaims, MAX_TAKEOVERS } from "./server/lanes/lane-claims.ts";
import { LaneSocket } from "./server/lanes/lane-socket.ts";
import { RangeFiles } from "./server/lanes/range-files.ts";
import { PollEndpoint } from "./server/longpoll/poll-endpoint.ts";
import { PollSessions } from "./server/longpoll/poll-sessions.ts";
import { pageFor } from "./server/pages/pages.ts";
import { ProveRequests } from "./server/proving/prove-requests.ts";
import { ProveSockets } from "./server/proving/prove-socket.ts";
import { WrongProofPace } from "./server/proving/wrong-proof-pace.ts";
import { UnfinishedMessages } from "./server/sockets/unfinished-messages.ts";
import { takePort } from "./server/taken-port.ts";
import { companionChannel } from "./server/topics/companion-channel.ts";
import { foldersChannel } from "./server/topics/folders-channel.ts";
import { GhostWatch } from "./server/topics/ghost-watch.ts";
import { inboxChannel } from "./server/topics/inbox-channel.ts";
import { keptChannel } from "./server/topics/kept-channel.ts";
import { laneChannel } from "./server/topics/lane-channel.ts";
import { outboxChannel } from "./server/topics/outbox-channel.ts";
import { ownerService } from "./server/topics/owner-service.ts";
import { pairingChannel } from "./server/topics/pairing-channel.ts";
import { filesChannel } from "./server/topics/whole-files/files-channel.ts";
import { StoredFiles } from "./server/topics/whole-files/stored-files.ts";
import type { NewLink } from "./trust/pairing-links.ts";
import { runsAs } from "./trust/runs-as.ts";

export interface ServerOptions {
  readonly home: Home;
  /** 0 picks a free one. */
  readonly port: number;
  /** The topics of prices. */
  readonly prices: readonly ChannelKind[];
  readonly trust: TrustPart;
  readonly files: FilesPart;
  readonly onStopAsked: () => void;
  readonly log: Log;
  /** One sentence for the person at the terminal. */
  readonly tell: (sentence: string) => void;
  readonly happened: (what: Happening) => void;
}

export interface ServerPart {
  readonly port: number;
  /** A fresh pairing link. */
  pair(): NewLink;
  /** Whether a client is connected now. */
  isConnected(id: string): boolean;
  /** Ends polls, sockets and lanes, then the proofs over requests. */
  close(): Promise<void>;
}

/** Takes the port and serves it. Throws `PortTaken`; what was opened is closed again where it throws. */
export async function openServer(options: ServerOptions): Promise<ServerPart> {
  await using opened = new AsyncDisposableStack();
  const { home, trust, files, log, tell, happened } = options;
  const { keys, links, tickets, ownerToken } = trust;
  const { database, inbox, outbox } = files;
  // From here to the end nothing waits: a client that connects finds all of it.
  const taken = opened.adopt(await takePort(options.port), ({ server }) => void server.close());
  const { port } = taken;
  const pair = (): NewLink => links.create(port);

  const polls = new PollSessions();
  const seen = (id: string): void => keys.noteSeen(id, Date.now());
  const connected = new ConnectedClients(polls, seen, (id, isHere) => {
    const client = keys.find(id);
    if (client?.kind === "browser") happened({ kind: isHere ? "came" : "left", browser: client.name });
  });
  const connections = new Connections();
  const twins = new Twins({ connected, nameOf: (id) => keys.find(id)?.name, log, tell });
  const cut = (id: string): void => {
    tickets.revoke(id);
    connected.closeAll(id, CloseCode.unauthorized, "revoked");
    // What has still to be said on them is said before.
    setTimeout(() => connections.cutAll(id), CUT_AFTER_MS).unref();
  };
  const stop = options.onStopAsked;
  const commands = commandPlaceAnywhere(home.root);
  const service = ownerService({ home, port, keys, connected, ...files, received: files, pair, stop, cut });
  const onRefused = (name: string, why: Sentence): void => happened({ kind: "refused", name, why });
  const ranges = new RangeFiles(log);
  const laneServices = { files, claims: new LaneClaims(MAX_TAKEOVERS), ranges, log, onRefused };
  const kinds: readonly ChannelKind[] = [
    outboxChannel({ ...files, about: service.about, recipient: service.recipient }),
    inboxChannel(files),
    filesChannel(inbox, new StoredFiles(database, home.inbox)),
    foldersChannel(database, home, files.removals),
    keptChannel(files),
    laneChannel(laneServices),
    ...options.prices,
    companionChannel(service),
    pairingChannel({
      companionVersion: VERSION,
      commands,
      known: (id) => keys.find(id),
      rename: (id, name) => keys.rename(id, name),
      clients: service.clients,
      revoke: async (id) => {
        await keys.revoke(id, Date.now());
        outbox.release(id);
      },
      cut,
    }),
  ];
  const channels = { kinds, totals: new ClientTotals(), log };
  const proving = {
    port,
    keys,
    links,
    tickets,
    pace: new WrongProofPace(),
    companionVersion: VERSION,
    runsAs: runsAs(home.root),
    log,
    isTwin: (id: string, run: string): Promise<boolean> => twins.isTwin(id, run),
    takePlaceOf: service.takePlaceOf,
    onPaired: (name: string): void => tell(text("companion.paired", { name })),
  };
  const proveSockets = new ProveSockets(proving);
  const proveRequests = opened.adopt(new ProveRequests(proving), (open) => open.close());
  const pollEndpoint = new PollEndpoint(polls, channels);
  const unfinished = new UnfinishedMessages(log);
  const lanes = new Set<LaneSocket>();
  const server = openHttpServer(taken, {
    log,
    keeper: keeperOf({ keys, tickets, ownerToken, polls }),
    connections,
    pageFor: (path, query, isLed) =>
      pageFor(path, query, port, { linkState: (id) => links.state(id), version: VERSION, commands, isLed }),
    hasPlace: (client, kind) => connected.hasPlace(client.id, kind),
    onProve: (socket, origin, vouch) => proveSockets.run(socket, origin, vouch),
    onProveRequest: (request, response, { origin, nonce }, vouch) =>
      void proveRequests.handle(request, response, origin, nonce, vouch),
    onControl: (socket, stream, client) => {
      // Two that prove at the same moment are noticed here.
      void twins.endTwin(socket, client);
      connected.add(client.id, socket, "control", client.run);
      unfinished.watch(client.id, socket, stream);
      new SocketTransport(socket, stream, client, channels);
    },
    onPoll: (admission, request, response) => {
      if (admission.kind === "poll-open") seen(admission.client.id);
      if (admission.kind === "poll") seen(polls.ownerOf(admission.session)?.client.id ?? "");
      return pollEndpoint.handle(admission, request, response);
    },
    onRange: (admission, response) => ranges.answer(admission, response),
    onLane: (socket, stream, client) => {
      connected.add(client.id, socket, "lane");
      unfinished.watch(client.id, socket, stream);
      const total = channels.totals.of(client.id);
      const lane = new LaneSocket(socket, stream, { client, total, ...laneServices });
      lanes.add(lane);
      const forget = (): boolean => lanes.delete(lane);
      socket.on("close", () => lane.settled().then(forget, forget));
    },
  });
  opened.defer(async () => {
    await polls.close();
    await server.close();
    await Promise.all([...lanes].map((lane) => lane.settled()));
  });
  opened.adopt(new GhostWatch({ keys, connected, outbox, log, tell }), (watch) => watch.close());
  const closing = opened.move();
  return { port, pair, isConnected: (id) => connected.has(id), close: () => closing.disposeAsync() };
}
