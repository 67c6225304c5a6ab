/** What the owner's commands can ask of the running companion, carried out. */

import { existsSync } from "node:fs";
import path from "node:path";
import { type Home, reason } from "../files/home.ts";
import type { Outbox } from "../files/outbox.ts";
import type { Keys, KnownClient } from "../trust/keys.ts";
import { recipientNamed } from "../trust/recipient.ts";
import { VERSION } from "../version.ts";
import type { ListedClient, OwnerService, SentFile } from "./channels/companion-channel.ts";
import type { ConnectedClients } from "./connected-clients.ts";

export interface OwnerServiceOptions {
  readonly home: Home;
  readonly port: number;
  readonly keys: Keys;
  readonly connected: ConnectedClients;
  readonly outbox: Outbox;
  readonly pair: () => { pairUrl: string; expiresInSeconds: number };
  readonly stop: () => void;
  /** Ends a client's tickets and live sockets. */
  readonly cut: (id: string) => void;
}

/** The service behind the topic `companion`. */
export function ownerService(options: OwnerServiceOptions): OwnerService {
  const { home, port, keys, connected, outbox } = options;
  const listed = (): ListedClient[] => keys.list().map((client) => listedClient(client, connected));
  return {
    status: () => ({
      port,
      pid: process.pid,
      version: VERSION,
      clients: listed().filter((client) => client.connected).length,
      home: home.root,
      revoked: keys.revokedBrowsers,
    }),
    stop: options.stop,
    pair: options.pair,
    clients: listed,
    async revoke(id) {
      const revoking = keys.revoke(id, Date.now());
      // What is live is cut at once, whatever the disk says about remembering it.
      options.cut(id);
      const revoked = await revoking.catch((error: unknown) => {
        throw new Error(
          `It is cut off now, but that can't be remembered over a restart (${reason(error)}): make room on the disk, then revoke it again.`,
          { cause: error },
        );
      });
      if (revoked) outbox.release(id);
      return revoked;
    },
    async token(name, topics) {
      const { client, token } = await keys.addScript(name, topics, Date.now());
      return { id: client.id, token };
    },
    send(file) {
      const to = file.to === null ? null : recipientNamed(file.to, keys);
      if (!existsSync(path.join(home.outgoing, file.id))) {
        throw new Error("The file's copy is not in the outgoing folder: send it again.");
      }
      try {
        queue(outbox, file, to);
      } catch (error) {
        throw new Error(`The file can't be queued (${reason(error)}): try again.`, { cause: error });
      }
      return { client: to };
    },
    recipient: (to) => recipientNamed(to, keys),
    cancel: (id) => outbox.cancel(id),
  };
}

function queue(outbox: Outbox, file: SentFile, to: string | null): void {
  outbox.announce(outbox.enqueue(file, file.name, to, Date.now()));
}

function listedClient(client: KnownClient, connected: ConnectedClients): ListedClient {
  return {
    id: client.id,
    name: client.name,
    kind: client.kind,
    connected: connected.has(client.id),
    addedAt: new Date(client.addedAt).toISOString(),
    ...(client.kind === "script" && client.topics ? { topics: client.topics } : {}),
  };
}
