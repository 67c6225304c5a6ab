/** What pages and scripts of the extension ask of the background: a map of functions, checked at the door. */

import * as v from "valibot";

/** Every question there is: its argument and its answer. */
export interface BackgroundCalls {
  /** A page was opened: connect and work on the queue now. */
  wake(argument: Record<string, never>): { build: string };
  /** Try one failed item again, or all of them. */
  retry(argument: { id?: string | undefined }): Record<string, never>;
  /** The pairing page's button was pressed. The port is taken from the sender's origin, never from here. */
  pair(argument: { link: string; secret: string }): PairAnswer;
  /** The page of confirmation asks what it is to ask. */
  pairingRequest(argument: Record<string, never>): { question?: PairingQuestion | undefined };
  /** What the user has answered there. */
  answerPairing(argument: { id: string; accept: boolean }): PairAnswer;
}

/** What became of a wish to pair: done, not done, or the user is being asked in a page of our own. */
export type PairAnswer =
  | { readonly state: "paired" }
  | { readonly state: "failed"; readonly message: string }
  | { readonly state: "asked"; readonly lifetimeMs: number };

/** A companion as the page of confirmation names it. */
export interface NamedCompanion {
  readonly companionId: string;
  readonly port: number;
}

/** Another companion than the known one wants to be paired. */
export interface PairingQuestion {
  readonly id: string;
  readonly known: NamedCompanion & { readonly pairedAt: number };
  /** `claimsKnown`: it says the known one's identity, but could not prove it. */
  readonly asking: NamedCompanion & { readonly claimsKnown: boolean };
  /** When the question ends, on the wall clock. */
  readonly endsAt: number;
}

export type CallName = keyof BackgroundCalls;
export type Argument<Name extends CallName> = Parameters<BackgroundCalls[Name]>[0];
export type Answer<Name extends CallName> = ReturnType<BackgroundCalls[Name]>;

const hex = (bytes: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`)));

/** The shape of each argument; nothing reaches a handler that does not fit. */
export const ArgumentSchemas = {
  wake: v.strictObject({}),
  retry: v.strictObject({ id: v.optional(hex(16)) }),
  pair: v.strictObject({ link: hex(16), secret: hex(32) }),
  pairingRequest: v.strictObject({}),
  answerPairing: v.strictObject({ id: hex(16), accept: v.boolean() }),
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

/** What the background asks of the script it has put into a page. */
export interface PageQuestion {
  readonly pageCapture: {
    /** The address of the element that was clicked. */
    readonly url: string;
    /** Whether to read the bytes there, as the page itself may. */
    readonly read: boolean;
  };
}

/** What a page may say of an image: more of an alt text is cut off where it is read. */
export const MAX_ALT_CHARACTERS = 4096;
const MAX_SENTENCE_CHARACTERS = 300;

/** What that script answers; a Blob crosses as it is. A page that has taken its script over can say anything. */
export const PageAnswerSchema = v.strictObject({
  alt: v.optional(v.pipe(v.string(), v.maxLength(MAX_ALT_CHARACTERS))),
  blob: v.optional(v.instance(Blob)),
  message: v.optional(v.pipe(v.string(), v.maxLength(MAX_SENTENCE_CHARACTERS))),
});
export type PageAnswer = v.InferOutput<typeof PageAnswerSchema>;

/** What the background tells the pairing page's script when the user has answered the question. */
export const PairingOutcomeSchema = v.strictObject({
  pairingOutcome: v.strictObject({ link: hex(16), paired: v.boolean(), message: v.string() }),
});
export type PairingOutcome = v.InferOutput<typeof PairingOutcomeSchema>;
