/** One socket on `/prove`: the companion proves itself, then the browser does, and gets a ticket. */

import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { WebSocket } from "ws";
import {
  LOOPBACK_ADDRESS,
  NONCE_BYTES,
  PROTOCOL_VERSION,
  PROVE_DEADLINE_MS,
  TICKET_LIFETIME_MS,
} from "../../shared/protocol/limits.ts";
import {
  type Answer,
  decodeProveWord,
  encodeProveWord,
  type Hello,
  type ProofRole,
  type ProveRefusalCode,
  type ProveWord,
  type Transcript,
  transcriptBytes,
} from "../../shared/protocol/proof.ts";
import { CloseCode, ProtocolError } from "../../shared/protocol/protocol-error.ts";
import type { Log } from "../log.ts";
import type { Keys } from "../trust/keys.ts";
import type { PairingLinks } from "../trust/pairing-links.ts";
import type { Tickets } from "../trust/tickets.ts";

export interface ProveOptions {
  readonly port: number;
  readonly keys: Keys;
  readonly links: PairingLinks;
  readonly tickets: Tickets;
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
  not_paired: "This browser is not paired: run `pagewire pair` and open its link.",
  revoked: "This browser's pairing was revoked: run `pagewire pair` and open its link to pair it again.",
  wrong_proof: "The proof is wrong: run `pagewire pair` and open its link to pair this browser again.",
  link_unknown: "This link is not known here: run `pagewire pair` for a new one.",
  link_used: "This link was already used: run `pagewire pair` for a new one.",
  link_expired: "This link has expired: run `pagewire pair` for a new one.",
  busy: "Too many connections are proving themselves: try again in a moment.",
};

/** Runs the proof on an accepted socket; closes it when it is over, however it ends. */
export function runProof(socket: WebSocket, origin: string, options: ProveOptions): void {
  const deadline = setTimeout(() => socket.close(CloseCode.timeout, "too slow"), PROVE_DEADLINE_MS);
  const say = (word: ProveWord): void => socket.send(encodeProveWord(word));
  const refuse = (code: ProveRefusalCode): void => {
    options.log("prove.refused", { code, origin });
    say({ type: "refuse", code, message: REFUSALS[code] });
    socket.close(CloseCode.unauthorized, code);
  };
  const proof = new Proof(origin, options, say, refuse);
  socket.on("close", () => clearTimeout(deadline));
  socket.on("message", (data, isBinary) => {
    proof.take(isBinary ? "" : data.toString()).catch((error: unknown) => {
      options.log("prove.failed", { error, origin });
      socket.close(error instanceof ProtocolError ? error.closeCode : CloseCode.internalError, "malformed");
    });
  });
}

/** What a hello led to: whose secret proves, and what both sides must agree on. */
interface Opened {
  readonly hello: Hello;
  readonly secret: Buffer;
  readonly transcript: Transcript;
}

class Proof {
  readonly #origin: string;
  readonly #options: ProveOptions;
  readonly #say: (word: ProveWord) => void;
  readonly #refuse: (code: ProveRefusalCode) => void;
  #opened: Opened | undefined;
  #answered = false;

  constructor(
    origin: string,
    options: ProveOptions,
    say: (word: ProveWord) => void,
    refuse: (code: ProveRefusalCode) => void,
  ) {
    this.#origin = origin;
    this.#options = options;
    this.#say = say;
    this.#refuse = refuse;
  }

  async take(text: string): Promise<void> {
    const word = decodeProveWord(text);
    if (word.type === "hello" && !this.#opened) return this.#open(word);
    if (word.type === "answer" && this.#opened && !this.#answered) {
      this.#answered = true;
      return await this.#check(word, this.#opened);
    }
    throw new ProtocolError("unexpected_word", `"${word.type}" was not expected here.`);
  }

  #open(hello: Hello): void {
    if (hello.version !== PROTOCOL_VERSION) return this.#refuse("version");
    const secret = this.#secretFor(hello);
    if (!secret) return;
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
    this.#say({
      type: "challenge",
      companionId: transcript.companionId,
      nonce: transcript.companionNonce,
      features: transcript.companionFeatures,
      proof: mac(secret, "companion", transcript).toString("hex"),
    });
  }

  /** The secret to prove with; says why where there is none. */
  #secretFor(hello: Hello): Buffer | undefined {
    const { keys, links } = this.#options;
    if (hello.mode === "pair") {
      const state = links.state(hello.id);
      if (state === "open") return links.secretOf(hello.id);
      this.#refuse(state === "used" ? "link_used" : state === "expired" ? "link_expired" : "link_unknown");
      return undefined;
    }
    const known = keys.find(hello.id);
    // A stranger gets a challenge like everybody else; its proof is worth nothing, and neither is the answer.
    if (known?.kind !== "browser") return randomBytes(NONCE_BYTES);
    return Buffer.from(known.key, "hex");
  }

  async #check(answer: Answer, opened: Opened): Promise<void> {
    const { hello, secret, transcript } = opened;
    if (!timingSafeEqual(Buffer.from(answer.proof, "hex"), mac(secret, "browser", transcript))) {
      if (hello.mode === "pair") this.#options.links.countWrongTry(hello.id);
      return this.#refuse("wrong_proof");
    }
    if (hello.mode === "pair") await this.#pair(answer, opened);
    else this.#admit(hello.id);
  }

  async #pair(answer: Answer, { hello, secret, transcript }: Opened): Promise<void> {
    const { keys, links, log, onPaired } = this.#options;
    if (!links.use(hello.id)) return this.#refuse("link_used");
    const name = answer.name?.trim() || UNNAMED_BROWSER;
    // Both sides derive the same key from the link's secret; no key crosses the wire.
    const browser = await keys.addBrowser(name, this.#origin, mac(secret, "key", transcript), Date.now());
    log("paired", { id: browser.id, name: browser.name, origin: this.#origin });
    this.#giveTicket(browser.id);
    onPaired(browser.name);
  }

  #admit(id: string): void {
    const known = this.#options.keys.find(id);
    if (known?.kind !== "browser" || known.origin !== this.#origin) return this.#refuse("not_paired");
    if (known.revokedAt !== undefined) return this.#refuse("revoked");
    this.#giveTicket(id);
  }

  #giveTicket(clientId: string): void {
    this.#say({
      type: "ticket",
      ticket: this.#options.tickets.issue(clientId, this.#origin),
      clientId,
      lifetimeMs: TICKET_LIFETIME_MS,
      companionVersion: this.#options.companionVersion,
    });
  }
}

function mac(secret: Buffer, role: ProofRole, transcript: Transcript): Buffer {
  return createHmac("sha256", secret).update(transcriptBytes(role, transcript)).digest();
}
