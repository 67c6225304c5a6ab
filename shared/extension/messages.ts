/** What pages and scripts of the extension ask of the background: a map of functions, checked at the door. */

import * as v from "valibot";
import { HEX_FORM } from "../protocol/hex.ts";
import type { RunsAs } from "../protocol/proof.ts";
import type { LanguageTag } from "../texts/language-tags.ts";
import type { Sentence } from "../texts/said.ts";
import type { Catalogue } from "../texts/text.ts";
import { OptionalSaidSchema } from "./words/said-schema.ts";

/** Every question there is: its argument and its answer. */
export interface BackgroundCalls {
  /** A page was opened: connect and work on the queue now; `follow`: say over its page what becomes of this item. */
  wake(argument: { follow?: string | undefined }): { build: string };
  /**
   * Try failed items again, without `ids` all of them, or get what the picker has noted and not got itself; `declined`: the
   * user does not give the permission that it needs.
   */
  retry(argument: { ids?: string[] | undefined; declined?: boolean | undefined }): Record<string, never>;
  /** The texts that the background speaks: a script in a page can load none itself. */
  texts(argument: Record<string, never>): { tag: LanguageTag; catalogue: Partial<Catalogue> };
  /** A pairing page is there, and what its script saw of how the user came to it. */
  pairingPage(argument: { arrival: Arrival }): Record<string, never>;
  /**
   * The pairing page's button was pressed; `inSight`: it could be seen for what it is. The port is taken from the
   * sender's origin, never from here.
   */
  pair(argument: { link: string; secret: string; inSight: boolean }): PairAnswer;
  /** The page of confirmation asks what it is to ask. */
  pairingRequest(argument: Record<string, never>): { question?: PairingQuestion | undefined };
  /** What the user has answered there. */
  answerPairing(argument: { id: string; accept: boolean }): PairAnswer;
  /** The page that names a new companion was in front for long enough; `false` where it was not, or it is another. */
  pairingSeen(argument: PairingName): { seen: boolean };
  /** Ends this pairing on both sides; a sentence that says how far that went. */
  undoPairing(argument: PairingName): Sentence;
  /** Closes the page that names a new companion and goes back to the pairing page. */
  leaveResult(argument: Record<string, never>): Record<string, never>;
  /** Opens that page anew. */
  showResult(argument: Record<string, never>): Record<string, never>;
}

/**
 * How a pairing page was reached, as far as it can be known: opened by itself, from another page, or again (loaded
 * anew, or behind another page of the same companion).
 */
export type Arrival = "alone" | "led" | "again";

/** What tells one pairing from another. */
export interface PairingName {
  readonly companionId: string;
  readonly pairedAt: number;
}

/**
 * What became of a wish to pair: done, done and shown in a page of our own that must be looked at first, not done, or
 * the user is being asked in a page of our own.
 */
export type PairAnswer =
  | { readonly state: "paired" }
  | { readonly state: "shown" }
  | ({ readonly state: "failed" } & Sentence)
  | { readonly state: "asked"; readonly lifetimeMs: number };

/** A companion as the page of confirmation names it. */
export interface NamedCompanion {
  readonly companionId: string;
  readonly port: number;
}

/** Why somebody is asked: there is a companion already, or the way to the button was not a plain one. */
export type QuestionReason = "known" | "arrival" | "button";

/** A companion wants to be paired that may not be the one the user means. */
export interface PairingQuestion {
  readonly id: string;
  readonly why: QuestionReason;
  readonly known?:
    | (NamedCompanion & { readonly pairedAt: number; readonly runsAs?: RunsAs | undefined })
    | undefined;
  /** `claimsKnown`: it says the known one's identity, but could not prove it. */
  readonly asking: NamedCompanion & { readonly claimsKnown: boolean };
  /** When the question ends, on the wall clock. */
  readonly endsAt: number;
}

export type CallName = keyof BackgroundCalls;
export type Argument<Name extends CallName> = Parameters<BackgroundCalls[Name]>[0];
export type Answer<Name extends CallName> = ReturnType<BackgroundCalls[Name]>;

const hex = (bytes: number) => v.pipe(v.string(), v.length(bytes * 2), v.regex(HEX_FORM));

/** The shape of each argument; nothing reaches a handler that does not fit. */
export const ArgumentSchemas = {
  wake: v.strictObject({ follow: v.optional(hex(16)) }),
  retry: v.strictObject({ ids: v.optional(v.array(hex(16))), declined: v.optional(v.boolean()) }),
  texts: v.strictObject({}),
  pairingPage: v.strictObject({ arrival: v.picklist(["alone", "led", "again"]) }),
  pair: v.strictObject({ link: hex(16), secret: hex(32), inSight: v.boolean() }),
  pairingRequest: v.strictObject({}),
  answerPairing: v.strictObject({ id: hex(16), accept: v.boolean() }),
  pairingSeen: v.strictObject({ companionId: hex(16), pairedAt: v.number() }),
  undoPairing: v.strictObject({ companionId: hex(16), pairedAt: v.number() }),
  leaveResult: v.strictObject({}),
  showResult: v.strictObject({}),
} as const;

/** One call as it travels. */
export interface CallMessage {
  readonly call: CallName;
  readonly argument: unknown;
}

/** Whether something that arrived is a call at all. */
export function isCallMessage(value: unknown): value is CallMessage {
  return (
    typeof value === "object" &&
    value !== null &&
    "call" in value &&
    typeof value.call === "string" &&
    Object.hasOwn(ArgumentSchemas, value.call) &&
    "argument" in value
  );
}

/** Asks the background; starts it where it sleeps. */
export async function callBackground<Name extends CallName>(
  call: Name,
  argument: Argument<Name>,
): Promise<Answer<Name>> {
  const answer: Answer<Name> = await chrome.runtime.sendMessage({ call, argument });
  return answer;
}

/** What the background tells the pairing page's script when something has become of its link. */
export const PairingOutcomeSchema = v.strictObject({
  pairingOutcome: v.strictObject({
    link: hex(16),
    state: v.picklist(["shown", "paired", "failed"]),
    message: v.string(),
    said: OptionalSaidSchema,
  }),
});
export type PairingOutcome = v.InferOutput<typeof PairingOutcomeSchema>;
