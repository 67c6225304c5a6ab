/** The topic `inbox`: each finished file's record, for the owner's commands and for scripts. */

import { INBOX_TOPIC, InboxEvent } from "../../../shared/protocol/topics.ts";
import type { Inbox } from "../../files/inbox.ts";
import type { ChannelKind } from "./channel.ts";

/** A browser hears of its own files on its lanes; where every file came from is the owner's business. */
export function inboxChannel(inbox: Inbox): ChannelKind {
  return {
    topics: INBOX_TOPIC,
    authorize: (client) => client.kind !== "browser",
    join: ({ push }) => ({
      reply: {},
      leave: inbox.onReceived((record) => push(InboxEvent.received, { ...record })),
    }),
  };
}
