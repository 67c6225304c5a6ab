/** The topic `companion`: what the owner's commands ask of the running companion. */

import * as v from "valibot";
import { COMPANION_TOPIC, CompanionEvent } from "../../../shared/protocol/topics.ts";
import type { ChannelKind, Payload, Reply } from "./channel.ts";

/** A client as `pagewire clients` lists it. */
export interface ListedClient {
  readonly id: string;
  readonly name: string;
  readonly kind: "browser" | "script";
  readonly connected: boolean;
  readonly addedAt: string;
  readonly topics?: readonly string[];
}

/** What the owner can ask; every method may throw an error whose message is one sentence for people. */
export interface OwnerService {
  status(): { port: number; pid: number; version: string; clients: number; home: string; revoked: number };
  stop(): void;
  pair(): { pairUrl: string; expiresInSeconds: number };
  clients(): readonly ListedClient[];
  revoke(id: string): Promise<boolean>;
  token(name: string, topics: readonly string[] | undefined): Promise<{ id: string; token: string }>;
  send(file: SentFile): { client: string | null };
  /** The id of the browser that somebody names. */
  recipient(to: string): string;
  cancel(id: string): Promise<boolean>;
}

const HexSchema = (bytes: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`)));
const SentFileSchema = v.object({
  id: HexSchema(16),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(1024)),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  sha256: HexSchema(32),
  mediaType: v.pipe(v.string(), v.maxLength(255)),
  to: v.nullable(v.string()),
});
const RecipientSchema = v.object({ to: v.string() });
const CancelSchema = v.object({ id: v.string() });
const RevokeSchema = v.object({ id: v.string() });
const TokenSchema = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  topics: v.optional(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(255)))),
});

/** A copy in the outgoing folder that a command wants queued. */
export type SentFile = v.InferOutput<typeof SentFileSchema>;

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
          const message = v.isValiError(error)
            ? `The request is wrong: ${error.message}.`
            : error instanceof Error
              ? error.message
              : String(error);
          return { status: "error", response: { message } };
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
      return service.pair();
    case CompanionEvent.clients:
      return { clients: service.clients() };
    case CompanionEvent.revoke: {
      const { id } = v.parse(RevokeSchema, payload);
      if (!(await service.revoke(id)))
        throw new Error(`No client has the id ${id}: \`npx pagewire clients\` lists them.`);
      return { id };
    }
    case CompanionEvent.token: {
      const { name, topics } = v.parse(TokenSchema, payload);
      return await service.token(name, topics);
    }
    case CompanionEvent.send:
      return service.send(v.parse(SentFileSchema, payload));
    case CompanionEvent.recipient:
      return { client: service.recipient(v.parse(RecipientSchema, payload).to) };
    case CompanionEvent.cancel: {
      const { id } = v.parse(CancelSchema, payload);
      if (!(await service.cancel(id)))
        throw new Error(`No file with the id ${id} waits for a browser: \`npx pagewire outbox\` lists them.`);
      return { id };
    }
    default:
      throw new Error(`The companion does not know the event ${event}.`);
  }
}
