/** The background's door for messages: who sent it, whether it fits, then the one handler it is for. */

import * as v from "valibot";
import {
  type Answer,
  type Argument,
  ArgumentSchemas,
  type CallName,
  isCallMessage,
} from "../../../shared/extension/messages.ts";
import { type Caller, callerOf } from "./callers.ts";

/** One handler for each call. */
export type Handlers = {
  readonly [Name in CallName]: (argument: Argument<Name>, caller: Caller) => Promise<Answer<Name>>;
};

/** What every page and script of ours may ask. */
const ANYBODYS: readonly CallName[] = ["texts"];

/** The calls of one page only; all others may come from any page of our own, and from nothing else. */
const CALLERS: Partial<Record<CallName, Caller["kind"]>> = {
  pairingPage: "pairing-page",
  pair: "pairing-page",
  pairingRequest: "confirm-page",
  answerPairing: "confirm-page",
  pairingSeen: "paired-page",
  undoPairing: "paired-page",
  leaveResult: "paired-page",
};

/** Answers calls; must be called once, at the top level. */
export function answerCalls(handlers: Handlers): void {
  chrome.runtime.onMessage.addListener((message: unknown, sender, respond) => {
    const caller = callerOf(sender, {
      id: chrome.runtime.id,
      origin: chrome.runtime.getURL("/").slice(0, -1),
    });
    if (!caller || !isCallMessage(message) || !mayCall(message.call, caller)) return false;
    void dispatch(handlers, message.call, message.argument, caller).then(respond);
    return true;
  });
}

/** Whether a call may come from there. */
export function mayCall(call: CallName, caller: Caller): boolean {
  if (ANYBODYS.includes(call)) return true;
  const only = CALLERS[call];
  return only === undefined ? caller.kind !== "pairing-page" : caller.kind === only;
}

async function dispatch<Name extends CallName>(
  handlers: Handlers,
  call: Name,
  argument: unknown,
  caller: Caller,
): Promise<Answer<Name> | undefined> {
  const checked = v.safeParse(ArgumentSchemas[call], argument);
  if (!checked.success) return undefined;
  const handler: (argument: Argument<Name>, caller: Caller) => Promise<Answer<Name>> = handlers[call];
  return await handler(checked.output as Argument<Name>, caller);
}
