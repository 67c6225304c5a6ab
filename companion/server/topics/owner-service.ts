/** What the owner's commands can ask of the running companion. */

import { existsSync } from "node:fs";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { message } from "../../../shared/texts/message.ts";
import { SaidError, type Sentence, saying } from "../../../shared/texts/said.ts";
import { type Removals, removeReceived } from "../../files/kept/removal.ts";
import type { Outbox } from "../../files/outgoing/outbox.ts";
import type { Snapshot } from "../../files/outgoing/snapshot.ts";
import type { ReceivedLookup } from "../../files/received/received-lookup.ts";
import { isoTime, UNKNOWN_TIME } from "../../files/stored-values.ts";
import type { Senders } from "../../files/uploads/senders.ts";
import type { Home } from "../../home/home.ts";
import { reason } from "../../process/system-error.ts";
import { VERSION } from "../../process/version.ts";
import type { Keys } from "../../trust/keys.ts";
import type { KnownClient, PairedBrowser } from "../../trust/known-client.ts";
import { candidates, clientsNamed, isNumbered } from "../../trust/named-client.ts";
import type { NewLink } from "../../trust/pairing-links.ts";
import { findRecipient } from "../../trust/recipient.ts";
import type { ConnectedClients } from "../door/connected-clients.ts";
import { oneMeant } from "./answers.ts";

/** A client as `pagewire clients` lists it. */
export interface ListedClient {
  readonly id: string;
  readonly name: string;
  readonly kind: "browser" | "script";
  readonly connected: boolean;
  readonly addedAt: string;
  /** Of one that is not connected: when it last was; absent where it never was since this is noted. */
  readonly lastSeenAt?: string;
  /** How many files wait for this browser and no other; absent where none does. */
  readonly waiting?: number;
  readonly topics?: readonly string[];
}

/** A copy in the outgoing folder that a command wants queued, and the browser it is for. */
export type SentFile = Snapshot & {
  readonly name: string;
  readonly to: string | null;
  readonly show: boolean;
};

export interface OwnerServiceOptions {
  readonly home: Home;
  readonly port: number;
  readonly keys: Keys;
  readonly connected: ConnectedClients;
  readonly outbox: Outbox;
  readonly senders: Senders;
  /** What was received, and who is told of what is removed. */
  readonly received: {
    readonly database: DatabaseSync;
    readonly lookup: ReceivedLookup;
    readonly removals: Removals;
  };
  readonly pair: () => NewLink;
  readonly stop: () => void;
  /** Ends a client's tickets and live sockets. */
  readonly cut: (id: string) => void;
}

/** The commands of this computer's own user; the browser has a name for them in its own language. */
const OWN_SENDER = { client: "owner", name: "" };

export type OwnerService = ReturnType<typeof ownerService>;

