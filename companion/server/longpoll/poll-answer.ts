/** What a long poll is answered: HTTP always says 200, the real status is in the JSON, as in Phoenix. */

/** The statuses that the official client knows; anything else would end its polling for good. */
export const PollStatus = {
  /** Messages, or a batch taken. */
  ok: 200,
  /** Nothing to say within the window. */
  quiet: 204,
  /** A batch that can't be read. */
  malformed: 400,
  /** Not with this bearer. */
  forbidden: 403,
  /** What was sent could not be handled within the window. */
  slow: 408,
  /** There is no such session; `token` is the new one's id. */
  gone: 410,
  tooLarge: 413,
  /** Another batch of the session is still under way. */
  busy: 429,
  /** No more sessions can be had. */
  failed: 500,
} as const;

export type PollStatus = (typeof PollStatus)[keyof typeof PollStatus];

export interface PollAnswer {
  readonly status: PollStatus;
  readonly token?: string;
  /** Text frames, oldest first. */
  readonly messages?: readonly string[];
  /** Why the companion closed the session: what a WebSocket's close frame says. Ours, Phoenix has none. */
  readonly close?: { readonly code: number; readonly reason: string };
}

/** One poll that waits for its answer. */
export interface WaitingPoll {
  /** Answers it; resolves whether the answer was written to its end. */
  answer(answer: PollAnswer): Promise<boolean>;
  /** Calls when the client gave the poll up before it was answered. */
  onAbandoned(listener: () => void): void;
}
