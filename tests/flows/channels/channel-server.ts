/** The companion's own channel server in this process, with rooms in the place of its topics. */

import type { ChannelKind, Client } from "../../../companion/server/channels/channel.ts";
import { ClientTotals } from "../../../companion/server/channels/client-totals.ts";
import { SocketTransport } from "../../../companion/server/channels/socket-transport.ts";
import { ConnectedClients } from "../../../companion/server/door/connected-clients.ts";
import { Connections } from "../../../companion/server/door/connections.ts";
import { openHttpServer } from "../../../companion/server/http-server.ts";
import { PollEndpoint } from "../../../companion/server/longpoll/poll-endpoint.ts";
import { PollSessions } from "../../../companion/server/longpoll/poll-sessions.ts";
import { takePort } from "../../../companion/server/taken-port.ts";
import { ORIGIN } from "../../support/node-browser.ts";
import { Rooms, roomChannel } from "./room-channel.ts";

/** Who may come in: tokens from nowhere, tickets from the extension's Origin. */
export const TOKENS: Readonly<Record<string, Client>> = {
  token: { id: "script", kind: "script", name: "Script" },
  other: { id: "other", kind: "script", name: "Other script" },
  limited: { id: "limited", kind: "script", name: "Limited script", topics: ["room:open", "room:a*"] },
};
export const TICKET_HOLDER: Client = { id: "browser", kind: "browser", name: "Browser" };
export const TICKET = "ticket";

export interface ChannelServer {
  readonly port: number;
  readonly rooms: Rooms;
  readonly polls: PollSessions;
  readonly connected: ConnectedClients;
  /** Every event that was logged. */
  readonly logged: string[];
  /** How many polls of open sessions have arrived, and how many of them are over. */
  readonly polled: { arrived: number; over: number };
  /** Tokens that are no longer good. */
  readonly revoked: Set<string>;
  close(): Promise<void>;
}

export interface ChannelServerOptions {
  /** How long a poll is held; long unless the test is about it. */
  readonly windowMs?: number;
  readonly port?: number;
  readonly kinds?: () => readonly ChannelKind[];
}

export async function openChannelServer(options: ChannelServerOptions = {}): Promise<ChannelServer> {
  const rooms = new Rooms();
  const totals = new ClientTotals();
  const logged: string[] = [];
  const revoked = new Set<string>();
  const polled = { arrived: 0, over: 0 };
  const log = (event: string): void => void logged.push(event);
  const kinds = options.kinds?.() ?? [roomChannel(rooms)];
  const channels = { kinds, totals, log };
  const polls = new PollSessions(options.windowMs);
  const endpoint = new PollEndpoint(polls, channels);
  const connected = new ConnectedClients(polls);
  const isTicket = (ticket: string): boolean => ticket === TICKET && !revoked.has(ticket);
  const server = openHttpServer(await takePort(options.port ?? 0), {
    log,
    keeper: {
      clientOfTicket: (ticket, origin) => (isTicket(ticket) && origin === ORIGIN ? TICKET_HOLDER : undefined),
      clientOfToken: (token) => (revoked.has(token) ? undefined : TOKENS[token]),
      polls: {
        holderOfTicket: (ticket) =>
          isTicket(ticket) ? { client: TICKET_HOLDER, origin: ORIGIN } : undefined,
        sessionOf: (id) => polls.ownerOf(id),
      },
    },
    connections: new Connections(),
    pageFor: () => undefined,
    hasPlace: () => true,
    onProve: (socket) => socket.close(),

    onProveRequest: (_request, response) => void response.destroy(),
    onLane: (socket) => socket.close(),
    onControl: (socket, stream, client) => {
      connected.add(client.id, socket, "control");
      new SocketTransport(socket, stream, client, channels);
    },
    onRange: (_range, response) => response.destroy(),
    onPoll: (admission, request, response) => {
      if (admission.kind === "poll") {
        polled.arrived += 1;
        response.once("close", () => {
          polled.over += 1;
        });
      }
      endpoint.handle(admission, request, response);
    },
  });
  return {
    port: server.port,
    rooms,
    polls,
    connected,
    logged,
    polled,
    revoked,
    close: async () => {
      await polls.close();
      await server.close();
    },
  };
}
