/** The companion's side of the proof: it proves itself, then the browser does, and gets a ticket. */

import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import {
  LOOPBACK_ADDRESS,
  NONCE_BYTES,
  PROTOCOL_VERSION,
  TICKET_LIFETIME_MS,
} from "../../shared/protocol/limits.ts";
import {
  type Answer,
  type Challenge,
  decodeProveWord,
  type Hello,
  type ProofRole,
  type ProveRefusal,
  type ProveRefusalCode,
  type Ticket,
  type Transcript,
  transcriptBytes,
} from "../../shared/protocol/proof.ts";
import { ProtocolError } from "../../shared/protocol/protocol-error.ts";
import type { Log } from "../log.ts";
import type { Keys } from "../trust/keys.ts";
import type { PairingLinks } from "../trust/pairing-links.ts";
import type { Tickets } from "../trust/tickets.ts";
import type { WrongProofPace } from "./wrong-proof-pace.ts";

export interface ProveOptions {
  readonly port: number;
  readonly keys: Keys;
  readonly links: PairingLinks;
  readonly tickets: Tickets;
  readonly pace: WrongProofPace;
  readonly companionVersion: string;
  readonly log: Log;
  /** Called when a browser has just been paired. */
  readonly onPaired: (name: string) => void;
}

/** What this companion can do; both sides' lists are bound into the proof. */
export const COMPANION_FEATURES = ["lanes"] as const;

const UNNAMED_BROWSER = "Browser";

const REFUSALS: Readonly<Record<ProveRefusalCode, string>> = {
  version:
    "The companion and the extension are of different versions: update both, then reload the extension.",
  not_paired: "This browser is not paired: run `npx pagewire pair` and open its link.",
  revoked: "This browser's pairing was revoked: run `npx pagewire pair` and open its link to pair it again.",
  wrong_proof: "The proof is wrong: run `npx pagewire pair` and open its link to pair this browser again.",
  link_unknown: "This link is not known here: run `npx pagewire pair` for a new one.",
  link_used: "This link was already used: run `npx pagewire pair` for a new one.",
  link_expired: "This link has expired: run `npx pagewire pair` for a new one.",
  busy: "Too many connections are proving themselves: try again in a moment.",
};

/** What a hello led to: whose secret proves, and what both sides must agree on. */
interface Opened {
  readonly hello: Hello;
  readonly secret: Buffer;
  readonly transcript: Transcript;
}

/** One proof, whatever carries its words: each word of the browser is answered by one of the companion. */
export class Proof {
  readonly #origin: string;
  readonly #options: ProveOptions;
  #opened: Opened | undefined;
  #answered = false;

  constructor(origin: string, options: ProveOptions) {
    this.#origin = origin;
    this.#options = options;
  }

  /** Whether the hello named a browser that is paired or a link that is open; that alone proves nothing. */
  get namesSomebody(): boolean {
    if (!this.#opened) return false;
    const { keys, links } = this.#options;
    const { mode, id } = this.#opened.hello;
    return mode === "pair" ? links.state(id) === "open" : keys.find(id)?.kind === "browser";
  }

  /** Answers one word: with a challenge, a ticket or a refusal. Throws `ProtocolError` for anything else. */
  async take(text: string): Promise<Challenge | Ticket | ProveRefusal> {
    const word = decodeProveWord(text);
    if (word.type === "hello" && !this.#opened) return this.#open(word);
    if (word.type === "answer" && this.#opened && !this.#answered) {
      this.#answered = true;
      return await this.#check(word, this.#opened);
    }
    throw new ProtocolError("unexpected_word", `"${word.type}" was not expected here.`);
  }

  #open(hello: Hello): Challenge | ProveRefusal {
    if (hello.version !== PROTOCOL_VERSION) return this.#refuse("version");
    const secret = this.#secretFor(hello);
    if (!Buffer.isBuffer(secret)) return this.#refuse(secret);
    const transcript: Transcript = {
      version: PROTOCOL_VERSION,
      mode: hello.mode,
      id: hello.id,
      companionId: this.#options.keys.companionId,
      clientNonce: hello.nonce,
      companionNonce: randomBytes(NONCE_BYTES).toString("hex"),
      origin: this.#origin,
      address: `${LOOPBACK_ADDRESS}:${this.#options.port}`,
      clientFeatures: hello.features,
      companionFeatures: COMPANION_FEATURES,
    };
    this.#opened = { hello, secret, transcript };
    return {
      type: "challenge",
      companionId: transcript.companionId,
      nonce: transcript.companionNonce,
      features: transcript.companionFeatures,
      proof: mac(secret, "companion", transcript).toString("hex"),
    };
  }

  /** The secret to prove with, or why there is none. */
  #secretFor(hello: Hello): Buffer | ProveRefusalCode {
    const { keys, links } = this.#options;
    if (hello.mode === "pair") {
      const state = links.state(hello.id);
      const secret = links.secretOf(hello.id);
      if (secret) return secret;
      return state === "used" ? "link_used" : state === "expired" ? "link_expired" : "link_unknown";
    }
    const known = keys.find(hello.id);
    // A stranger gets a challenge like everybody else; its proof is worth nothing, and neither is the answer.
    return known?.kind === "browser" ? Buffer.from(known.key, "hex") : randomBytes(NONCE_BYTES);
  }

  async #check(answer: Answer, opened: Opened): Promise<Ticket | ProveRefusal> {
    const { hello, secret, transcript } = opened;
    if (!timingSafeEqual(Buffer.from(answer.proof, "hex"), mac(secret, "browser", transcript))) {
      if (hello.mode === "pair") this.#options.links.countWrongTry(hello.id);
      await delay(this.#options.pace.delayMs(), undefined, { ref: false });
      return this.#refuse("wrong_proof");
    }
    return hello.mode === "pair" ? await this.#pair(answer, opened) : this.#admit(hello.id);
  }

  async #pair(answer: Answer, { hello, secret, transcript }: Opened): Promise<Ticket | ProveRefusal> {
    const { keys, links, log, onPaired } = this.#options;
    if (!links.use(hello.id)) return this.#refuse("link_used");
    const name = answer.name?.trim() || UNNAMED_BROWSER;
    // Both sides derive the same key from the link's secret; no key crosses the wire.
    const browser = await keys.addBrowser(name, this.#origin, mac(secret, "key", transcript), Date.now());
    log("paired", { id: browser.id, name: browser.name, origin: this.#origin });
    onPaired(browser.name);
    return this.#ticket(browser.id);
  }

  #admit(id: string): Ticket | ProveRefusal {
    const known = this.#options.keys.find(id);
    if (known?.kind !== "browser" || known.origin !== this.#origin) return this.#refuse("not_paired");
    return known.revokedAt === undefined ? this.#ticket(id) : this.#refuse("revoked");
  }

  #ticket(clientId: string): Ticket {
    return {
      type: "ticket",
      ticket: this.#options.tickets.issue(clientId, this.#origin),
      clientId,
      lifetimeMs: TICKET_LIFETIME_MS,
      companionVersion: this.#options.companionVersion,
    };
  }

  #refuse(code: ProveRefusalCode): ProveRefusal {
    this.#options.log("prove.refused", { code, origin: this.#origin });
    return { type: "refuse", code, message: REFUSALS[code] };
  }
}

function mac(secret: Buffer, role: ProofRole, transcript: Transcript): Buffer {
  return createHmac("sha256", secret).update(transcriptBytes(role, transcript)).digest();
}
