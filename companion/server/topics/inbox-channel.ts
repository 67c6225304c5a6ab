/** The topic `inbox`: each finished file's record, for the owner's commands and for scripts. */

import * as v from "valibot";
import { MAX_TYPE_BYTES } from "../../../shared/protocol/limits.ts";
import { INBOX_TOPIC, InboxAsk, InboxEvent } from "../../../shared/protocol/topics.ts";
import { message } from "../../../shared/texts/message.ts";
import { SaidError } from "../../../shared/texts/said.ts";
import type { Inbox } from "../../files/incoming/inbox.ts";
import type { Removals } from "../../files/kept/removal.ts";
import {
  isThere,
  type ReceivedLookup,
  type TypeFilter,
  typeFilter,
} from "../../files/received/received-lookup.ts";
import type { ReceivedRecord } from "../../files/received/received-record.ts";
import type { ReceivedSearch, Search } from "../../files/received/received-search.ts";
import { TimeSchema, textSchema } from "../../process/field-schemas.ts";
import type { ChannelKind, Payload } from "../channels/channel.ts";
import { answered, oneMeant } from "./answers.ts";

/** So many records are told at once, each with its newest places: no answer is larger than a reader takes. */
const MAX_RECORDS = 50;
const MAX_TOLD_SOURCES = 10;
const MAX_NAMED_BYTES = 1024;
const MAX_HOST_BYTES = 255;
const MAX_WORDS_BYTES = 4096;

const ListSchema = v.object({
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), MAX_RECORDS),
  before: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  type: v.exactOptional(v.pipe(textSchema(MAX_TYPE_BYTES), v.minLength(1))),
  there: v.exactOptional(v.boolean()),
  words: v.exactOptional(textSchema(MAX_WORDS_BYTES)),
  from: v.exactOptional(TimeSchema),
  host: v.exactOptional(textSchema(MAX_HOST_BYTES)),
});
const FindSchema = v.object({ id: v.pipe(textSchema(MAX_NAMED_BYTES), v.minLength(1)) });
/** What stands for the newest file. */
const LATEST = "latest";

export interface InboxServices {
  readonly inbox: Inbox;
  readonly removals: Removals;
  readonly lookup: ReceivedLookup;
  readonly search: ReceivedSearch;
}

/** A browser hears of its own files on its lanes; where every file came from is the owner's business. */
export function inboxChannel(services: InboxServices): ChannelKind {
  const { inbox, removals } = services;
  return {
    topics: INBOX_TOPIC,
    authorize: (client) => client.kind !== "browser",
    join({ push }) {
      const stops = [
        inbox.onReceived((record) => push(InboxEvent.received, { ...record })),
        removals.onRemoved(({ record: { id } }) => push(InboxEvent.removed, { id })),
      ];
      return {
        reply: {},
        handle: (event, payload) => answered(() => answer(services, event, payload)),
        leave() {
          for (const stop of stops) stop();
        },
      };
    },
  };
}

function answer(services: InboxServices, event: string, payload: unknown): Payload {
  const { lookup } = services;
  switch (event) {
    case InboxAsk.list:
      return listed(services, v.parse(ListSchema, payload));
    case InboxAsk.find: {
      const { id } = v.parse(FindSchema, payload);
      const [latest] = id === LATEST ? lookup.newest({ limit: 1 }) : [];
      return { record: told((latest ?? oneMeant(lookup, id)).record) };
    }
    default:
      throw new SaidError(message("channel.inbox-events"));
  }
}

function listed(services: InboxServices, wanted: v.InferOutput<typeof ListSchema>): Payload {
  const { limit, before, type, there, words, from, host } = wanted;
  const most = Math.min(limit, MAX_RECORDS);
  if ([words, from, host].some((asked) => asked !== undefined)) return found(services, wanted, most);
  const { lookup } = services;
  const records: ReceivedRecord[] = [];
  const gone: string[] = [];
  let last: number | null = null;
  for (const { seq, record } of lookup.newest({ limit: MAX_RECORDS, before, type: filterOf(type) })) {
    last = seq;
    if (there && !isThere(record)) gone.push(record.name);
    else records.push(record);
    if (records.length >= most) break;
  }
  // Fewer than were asked for, and than are looked at: there are no more.
  const isEnd = records.length < most && records.length + gone.length < MAX_RECORDS;
  return { records: records.map(told), before: isEnd ? null : last, ...(there && { gone }) };
}

function found({ lookup, search }: InboxServices, wanted: Search, most: number): Payload {
  const seqs = search.find(wanted, most);
  return {
    records: seqs.flatMap((seq) => lookup.at(seq) ?? []).map(({ record }) => told(record)),
    before: seqs.length < most ? null : (seqs.at(-1) ?? null),
    searched: true,
  };
}

function filterOf(type: string | undefined): TypeFilter | undefined {
  const filter = type === undefined ? undefined : typeFilter(type);
  if (type !== undefined && !filter) throw new SaidError(message("arrived.no-type", { type }));
  return filter;
}

function told(record: ReceivedRecord): Payload {
  return { ...record, sources: record.sources.slice(-MAX_TOLD_SOURCES) };
}
