/** The topic `outbox`: tells a browser which files wait for it, and everybody what becomes of each. */

import * as v from "valibot";
import { MAX_WIRE_NAME_BYTES } from "../../../shared/protocol/limits.ts";
import { OUTBOX_TOPIC, OutboxAsk, OutboxEvent, type WaitingFile } from "../../../shared/protocol/topics.ts";
import { message } from "../../../shared/texts/message.ts";
import { SaidError, type Sentence } from "../../../shared/texts/said.ts";
import type { Halves } from "../../files/outgoing/halves.ts";
import type { Outbox, QueuedFile } from "../../files/outgoing/outbox.ts";
import type { Senders } from "../../files/uploads/senders.ts";
import type { Uploads } from "../../files/uploads/uploads.ts";
import { hexSchema, textSchema } from "../../process/field-schemas.ts";
import type { ChannelKind, Client, Payload } from "../channels/channel.ts";
import { answered } from "./answers.ts";

const ID_BYTES = 16;
const MAX_NAMED_BYTES = 1024;
const SendSchema = v.object({
  id: hexSchema(ID_BYTES),
  name: v.pipe(textSchema(MAX_WIRE_NAME_BYTES), v.trim(), v.minLength(1)),
  to: v.exactOptional(v.pipe(textSchema(MAX_NAMED_BYTES), v.minLength(1))),
  show: v.exactOptional(v.boolean()),
});

/** What the topic knows. */
export interface OutboxTopic {
  readonly outbox: Outbox;
  readonly halves: Pick<Halves, "partOf">;
  readonly senders: Pick<Senders, "of">;
  readonly uploads: Pick<Uploads, "announce">;
  /** The companion, and the browsers that a script may name. */
  readonly about: () => Readonly<Record<string, unknown>>;
  /** The browser that somebody names; throws where there is none. */
  readonly recipient: (to: string) => { readonly client: string; readonly note?: Sentence };
}

/** What waits, under which name and for whom, is between the computer and its browsers: scripts hear ids alone. */
export function outboxChannel({
  outbox,
  halves,
  senders,
  uploads,
  about,
  recipient,
}: OutboxTopic): ChannelKind {
  const waiting = ({ id, name, bytes, mediaType, sha256, at }: QueuedFile): WaitingFile => {
    const replaces = halves.partOf(id);
    const sender = senders.of(id);
    return {
      ...{ id, name, bytes, mediaType, sha256, at },
      ...(replaces !== undefined && { replaces }),
      ...(sender && { from: { id: sender.client, name: sender.name }, ...(sender.shows && { show: true }) }),
    };
  };
  const answer = (client: Client, event: string, payload: unknown): Payload => {
    if (client.kind === "browser") throw new SaidError(message("channel.outbox-events"));
    switch (event) {
      case OutboxAsk.about:
        return { ...about() };
      case OutboxAsk.send: {
        const { id, name, to, show } = v.parse(SendSchema, payload);
        const meant = to === undefined ? undefined : recipient(to);
        const state = uploads.announce(client.id, id, {
          name,
          to: meant?.client ?? null,
          shows: show === true,
        });
        return { ...state, ...(meant?.note && { note: { ...meant.note } }) };
      }
      default:
        throw new SaidError(message("channel.outbox-events"));
    }
  };
  return {
    topics: OUTBOX_TOPIC,
    authorize: () => true,
    join({ client, push, pushLatest }) {
      const isBrowser = client.kind === "browser";
      const stops = [
        outbox.onStored(({ id, storedBy }) => push(OutboxEvent.stored, { id, client: storedBy })),
        outbox.onWithdrawn(({ id }, reason) => push(OutboxEvent.withdrawn, { id, reason })),
        isBrowser
          ? outbox.onQueued((file) => {
              if (file.to === null || file.to === client.id) push(OutboxEvent.waiting, { ...waiting(file) });
            })
          : // A slow reader may miss how far a file was a moment ago.
            outbox.onProgress((progress) => pushLatest(OutboxEvent.progress, { ...progress })),
      ];
      return {
        reply: { waiting: isBrowser ? outbox.waitingFor(client.id).map(waiting) : [] },
        handle: (event, payload) => answered(() => answer(client, event, payload)),
        leave() {
          for (const stop of stops) stop();
        },
      };
    },
  };
}
