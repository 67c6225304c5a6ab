/** A channel that does whatever a test asks for: every behaviour the wire has, by name. */

import {
  type AnswerLater,
  type ChannelKind,
  JoinRefused,
  type Payload,
  type Reply,
} from "../../../companion/server/channels/channel.ts";
import type { TopicHub } from "../../../companion/server/channels/topic-hub.ts";
import { isFields } from "../../../shared/protocol/fields.ts";

/** What the tests see and steer of the rooms. */
export class Rooms {
  /** Topics that were left, in order. */
  readonly left: string[] = [];
  /** Events that were handled, in order, as `topic event`. */
  readonly handled: string[] = [];
  readonly #gates = new Map<string, PromiseWithResolvers<void>>();

  /** A promise that waits until the gate is opened. */
  gate(name: string): Promise<void> {
    return this.#gate(name).promise;
  }

  open(name: string): void {
    this.#gate(name).resolve();
  }

  #gate(name: string): PromiseWithResolvers<void> {
    const gate = this.#gates.get(name) ?? Promise.withResolvers<void>();
    this.#gates.set(name, gate);
    return gate;
  }
}

const text = (payload: unknown, field: string): string => {
  const value = isFields(payload) ? payload[field] : undefined;
  return typeof value === "string" ? value : "";
};
/** The tests send nothing that is not a payload. */
const asPayload = (value: unknown): Payload => (value === undefined ? {} : (value as Payload));

/** Topics `room:*`; a join's or an event's payload says what is to happen. */
export function roomChannel(rooms: Rooms, hub: TopicHub): ChannelKind {
  return {
    topics: "room:*",
    authorize: (_, topic) => topic !== "room:private",
    async join(context, payload) {
      switch (text(payload, "mode")) {
        case "refuse":
          throw new JoinRefused("full", "The room is full.");
        case "crash":
          throw new Error("boom");
        case "gate":
          await rooms.gate(text(payload, "gate"));
          break;
        case "early":
          context.push("early", { n: 1 });
          context.push("early", { n: 2 });
          break;
      }
      const later: AnswerLater[] = [];
      const respond = (event: string, said: unknown, answer: AnswerLater): Reply | undefined => {
        switch (event) {
          case "echo":
            return { status: "ok", response: asPayload(said) };
          case "bare":
            return { status: "ok" };
          case "status":
            return { status: text(said, "status"), response: { x: 1 } };
          case "crash":
            throw new Error("boom");
          case "unsayable":
            return { status: "ok", response: { big: 1n } };
          case "later":
            later.push(answer);
            return undefined;
          case "answer-all":
            for (const [index, one] of later.reverse().entries()) one({ status: "ok", response: { index } });
            return { status: "ok" };
          case "push":
            context.push(text(said, "event"), asPayload(isFields(said) ? said.payload : {}));
            return undefined;
          case "ticks":
            for (let n = 0; n < Number(isFields(said) ? said.count : 0); n += 1) {
              context.pushLatest("tick", { n });
              if (n % 1000 === 999) context.push("mark", { n });
            }
            return { status: "ok" };
          case "push-bytes":
            context.push("bytes", said instanceof Uint8Array ? said : new Uint8Array());
            return undefined;
          case "broadcast":
            hub.broadcast(context.topic, "news", asPayload(said));
            return { status: "ok" };
          case "broadcast-from":
            hub.broadcastFrom(context, "news", asPayload(said));
            return { status: "ok" };
          case "stop":
            return { status: "ok", response: { bye: true }, end: "close" };
          case "fail":
            return { status: "ok", response: { bye: true }, end: "error" };
          default:
            return undefined;
        }
      };
      return {
        reply: joinReply(payload),
        async handle(event, said, answer) {
          if (event === "wait" || event === "crash-later") await rooms.gate(text(said, "gate"));
          rooms.handled.push(`${context.topic} ${event}`);
          if (event === "crash-later") throw new Error("boom");
          if (event === "wait") return { status: "ok", response: { waited: true } };
          return respond(event, said, answer);
        },
        leave() {
          rooms.left.push(context.topic);
        },
      };
    },
  };
}

function joinReply(payload: unknown): Payload {
  if (payload instanceof Uint8Array) return { joinedWith: Buffer.from(payload).toString("hex") };
  if (text(payload, "mode") === "bytes") return new Uint8Array([1, 2, 3]);
  return isFields(payload) && "reply" in payload ? asPayload(payload.reply) : {};
}
