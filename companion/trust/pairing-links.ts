/** Pairing links: one use, ten minutes, three tries; the secret is in the part of the URL no server is sent. */

import { randomBytes } from "node:crypto";
import { LOOPBACK_ADDRESS } from "../../shared/protocol/limits.ts";
import { MAX_PAIRING_TRIES, PAIRING_LIFETIME_MS, PAIRING_SECRET_BYTES } from "../limits.ts";

const ID_BYTES = 16;
/** How many used and expired links are remembered, to tell them from unknown ones. */
const MAX_REMEMBERED = 100;

/** A new link, as commands and programs are told of it. */
export interface NewLink {
  readonly pairUrl: string;
  readonly expiresInSeconds: number;
}

export type LinkState = "open" | "used" | "expired" | "unknown";

interface Link {
  readonly secret: Buffer;
  readonly expiresAt: number;
  triesLeft: number;
  used: boolean;
}

export class PairingLinks {
  readonly #links = new Map<string, Link>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Makes a link for the companion on `port`. */
  create(port: number): NewLink {
    const id = randomBytes(ID_BYTES).toString("hex");
    const secret = randomBytes(PAIRING_SECRET_BYTES);
    this.#links.set(id, {
      secret,
      expiresAt: this.#now() + PAIRING_LIFETIME_MS,
      triesLeft: MAX_PAIRING_TRIES,
      used: false,
    });
    for (const old of [...this.#links.keys()].slice(0, -MAX_REMEMBERED)) this.#links.delete(old);
    return {
      pairUrl: `http://${LOOPBACK_ADDRESS}:${port}/pair?link=${id}#${secret.toString("hex")}`,
      expiresInSeconds: PAIRING_LIFETIME_MS / 1000,
    };
  }

  state(id: string): LinkState {
    const link = this.#links.get(id);
    if (!link) return "unknown";
    if (link.used) return "used";
    return link.triesLeft <= 0 || link.expiresAt <= this.#now() ? "expired" : "open";
  }

  /** The secret of an open link, to prove with. */
  secretOf(id: string): Buffer | undefined {
    return this.state(id) === "open" ? this.#links.get(id)?.secret : undefined;
  }

  /** A wrong proof was given for the link. */
  countWrongTry(id: string): void {
    const link = this.#links.get(id);
    if (link) link.triesLeft -= 1;
  }

  /** Uses up an open link; `false` where somebody else was first. */
  use(id: string): boolean {
    const link = this.#links.get(id);
    if (!link || this.state(id) !== "open") return false;
    link.used = true;
    return true;
  }
}
