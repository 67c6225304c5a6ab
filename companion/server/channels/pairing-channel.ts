/** The topic `pairing`: a browser hears what it is called here and who else is paired, and can end its own trust. */

import { PAIRING_TOPIC, PairingEvent } from "../../../shared/protocol/topics.ts";
import type { ChannelKind } from "./channel.ts";
import type { ListedClient } from "./companion-channel.ts";

export interface PairingChannelOptions {
  readonly companionVersion: string;
  /** When a client was paired: milliseconds since 1970. */
  readonly addedAt: (id: string) => number | undefined;
  /** Everybody who is paired. */
  readonly clients: () => readonly ListedClient[];
  /** Takes a client's trust away, on the disk when it resolves. */
  readonly revoke: (id: string) => Promise<unknown>;
  /** Ends a client's tickets and live sockets. */
  readonly cut: (id: string) => void;
}

/** For browsers alone; each can end its own trust and nobody else's. */
export function pairingChannel({
  companionVersion,
  addedAt,
  clients,
  revoke,
  cut,
}: PairingChannelOptions): ChannelKind {
  return {
    topics: PAIRING_TOPIC,
    authorize: (client) => client.kind === "browser",
    join: ({ client: { id, name } }) => ({
      reply: { id, name, addedAt: new Date(addedAt(id) ?? 0).toISOString(), companionVersion },
      async handle(event, _payload, answer) {
        if (event === PairingEvent.list) {
          const listed = clients().map(({ id: of, name, kind, connected }) => {
            return { name, kind, connected, own: of === id };
          });
          return { status: "ok", response: { clients: listed } };
        }
        if (event !== PairingEvent.leave)
          return {
            status: "error",
            response: { reason: "unknown_event", message: "The topic knows leave and list." },
          };
        try {
          await revoke(id);
          // Behind the cut nothing would reach it any more.
          answer({ status: "ok" });
        } finally {
          // Also where the disk could not be told: what is live is cut.
          cut(id);
        }
        return undefined;
      },
    }),
  };
}
