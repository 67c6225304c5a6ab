/** What pages and scripts of the extension ask of the background: a map of functions, checked at the door. */

import * as v from "valibot";

/** Every question there is: its argument and its answer. */
export interface BackgroundCalls {
  /** A page was opened: connect and work on the queue now. */
  wake(argument: Record<string, never>): { build: string };
  /** Try one failed item again, or all of them. */
  retry(argument: { id?: string | undefined }): Record<string, never>;
  /** The pairing page's button was pressed. The port is taken from the sender's origin, never from here. */
  pair(argument: { link: string; secret: string }): { paired: true } | { paired: false; message: string };
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

/** What that script answers; a Blob crosses as it is. */
export const PageAnswerSchema = v.object({
  alt: v.optional(v.string()),
  blob: v.optional(v.instance(Blob)),
  name: v.optional(v.string()),
  message: v.optional(v.string()),
});
export type PageAnswer = v.InferOutput<typeof PageAnswerSchema>;
