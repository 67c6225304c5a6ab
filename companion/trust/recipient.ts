/** The browser that a file is for, by what somebody calls it. */

import { MAX_TIME_MS } from "../../shared/protocol/limits.ts";
import { type Message, message } from "../../shared/texts/message.ts";
import { SaidError } from "../../shared/texts/said.ts";
import { localTime } from "../process/local-time.ts";
import type { Keys } from "./keys.ts";
import type { KnownClient } from "./known-client.ts";
import { candidates, clientsNamed, isNumbered } from "./named-client.ts";

/** Nobody, or more than one, is called that. */
export class UnknownRecipient extends SaidError {
  override readonly name = "UnknownRecipient";
  readonly code = "unknown_recipient";
}

/** Who is meant, and what is to be said about it. */
export interface Recipient {
  readonly id: string;
  /** It is not connected, or another one is taken than the one of exactly that name. */
  readonly note?: Message;
}

/** Whether a client is connected now. */
export type IsConnected = (id: string) => boolean;

/** The id of the browser that is meant, as `findRecipient` says it. Throws `UnknownRecipient`. */
export function recipientNamed(to: string, keys: Keys, isConnected: IsConnected = () => false): string {
  return findRecipient(to, keys, isConnected).id;
}

/**
 * The browser with this id, this name, or, of all, the one whose id begins so or whose name holds this. A browser that
 * was paired anew is called as it was before, with a number: the name then means the one that is connected.
 * Throws `UnknownRecipient`.
 */
export function findRecipient(to: string, keys: Keys, isConnected: IsConnected): Recipient {
  const browsers = keys.list().filter(({ kind }) => kind === "browser");
  const meant = clientsNamed(to, browsers);
  const [only] = meant;
  if (!only) {
    throw new UnknownRecipient(message("owner.no-recipient", { name: to || message("owner.nothing") }));
  }
  const plain = plainestOf(meant) ?? only;
  const isOneName = meant.every(
    (other) => other === plain || (isNumbered(other.name, plain.name) && !isIdOf(to, other)),
  );
  if (!isOneName || (meant.length > 1 && isIdOf(to, plain))) {
    throw new UnknownRecipient(
      message("owner.several-recipients", { name: to, candidates: candidates(meant) }),
    );
  }
  if (isConnected(plain.id)) return { id: plain.id };
  const { id, name } = plain;
  const seen = seenWord(plain, keys);
  // Who says an id means that one and no other.
  const others = isIdOf(to, plain) ? [] : browsers.filter((other) => isNumbered(other.name, name));
  const here = others.filter((other) => isConnected(other.id));
  const [taken] = here;
  if (taken && here.length === 1)
    return { id: taken.id, note: message("owner.recipient-taken", { name, seen, other: taken.name, id }) };
  const [newer] = others
    .filter((other) => lastSeen(other, keys) > lastSeen(plain, keys))
    .sort((one, other) => lastSeen(other, keys) - lastSeen(one, keys));
  if (!newer) return { id, note: message("owner.recipient-away", { name, seen }) };
  const merge = { id: shortId(id), into: shortId(newer.id) };
  return { id, note: message("owner.recipient-older", { name, seen, other: newer.name, ...merge }) };
}

/** So much of an id names one among as many clients as anybody has. */
const SHOWN_DIGITS = 8;

/** The beginning of an id, as people are told it. */
export const shortId = (id: string): string => id.slice(0, SHOWN_DIGITS);

const isIdOf = (said: string, { id }: KnownClient): boolean => id.startsWith(said.toLowerCase());

/** The one whose name the others have with a number behind. */
function plainestOf(clients: readonly KnownClient[]): KnownClient | undefined {
  return [...clients].sort((one, other) => one.name.length - other.name.length)[0];
}

/** What is known from before this was noted: when it was paired. */
function lastSeen({ id, addedAt }: KnownClient, keys: Keys): number {
  return keys.seenAt(id) ?? addedAt;
}

function seenWord({ id }: KnownClient, keys: Keys): Message {
  const at = keys.seenAt(id);
  // A hand may have written a time that no date can hold.
  if (at === undefined || Math.abs(at) > MAX_TIME_MS) return message("owner.never-seen");
  return message("owner.last-seen", { time: localTime(at) });
}
