/** The topic `kept`: what was received is searched, edited, put into the bin and taken out; everybody hears of it at once. */

import * as v from "valibot";
import {
  MAX_FOUND,
  MAX_LOOKED_UP,
  MAX_NOTE_BYTES,
  MAX_PLACE_BYTES,
  MAX_TAG_BYTES,
  MAX_TAGS,
  MAX_TEMPLATE_BYTES,
  SIDECAR_KINDS,
} from "../../../shared/protocol/kept/kept-words.ts";
import { MAX_TYPE_BYTES } from "../../../shared/protocol/limits.ts";
import { KEPT_TOPIC, KeptEvent } from "../../../shared/protocol/topics.ts";
import { message } from "../../../shared/texts/message.ts";
import { SaidError, sentenceOf } from "../../../shared/texts/said.ts";
import type { KeptFiles } from "../../files/kept/kept-files.ts";
import type { Naming } from "../../files/received/naming-rule.ts";
import type { ReceivedIndex } from "../../files/received/received-index.ts";
import type { ReceivedRecord } from "../../files/received/received-record.ts";
import type { ReceivedSearch } from "../../files/received/received-search.ts";
import { TimeSchema, textSchema } from "../../process/field-schemas.ts";
import type { ChannelKind, Client, Payload, Reply } from "../channels/channel.ts";

const MAX_ID_BYTES = 255;
const MAX_HOST_BYTES = 255;
const MAX_WORDS_BYTES = 4096;

/** An answer with several files is as long as this at most: addresses and titles may be long, and there may be hundreds. */
const MAX_LIST_CHARACTERS = 2 * 1024 * 1024;
const MAX_LISTED_SOURCES = 3;

const IdSchema = textSchema(MAX_ID_BYTES);
const EditSchema = v.object({
  id: IdSchema,
  name: v.exactOptional(textSchema(MAX_PLACE_BYTES)),
  folder: v.exactOptional(textSchema(MAX_PLACE_BYTES)),
  tags: v.exactOptional(
    v.pipe(v.array(v.pipe(textSchema(MAX_TAG_BYTES), v.trim(), v.minLength(1))), v.maxLength(MAX_TAGS)),
  ),
  note: v.exactOptional(textSchema(MAX_NOTE_BYTES)),
});
const SearchSchema = v.object({
  words: v.exactOptional(textSchema(MAX_WORDS_BYTES)),
  from: v.exactOptional(TimeSchema),
  host: v.exactOptional(textSchema(MAX_HOST_BYTES)),
  type: v.exactOptional(textSchema(MAX_TYPE_BYTES)),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_FOUND)), MAX_FOUND),
});
const LookSchema = v.object({ ids: v.pipe(v.array(IdSchema), v.maxLength(MAX_LOOKED_UP)) });
const NamingSchema = v.object({
  template: v.exactOptional(textSchema(MAX_TEMPLATE_BYTES)),
  sidecars: v.exactOptional(v.pipe(v.array(v.picklist(SIDECAR_KINDS)), v.maxLength(SIDECAR_KINDS.length))),
});

export interface KeptServices {
  readonly kept: KeptFiles;
  readonly index: ReceivedIndex;
  readonly search: ReceivedSearch;
  readonly naming: Naming;
}

/** For all: a browser names its own transfers or any file that it found here; the inbox is one person's. */
export function keptChannel(services: KeptServices): ChannelKind {
  const { kept, naming } = services;
  return {
    topics: KEPT_TOPIC,
    authorize: () => true,
    join({ client, push }) {
      const stops = [
        kept.onChanged((seq, record) => push(KeptEvent.changed, told(services, client, seq, record))),
        naming.onChanged((rule) => push(KeptEvent.naming, { ...rule })),
      ];
      return {
        reply: { ...naming.rule },
        async handle(event, payload): Promise<Reply> {
          try {
            return { status: "ok", response: await answer(services, client, event, payload) };
          } catch (error) {
            return { status: "error", response: { ...sentenceOf(asSaid(error)) } };
          }
        },
        leave() {
          for (const stop of stops) stop();
        },
      };
    },
  };
}

async function answer(
  services: KeptServices,
  client: Client,
  event: string,
  payload: unknown,
): Promise<Payload> {
  const { kept, search, naming } = services;
  switch (event) {
    case KeptEvent.edit: {
      const { id, ...edit } = v.parse(EditSchema, payload);
      const seq = meant(kept, client, id);
      return told(services, client, seq, await kept.edit(seq, edit));
    }
    case KeptEvent.undo: {
      const seq = meant(kept, client, v.parse(v.object({ id: IdSchema }), payload).id);
      return told(services, client, seq, await kept.undo(seq));
    }
    case KeptEvent.bin:
      return { files: listed(services, client, kept.binned()) };
    case KeptEvent.search: {
      const { limit, ...wanted } = v.parse(SearchSchema, payload);
      return { files: listed(services, client, search.find(wanted, limit)) };
    }
    case KeptEvent.look: {
      const { ids } = v.parse(LookSchema, payload);
      const seqs = ids.map((id) => kept.ofTransfer(client.id, id)).filter((seq) => seq !== undefined);
      return { files: listed(services, client, new Set(seqs)) };
    }
    case KeptEvent.naming:
      return { ...(await naming.change(v.parse(NamingSchema, payload))) };
    default:
      throw new SaidError(message("owner.unknown-event", { event }));
  }
}

/** A client's own transfer, else the file of that id, or of one that begins so. */
function meant(kept: KeptFiles, client: Client, id: string): number {
  return kept.ofTransfer(client.id, id) ?? kept.meant(id);
}

function told({ kept }: KeptServices, client: Client, seq: number, record: ReceivedRecord) {
  return { ...record, ids: kept.transfersOf(seq, client.id) };
}

/** Several of them, with the newest places that each came from, as many as one answer has room for. */
function listed(services: KeptServices, client: Client, seqs: Iterable<number>): Payload[] {
  const files: Payload[] = [];
  let room = MAX_LIST_CHARACTERS;
  for (const seq of seqs) {
    const record = services.index.at(seq);
    if (!record) continue;
    const sources = record.sources.slice(-MAX_LISTED_SOURCES);
    const file = told(services, client, seq, { ...record, sources });
    room -= JSON.stringify(file).length;
    if (room < 0) break;
    files.push(file);
  }
  return files;
}

/** What is wrong with a payload is for developers; what the system refused is said as it says it. */
function asSaid(error: unknown): unknown {
  if (!v.isValiError(error)) return error;
  const field = v.getDotPath(error.issues[0]) ?? "payload";
  return new SaidError(message("channel.field", { field }));
}
