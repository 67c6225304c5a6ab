/** The background's door for messages: who sent it, whether it fits, then the one handler it is for. */

import * as v from "valibot";
import {
  type Answer,
  type Argument,
  ArgumentSchemas,
  type CallName,
  isCallMessage,
} from "../../shared/extension/messages.ts";

type Sender = chrome.runtime.MessageSender;

/** One handler for each call. */
export type Handlers = {
  readonly [Name in CallName]: (argument: Argument<Name>, sender: Sender) => Promise<Answer<Name>>;
};

/** Only the pairing page's script speaks from a web page; everything else comes from our own pages. */
const FROM_SCRIPTS: ReadonlySet<CallName> = new Set<CallName>(["pair"]);

/** Answers calls; must be called once, at the top level. */
export function answerCalls(handlers: Handlers): void {
  chrome.runtime.onMessage.addListener((message: unknown, sender, respond) => {
    if (sender.id !== chrome.runtime.id || !isCallMessage(message) || !mayCall(message.call, sender))
      return false;
    void dispatch(handlers, message.call, message.argument, sender).then(respond);
    return true;
  });
}

function mayCall(call: CallName, sender: Sender): boolean {
  const isOwnPage = sender.url?.startsWith(chrome.runtime.getURL("/")) ?? false;
  return isOwnPage || (FROM_SCRIPTS.has(call) && sender.tab !== undefined);
}

async function dispatch<Name extends CallName>(
  handlers: Handlers,
  call: Name,
  argument: unknown,
  sender: Sender,
): Promise<Answer<Name> | undefined> {
  const checked = v.safeParse(ArgumentSchemas[call], argument);
  if (!checked.success) return undefined;
  const handler: (argument: Argument<Name>, sender: Sender) => Promise<Answer<Name>> = handlers[call];
  return await handler(checked.output as Argument<Name>, sender);
}
