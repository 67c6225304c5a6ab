/** The topic `companion`: what the owner's commands ask of the running companion. */

import * as v from "valibot";
import { MAX_TYPE_BYTES, MAX_WIRE_NAME_BYTES } from "../../../shared/protocol/limits.ts";
import { COMPANION_TOPIC, CompanionEvent } from "../../../shared/protocol/topics.ts";
import { message } from "../../../shared/texts/message.ts";
import { SaidError, saying, sentenceOf } from "../../../shared/texts/said.ts";
import { BytesSchema, hexSchema, textSchema } from "../../process/field-schemas.ts";
import type { ChannelKind, Payload, Reply } from "../channels/channel.ts";
import type { OwnerService } from "./owner-service.ts";

const ID_BYTES = 16;
const SHA256_BYTES = 32;
/** What somebody may type to name a client or a file; every id and name is shorter. */
const MAX_NAMED_BYTES = 1024;
const MAX_TOKEN_NAME_CHARACTERS = 100;
const MAX_TOKEN_TOPICS = 100;
const MAX_TOPIC_BYTES = 255;

const SentFileSchema = v.object({
  id: hexSchema(ID_BYTES),
  name: v.pipe(textSchema(MAX_WIRE_NAME_BYTES), v.minLength(1)),
  bytes: BytesSchema,
  sha256: hexSchema(SHA256_BYTES),
  mediaType: textSchema(MAX_TYPE_BYTES),
  to: v.nullable(textSchema(MAX_NAMED_BYTES)),
  show: v.optional(v.boolean(), false),
});
const RecipientSchema = v.object({ to: textSchema(MAX_NAMED_BYTES) });
const CancelSchema = v.object({ id: textSchema(MAX_NAMED_BYTES) });
const RemoveSchema = CancelSchema;
const RevokeSchema = v.object({
  id: textSchema(MAX_NAMED_BYTES),
  into: v.exactOptional(textSchema(MAX_NAMED_BYTES)),
});
const TokenSchema = v.object({
  name: v.pipe(textSchema(MAX_NAMED_BYTES), v.trim(), v.minLength(1), v.maxLength(MAX_TOKEN_NAME_CHARACTERS)),
  topics: v.optional(
    v.pipe(v.array(v.pipe(textSchema(MAX_TOPIC_BYTES), v.minLength(1))), v.maxLength(MAX_TOKEN_TOPICS)),
  ),
});

/** For the owner alone. */
export function companionChannel(service: OwnerService): ChannelKind {
  return {
    topics: COMPANION_TOPIC,
    authorize: (client) => client.kind === "owner",
    join: () => ({
      reply: service.status(),
      async handle(event, payload): Promise<Reply> {
        try {
          return { status: "ok", response: await answer(service, event, payload) };
        } catch (error) {
          const response = v.isValiError(error)
            ? saying(message("owner.request-wrong", { flaw: error.message }))
            : sentenceOf(error);
          return { status: "error", response: { ...response } };
        }
      },
    }),
  };
}

async function answer(service: OwnerService, event: string, payload: unknown): Promise<Payload> {
  switch (event) {
    case CompanionEvent.status:
      return service.status();
    case CompanionEvent.stop:
      service.stop();
      return {};
    case CompanionEvent.pair:
      return { ...service.pair() };
    case CompanionEvent.clients:
      return { clients: service.clients() };
    case CompanionEvent.revoke: {
      const { id, into } = v.parse(RevokeSchema, payload);
      const revoked = await service.revoke(id, into);
      if (revoked === undefined) throw new SaidError(message("owner.no-client", { id }));
      return { ...revoked };
    }
    case CompanionEvent.token: {
      const { name, topics } = v.parse(TokenSchema, payload);
      return await service.token(name, topics);
    }
    case CompanionEvent.send:
      return service.send(v.parse(SentFileSchema, payload));
    case CompanionEvent.recipient:
      return { ...service.recipient(v.parse(RecipientSchema, payload).to) };
    case CompanionEvent.cancel: {
      const { id } = v.parse(CancelSchema, payload);
      const cancelled = await service.cancel(id);
      if (cancelled === undefined) throw new SaidError(message("owner.no-file", { id }));
      return { id: cancelled };
    }
    case CompanionEvent.remove: {
      const { id } = v.parse(RemoveSchema, payload);
      return { id: await service.remove(id) };
    }
    default:
      throw new SaidError(message("owner.unknown-event", { event }));
  }
}
