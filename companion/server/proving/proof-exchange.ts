/** The companion's side of the proof: it proves itself, then the browser does, and receives a ticket. */

import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { HEX_FORM } from "../../../shared/protocol/hex.ts";
import { spokenVersion } from "../../../shared/protocol/install/versions.ts";
import {
  LOOPBACK_ADDRESS,
  NONCE_BYTES,
  PROTOCOL_VERSION,
  TICKET_LIFETIME_MS,
} from "../../../shared/protocol/limits.ts";
import { PARCELS_FEATURE } from "../../../shared/protocol/parcels/parcel-words.ts";
import {
  type Answer,
  type Challenge,
  decodeProveWord,
  type Hello,
  type ProofRole,
  type ProveRefusal,
  type ProveRefusalCode,
  RANGE_FEATURE,
  RUN_FEATURE_PREFIX,
  RUNS_AS_FEATURE,
  type RunsAs,
  type Ticket,
  type Transcript,
  transcriptBytes,
  WAS_DIGITS,
  WAS_FEATURE_PREFIX,
} from "../../../shared/protocol/proof.ts";
import { ProtocolError } from "../../../shared/protocol/protocol-error.ts";
import type { PlainTextCode } from "../../../shared/texts/message.ts";
import { inEnglish } from "../../../shared/texts/text.ts";
import type { Log } from "../../process/log.ts";
import type { Keys } from "../../trust/keys.ts";
import type { PairedBrowser } from "../../trust/known-client.ts";
import type { PairingLinks } from "../../trust/pairing-links.ts";
import type { Tickets } from "../../trust/tickets.ts";
import type { WrongProofPace } from "./wrong-proof-pace.ts";

export interface ProveOptions {
  readonly port: number;
  readonly keys: Keys;
  readonly links: PairingLinks;
  readonly tickets: Tickets;
  readonly pace: WrongProofPace;
  readonly companionVersion: string;
  /** What a browser is told that has just paired: whose this companion is. */
  readonly runsAs: RunsAs;
  readonly log: Log;
  /** Whether another run of this browser is connected: one of the two has the other's key. */
  readonly isTwin: (id: string, run: string) => Promise<boolean>;
  /** A browser has been paired that says it was this one, and has lost its key: takes its place where that can be. */
  readonly takePlaceOf: (formerId: string, browser: PairedBrowser) => Promise<void>;
  /** Called when a browser has just been paired. */
  readonly onPaired: (name: string) => void;
}

/** What this companion can do; both sides' lists are bound into the proof. */
export const COMPANION_FEATURES = ["lanes", PARCELS_FEATURE, RANGE_FEATURE] as const;

const UNNAMED_BROWSER = "Browser";

const REFUSALS = {
  version: "proof.version",
  not_paired: "proof.not-paired",
  revoked: "proof.revoked",
  twin: "proof.twin",
  wrong_proof: "proof.wrong-proof",
  link_unknown: "proof.link-unknown-here",
  link_used: "proof.link-used",
  link_expired: "proof.link-expired",
  busy: "proof.busy",
} as const satisfies Record<ProveRefusalCode, PlainTextCode>;

/** What a hello led to: whose secret proves, and what both sides must agree on. */
interface Opened {
  readonly hello: Hello;
  readonly secret: Buffer;
  readonly transcript: Transcript;
}

/** One proof, over a socket or requests: each word of the browser is answered by one of the companion. */
export class Proof {
  readonly #origin: string;
  readonly #options: ProveOptions;
  #opened: Opened | undefined;
  #answered = false;

  constructor(origin: string, options: ProveOptions) {
    this.#origin = origin;
    this.#options = options;
  }

