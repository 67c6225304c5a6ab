/** One topic of one session: its frames are handled one after the other, those of other topics meanwhile. */

import { type ClientFrame, PhoenixEvent } from "../../../shared/protocol/channel-frame.ts";
import { message } from "../../../shared/texts/message.ts";
import { sentenceOf } from "../../../shared/texts/said.ts";
import { JOIN_DEADLINE_MS } from "../../limits.ts";
import { type JoinedChannel, JoinRefused } from "./channel.ts";
import { JoinedTopic, replyTo, type SessionSide } from "./joined-topic.ts";
import { matchingKind, mayUse } from "./topic-pattern.ts";

export class TopicQueue {
  readonly #session: SessionSide;
  readonly #topic: string;
  #joined: JoinedTopic | undefined;
  #work: Promise<void> = Promise.resolve();
  #waiting = 0;
  #crashes = 0;
  #over = false;

  constructor(session: SessionSide, topic: string) {
    this.#session = session;
    this.#topic = topic;
  }

  /** Whether the client is in the topic or about to be. */
  get isTaken(): boolean {
    return this.#joined !== undefined && !this.#joined.over;
  }

  /** Whether nothing is left to remember. */
  get isIdle(): boolean {
    return !this.isTaken && this.#waiting === 0;
  }

  /** Handles a frame after those that came before it; resolves when it has been. */
  take(frame: ClientFrame): Promise<void> {
    const crashesBefore = this.#crashes;
    this.#waiting += 1;
    this.#work = this.#work
      .then(() => (this.#over ? undefined : this.#handle(frame, crashesBefore)))
      .catch((error: unknown) => this.#crash(error, frame.event))
      .then(() => {
        this.#waiting -= 1;
        if (this.#joined?.over) this.#joined = undefined;
      });
    return this.#work;
  }

  /** The connection is gone. */
  end(): void {
    this.#over = true;
    this.#joined?.end();
  }

  async #handle(frame: ClientFrame, crashesBefore: number): Promise<void> {
    if (frame.event === PhoenixEvent.join) return await this.#join(frame);
    const topic = this.#joined?.over ? undefined : this.#joined;
    if (!topic) {
      // What was said to a channel that crashed meanwhile is lost with it, as in Phoenix.
      if (this.#crashes === crashesBefore) this.#session.send(answerUnjoined(frame));
      return;
    }
    // A frame that was meant for an earlier join of the topic is ignored.
    if (frame.joinRef !== null && frame.joinRef !== topic.joinRef) return;
    if (frame.event === PhoenixEvent.leave) {
      topic.end();
      topic.reply(frame, { status: "ok" });
      topic.sayOver(PhoenixEvent.close, {});
      return;
    }
    // A client that does not read its replies gets no more of them.
    const drained = this.#session.drained();
    if (drained) await drained;
    if (!topic.over) await topic.handle(frame);
  }

  /** A second join of a topic replaces the first, whose close follows the new reply as in Phoenix. */
  async #join(frame: ClientFrame): Promise<void> {
    const before = this.#joined;
    before?.end();
    await this.#enter(frame);
    before?.sayOver(PhoenixEvent.close, {});
  }

  async #enter(frame: ClientFrame): Promise<void> {
    const { client, kinds } = this.#session;
    const refuse = (payload: Readonly<Record<string, unknown>>): void =>
      this.#session.send(replyTo(frame, "error", payload));
    const kind = matchingKind(kinds, this.#topic);
    if (!kind) return this.#session.send(answerUnjoined(frame));
    if (!this.#session.hasPlace()) return refuse({ reason: "too many channels joined" });
    const topic = new JoinedTopic(this.#session, frame);
    this.#joined = topic;
    try {
      if (!mayUse(client, this.#topic) || !kind.authorize(client, this.#topic)) {
        throw new JoinRefused("unauthorized", message("channel.forbidden"));
      }
      const joined = await inTime(kind.join(topic.context, frame.payload), (late) =>
        topic.begin(frame, late),
      );
      topic.begin(frame, joined);
    } catch (error) {
      topic.end();
      if (error instanceof JoinRefused) return refuse({ reason: error.reason, ...sentenceOf(error) });
      this.#session.log("channel.join-crashed", { topic: this.#topic, error });
      refuse({ reason: "join crashed" });
    }
  }

  #crash(error: unknown, event: string): void {
    this.#crashes += 1;
    this.#joined?.crash(error, event);
  }
}

/** The answer to a frame for a topic that the client is not in: its join_ref is null. */
export function answerUnjoined(frame: ClientFrame): ReturnType<typeof replyTo> {
  return frame.event === PhoenixEvent.leave
    ? replyTo(frame, "ok", {})
    : replyTo({ ...frame, joinRef: null }, "error", { reason: "unmatched topic" });
}

/** Rejects where a join takes too long; what it still comes to is handed to `late`, to be let go of. */
async function inTime(
  joining: JoinedChannel | Promise<JoinedChannel>,
  late: (joined: JoinedChannel) => void,
): Promise<JoinedChannel> {
  if (!(joining instanceof Promise)) return joining;
  const { promise, reject } = Promise.withResolvers<never>();
  let isLate = false;
  const deadline = setTimeout(() => {
    isLate = true;
    reject(new Error(`The join took longer than ${JOIN_DEADLINE_MS} ms.`));
  }, JOIN_DEADLINE_MS);
  joining.then(
    (joined) => isLate && late(joined),
    () => undefined,
  );
  try {
    return await Promise.race([joining, promise]);
  } finally {
    clearTimeout(deadline);
  }
}
