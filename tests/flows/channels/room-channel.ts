/** A channel that does whatever a test asks for: every behaviour the wire has, by name. */

import {
  type AnswerLater,
  type ChannelKind,
  type JoinContext,
  JoinRefused,
  type Payload,
  type Reply,
} from "../../../companion/server/channels/channel.ts";
import { isFields } from "../../../shared/protocol/fields.ts";

/** What the tests see and steer of the rooms. */
export class Rooms {
  /** Topics that were left, in order. */
  readonly left: string[] = [];
  /** Events that were handled, in order, as `topic event`. */
  readonly handled: string[] = [];
  /** Those who were in a room once: what is pushed to them must go nowhere. */
  readonly former: JoinContext[] = [];
  readonly #members = new Set<JoinContext>();
  readonly #gates = new Map<string, PromiseWithResolvers<void>>();

  /** A promise that waits until the gate is opened. */
  gate(name: string): Promise<void> {
    return this.#gate(name).promise;
  }

  open(name: string): void {
    this.#gate(name).resolve();
  }

  enter(member: JoinContext): void {
    this.#members.add(member);
  }

  leave(member: JoinContext): void {
    this.#members.delete(member);
    this.former.push(member);
    this.left.push(member.topic);
  }

  /** Pushes to all who are in a room, and in vain to all who were. Returns how many are. */
  tell(topic: string, event: string, payload: Payload): number {
    const members = [...this.#members].filter((member) => member.topic === topic);
    for (const member of members) member.push(event, payload);
    for (const member of this.former) if (member.topic === topic) member.push(event, payload);
    return members.length;
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
export function roomChannel(rooms: Rooms): ChannelKind {
  return {
    topics: "room:*",
    authorize: (_, topic) => topic !== "room:private",
    async join(context, payload) {
      switch (text(payload, "mode")) {
        case "refuse":
          throw new JoinRefused("full", { message: "The room is full." });
        case "crash":
          throw new Error("boom");
        case "gate":
          rooms.enter(context);
          await rooms.gate(text(payload, "gate"));
          break;
        case "early":
          context.push("early", { n: 1 });
          context.push("early", { n: 2 });
          break;
      }
      rooms.enter(context);
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
          case "tell":
            rooms.tell(context.topic, "news", asPayload(said));
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
          rooms.leave(context);
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