/** What the topic `companion` carries out; each may throw an error whose message is one sentence for people. */
export function ownerService(options: OwnerServiceOptions) {
  const { home, port, keys, connected, outbox, senders } = options;
  const listed = (): ListedClient[] => keys.list().map((client) => listedClient(client, options));
  const recipient = (to: string) => findRecipient(to, keys, (id) => connected.has(id));
  const clientNamed = (said: string): KnownClient | undefined => {
    const meant = clientsNamed(said, keys.list());
    if (meant.length > 1)
      throw new SaidError(message("owner.several-clients", { name: said, candidates: candidates(meant) }));
    return meant[0];
  };
  return {
    status: () => ({
      port,
      pid: process.pid,
      version: VERSION,
      clients: listed().filter((client) => client.connected).length,
      home: home.root,
      revoked: keys.revokedBrowsers,
    }),
    /** What a script may know of the companion and of the browsers that it may send to. */
    about: () => ({
      ...{ port, pid: process.pid, version: VERSION },
      clients: listed().filter((client) => client.connected).length,
      browsers: listed()
        .filter(({ kind }) => kind === "browser")
        .map(({ id, name, connected: isConnected }) => ({ id, name, connected: isConnected })),
    }),
    stop: options.stop,
    /** Removes the received file that is meant; which that was. */
    async remove(said: string): Promise<string> {
      const { database, lookup, removals } = options.received;
      const removed = await removeReceived(database, oneMeant(lookup, said));
      removals.tell(removed);
      return removed.record.id;
    },
    pair: options.pair,
    clients: listed,
    /**
     * Ends the trust of the client that is meant; who that is, or `undefined` where nobody is. `into` names the browser that
     * takes over what waits for it, and its name where it was only numbered because that was taken.
     */
    async revoke(said: string, into?: string): Promise<Pick<KnownClient, "id" | "name"> | undefined> {
      const meant = clientNamed(said);
      // One whose revocation the disk did not take is on no list any more.
      const id = meant?.id ?? said;
      const heir = into === undefined ? undefined : clientNamed(into);
      if (into !== undefined && !heir) throw new SaidError(message("owner.no-client", { id: into }));
      if (heir && heir.id === id) throw new SaidError(message("owner.into-itself", { name: heir.name }));
      if (heir && heir.kind !== "browser")
        throw new SaidError(message("owner.into-browser", { name: heir.name }));
      const takesName = heir !== undefined && meant !== undefined && isNumbered(heir.name, meant.name);
      const revoking = keys.revoke(id, Date.now(), takesName ? heir.id : undefined);
      // What is live is cut at once, whatever the disk says about remembering it.
      options.cut(id);
      const revoked = await revoking.catch((error: unknown) => {
        throw new SaidError(message("owner.not-remembered", { reason: reason(error) }), { cause: error });
      });
      if (!revoked) return undefined;
      outbox.release(id, heir?.id ?? null);
      return { id, name: meant?.name ?? id };
    },
    /** A browser that was paired anew says which one it was. One that is connected, or of another extension, it was not. */
    async takePlaceOf(formerId: string, browser: PairedBrowser): Promise<void> {
      const former = keys
        .list()
        .find(({ id, kind }) => kind === "browser" && id !== browser.id && id.startsWith(formerId));
      if (former?.kind !== "browser" || former.origin !== browser.origin || connected.has(former.id)) return;
      await keys.revoke(
        former.id,
        Date.now(),
        isNumbered(browser.name, former.name) ? browser.id : undefined,
      );
      options.cut(former.id);
      outbox.release(former.id, browser.id);
    },
    async token(name: string, topics: readonly string[] | undefined) {
      const { client, token } = await keys.addScript(name, topics, Date.now());
      return { id: client.id, token };
    },
    send(file: SentFile): { client: string | null } {
      const to = file.to === null ? null : recipient(file.to).id;
      if (!existsSync(path.join(home.outgoing, file.id))) {
        throw new SaidError(message("owner.no-copy"));
      }
      try {
        // Who it is from matters to the browser where it is to show it.
        if (file.show) senders.note(file.id, { ...OWN_SENDER, shows: true });
        outbox.announce(outbox.enqueue(file, file.name, to, Date.now()));
      } catch (error) {
        throw new SaidError(message("owner.not-queued", { reason: reason(error) }), { cause: error });
      }
      return { client: to };
    },
    /** The id of the browser that somebody names, and what is to be said about that. */
    recipient(to: string): { readonly client: string; readonly note?: Sentence } {
      const { id, note } = recipient(to);
      return { client: id, ...(note && { note: saying(note) }) };
    },
    /** Takes back the waiting file that is meant; its id, or `undefined` where none is. */
    async cancel(said: string): Promise<string | undefined> {
      // A damaged one is on no list, and goes by its whole id.
      if (await outbox.cancel(said)) return said;
      const meant = clientsNamed(said, [...outbox.waiting()]);
      if (meant.length > 1)
        throw new SaidError(message("owner.several-files", { name: said, candidates: candidates(meant) }));
      const [file] = meant;
      return file && (await outbox.cancel(file.id)) ? file.id : undefined;
    },
  };
}

function listedClient(client: KnownClient, options: OwnerServiceOptions): ListedClient {
  const { keys, connected, outbox } = options;
  const isConnected = connected.has(client.id);
  const waiting = client.kind === "browser" ? outbox.countFor(client.id) : 0;
  const seenAt = isConnected ? undefined : keys.seenAt(client.id);
  return {
    id: client.id,
    name: client.name,
    kind: client.kind,
    connected: isConnected,
    addedAt: isoTime(client.addedAt) ?? UNKNOWN_TIME,
    ...(seenAt !== undefined && { lastSeenAt: isoTime(seenAt) ?? UNKNOWN_TIME }),
    ...(waiting > 0 && { waiting }),
    ...(client.kind === "script" && client.topics ? { topics: client.topics } : {}),
  };
}
