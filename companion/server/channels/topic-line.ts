/** One topic of one session: its frames are handled one after the other, those of other topics meanwhile. */

import { type ClientFrame, PhoenixEvent } from "../../../shared/protocol/channel-frame.ts";
import { JOIN_DEADLINE_MS } from "../../../shared/protocol/limits.ts";
import { type JoinedChannel, JoinRefused } from "./channel.ts";
import { replyTo, type SessionSide, Stay } from "./stay.ts";
import { matchingKind, mayUse } from "./topic-pattern.ts";

export class TopicLine {
  readonly #session: SessionSide;
  readonly #topic: string;
  #stay: Stay | undefined;
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
    return this.#stay !== undefined && !this.#stay.over;
  }

  /** Whether nothing is left to remember. */
  get isIdle(): boolean {
    return !this.isTaken && this.#waiting === 0;
  }

  /** Handles a frame behind those that came before it; resolves when it has been. */
  take(frame: ClientFrame): Promise<void> {
    const crashesBefore = this.#crashes;
    this.#waiting += 1;
    this.#work = this.#work
      .then(() => (this.#over ? undefined : this.#handle(frame, crashesBefore)))
      .catch((error: unknown) => this.#crash(error, frame.event))
      .then(() => {
        this.#waiting -= 1;
        if (this.#stay?.over) this.#stay = undefined;
      });
    return this.#work;
  }

  /** The connection is gone. */
  end(): void {
    this.#over = true;
    this.#stay?.end();
  }

  async #handle(frame: ClientFrame, crashesBefore: number): Promise<void> {
    if (frame.event === PhoenixEvent.join) return await this.#join(frame);
    const stay = this.#stay?.over ? undefined : this.#stay;
    if (!stay) {
      // What was said to a channel that crashed meanwhile is lost with it, as in Phoenix.
      if (this.#crashes === crashesBefore) this.#session.send(answerUnjoined(frame));
      return;
    }
    // A frame of an earlier stay in the topic is none of this one's business.
    if (frame.joinRef !== null && frame.joinRef !== stay.joinRef) return;
    if (frame.event === PhoenixEvent.leave) {
      stay.end();
      stay.reply(frame, { status: "ok" });
      stay.sayOver(PhoenixEvent.close, {});
      return;
    }
    // A client that does not read its replies gets no more of them.
    const room = this.#session.room();
    if (room) await room;
    if (!stay.over) await stay.handle(frame);
  }

  /** A second join of a topic replaces the first, whose close follows the new reply as in Phoenix. */
  async #join(frame: ClientFrame): Promise<void> {
    const before = this.#stay;
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
    const stay = new Stay(this.#session, frame);
    this.#stay = stay;
    try {
      if (!mayUse(client, this.#topic) || !kind.authorize(client, this.#topic)) {
        throw new JoinRefused("unauthorized", "This client may not join the topic.");
      }
      const joined = await inTime(kind.join(stay.context, frame.payload), (late) => stay.begin(frame, late));
      stay.begin(frame, joined);
    } catch (error) {
      stay.end();
      if (error instanceof JoinRefused) return refuse({ reason: error.reason, message: error.message });
      this.#session.log("channel.join-crashed", { topic: this.#topic, error });
      refuse({ reason: "join crashed" });
    }
  }

  #crash(error: unknown, event: string): void {
    this.#crashes += 1;
    this.#stay?.crash(error, event);
  }
}

/** The answer to a frame for a topic nobody is in: its join_ref is null, since no stay answers. */
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
