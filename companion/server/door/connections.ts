/** Every connection to the companion: each client has a share, and when all are taken the greediest makes room. */

import type { Duplex } from "node:stream";
import {
  FEW_CONNECTIONS,
  MAX_CLIENT_CONNECTIONS,
  MAX_CONNECTIONS,
  STRANGERS_CONNECTIONS,
} from "../../limits.ts";
import { Newcomers } from "../../process/newcomers.ts";
import { Shares } from "../../process/shares.ts";
import type { Client } from "../channels/channel.ts";

export interface ConnectionLimits {
  /** In all. */
  readonly all: number;
  /** Of one client, whatever it uses them for. */
  readonly ofOneClient: number;
  /** A client with no more than this keeps them while others hold more. */
  readonly few: number;
  /** Places for strangers: all clients together can't take them. */
  readonly strangers: number;
}

const LIMITS: ConnectionLimits = {
  all: MAX_CONNECTIONS,
  ofOneClient: MAX_CLIENT_CONNECTIONS,
  few: FEW_CONNECTIONS,
  strangers: STRANGERS_CONNECTIONS,
};

/**
 * Every connection begins as a stranger's: who it is from is known only once its request was read. So a newcomer is
 * always let in, in the place of another stranger's or, where clients hold too many, of the oldest of the client that
 * holds most. Refusing newcomers instead would let a program that fills the companion first lock everybody else out.
 * None makes way before what it has to say could be read once: a flood is accepted by hundreds in one turn of the loop.
 */
export class Connections {
  readonly #limits: ConnectionLimits;
  /** Those that could not say anything yet: not counted, and for a moment only. */
  readonly #arriving = new Set<Duplex>();
  readonly #strangers = new Newcomers<Duplex>(Number.POSITIVE_INFINITY, (oldest) => oldest.destroy());
  readonly #clients = new Shares<Duplex>();
  #owner: string | undefined;

  constructor(limits: ConnectionLimits = LIMITS) {
    this.#limits = limits;
  }

  /** Keeps a new connection until it closes, as a stranger's. */
  add(connection: Duplex): void {
    connection.once("close", () => {
      this.#arriving.delete(connection);
      this.#strangers.delete(connection);
      this.#clients.delete(connection);
    });
    this.#arriving.add(connection);
    // What has come of it already is read in the next turn of the event loop, which is over when this is called.
    setImmediate(() => setImmediate(() => this.#arrived(connection)));
  }

  /** The stranger wants to prove itself, or has named somebody we know: others make way before it. */
  vouch(connection: Duplex, name = ""): void {
    this.#arrived(connection);
    this.#strangers.vouch(connection, name);
  }

  /**
   * The connection is a client's; `false` where that has its whole share already. The owner always has a place: its
   * oldest connection makes way.
   */
  admit(connection: Duplex, { id, kind }: Client): boolean {
    if (kind === "owner") this.#owner = id;
    if (connection.destroyed) return false;
    if (this.#clients.holderOf(connection) === id) return true;
    if (this.#clients.count(id) >= this.#limits.ofOneClient) {
      if (kind !== "owner") return false;
      this.#cut(this.#clients.oldestOf(id));
    }
    this.#arriving.delete(connection);
    this.#strangers.delete(connection);
    if (this.#isFull) this.#makeRoom();
    this.#clients.add(id, connection);
    return true;
  }

  /** Cuts every connection of a client at once. */
  cutAll(client: string): void {
    for (const connection of this.#clients.itemsOf(client)) this.#cut(connection);
  }

  #arrived(connection: Duplex): void {
    if (!this.#arriving.delete(connection)) return;
    if (this.#isFull) this.#makeRoom();
    this.#strangers.add(connection);
  }

  get #isFull(): boolean {
    return this.#strangers.size + this.#clients.size >= this.#limits.all;
  }

  #makeRoom(): void {
    const { few, strangers } = this.#limits;
    const greediest = this.#clients.greediest(few, this.#owner);
    if (this.#strangers.size < strangers && greediest !== undefined)
      return this.#cut(this.#clients.oldestOf(greediest));
    if (this.#strangers.evict()) return;
    this.#cut(this.#clients.oldestOf(this.#clients.greediest(0, this.#owner) ?? ""));
  }

  #cut(connection: Duplex | undefined): void {
    if (!connection) return;
    this.#clients.delete(connection);
    connection.destroy();
  }
}