  /** The paired browser or the open link that the hello named; that alone proves nothing. */
  get namedKnown(): string | undefined {
    if (!this.#opened) return undefined;
    const { keys, links } = this.#options;
    const { mode, id } = this.#opened.hello;
    const isKnown = mode === "pair" ? links.state(id) === "open" : keys.find(id)?.kind === "browser";
    return isKnown ? id : undefined;
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
    const version = spokenVersion(hello.version, PROTOCOL_VERSION);
    if (version === undefined) return { ...this.#refuse("version"), version: PROTOCOL_VERSION };
    const secret = this.#secretFor(hello);
    if (!Buffer.isBuffer(secret)) return this.#refuse(secret);
    const transcript: Transcript = {
      version,
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
      ...(version === hello.version ? {} : { version }),
    };
  }

  /** The secret to prove with, or why it is refused. */
  #secretFor(hello: Hello): Buffer | ProveRefusalCode {
    const { keys, links } = this.#options;
    if (hello.mode === "pair") {
      const state = links.state(hello.id);
      const secret = links.secretOf(hello.id);
      if (secret) return secret;
      return state === "used" ? "link_used" : state === "expired" ? "link_expired" : "link_unknown";
    }
    const known = keys.find(hello.id);
    // A stranger is challenged like everybody else; its proof is worth nothing, and neither is the answer.
    return known?.kind === "browser" ? Buffer.from(known.key, "hex") : randomBytes(NONCE_BYTES);
  }

  async #check(answer: Answer, opened: Opened): Promise<Ticket | ProveRefusal> {
    const { hello, secret, transcript } = opened;
    if (!timingSafeEqual(Buffer.from(answer.proof, "hex"), mac(secret, "browser", transcript))) {
      if (hello.mode === "pair") this.#options.links.countWrongTry(hello.id);
      await delay(this.#options.pace.delayMs(), undefined, { ref: false });
      return this.#refuse("wrong_proof");
    }
    return hello.mode === "pair" ? await this.#pair(answer, opened) : this.#admit(hello);
  }

  async #pair(answer: Answer, { hello, secret, transcript }: Opened): Promise<Ticket | ProveRefusal> {
    const { keys, links, log, onPaired } = this.#options;
    if (!links.use(hello.id)) return this.#refuse("link_used");
    const name = answer.name?.trim() || UNNAMED_BROWSER;
    // Both sides derive the same key from the link's secret; no key crosses the wire.
    const browser = await keys.addBrowser(name, this.#origin, mac(secret, "key", transcript), Date.now());
    const was = wasOf(hello.features);
    if (was !== undefined) await this.#options.takePlaceOf(was, browser);
    log("paired", { id: browser.id, name: browser.name, origin: this.#origin });
    onPaired(browser.name);
    const ticket = this.#ticket(browser.id);
    if (!hello.features.includes(RUNS_AS_FEATURE)) return ticket;
    const { runsAs } = this.#options;
    const proof = mac(secret, "runs-as", transcript, [runsAs.user, runsAs.home]).toString("hex");
    return { ...ticket, runsAs: { ...runsAs, proof } };
  }

  /** At once where nothing has to be asked: what a client says after its answer comes after the reply. */
  #admit({ id, features }: Hello): Ticket | ProveRefusal | Promise<Ticket | ProveRefusal> {
    const known = this.#options.keys.find(id);
    if (known?.kind !== "browser" || known.origin !== this.#origin) return this.#refuse("not_paired");
    if (known.revokedAt !== undefined) return this.#refuse("revoked");
    const run = runOf(features);
    return run === undefined ? this.#ticket(id) : this.#admitRun(id, run);
  }

  async #admitRun(id: string, run: string): Promise<Ticket | ProveRefusal> {
    return (await this.#options.isTwin(id, run)) ? this.#refuse("twin") : this.#ticket(id, run);
  }

  #ticket(clientId: string, run?: string): Ticket {
    return {
      type: "ticket",
      ticket: this.#options.tickets.issue(clientId, this.#origin, run),
      clientId,
      lifetimeMs: TICKET_LIFETIME_MS,
      companionVersion: this.#options.companionVersion,
    };
  }

  #refuse(code: ProveRefusalCode): ProveRefusal {
    this.#options.log("prove.refused", { code, origin: this.#origin });
    return { type: "refuse", code, message: inEnglish({ code: REFUSALS[code] }) };
  }
}

function wasOf(features: readonly string[]): string | undefined {
  const was = features.find((name) => name.startsWith(WAS_FEATURE_PREFIX))?.slice(WAS_FEATURE_PREFIX.length);
  return was?.length === WAS_DIGITS && HEX_FORM.test(was) ? was : undefined;
}

function runOf(features: readonly string[]): string | undefined {
  const feature = features.find((name) => name.startsWith(RUN_FEATURE_PREFIX));
  const run = feature?.slice(RUN_FEATURE_PREFIX.length) ?? "";
  return /^[0-9a-f]{16}$/.test(run) ? run : undefined;
}

function mac(secret: Buffer, role: ProofRole, transcript: Transcript, said: readonly string[] = []): Buffer {
  return createHmac("sha256", secret)
    .update(transcriptBytes(role, transcript, said))
    .digest();
}
