/** Who has joined which topic of this companion, and what is sent to all of them at once. */

import type { JoinContext, Payload } from "./channel.ts";
import { OutgoingFrame } from "./outgoing-frame.ts";

type Deliver = (frame: OutgoingFrame) => void;

export class TopicHub {
  readonly #topics = new Map<string, Map<JoinContext, Deliver>>();

  /** Counts a stay among its topic's listeners until the returned function is called. */
  add(context: JoinContext, deliver: Deliver): () => void {
    const { topic } = context;
    const members = this.#topics.get(topic) ?? new Map<JoinContext, Deliver>();
    this.#topics.set(topic, members.set(context, deliver));
    return () => {
      members.delete(context);
      if (members.size === 0 && this.#topics.get(topic) === members) this.#topics.delete(topic);
    };
  }

  /** Sends one event to everybody who has joined the topic. Returns to how many. */
  broadcast(topic: string, event: string, payload: Payload): number {
    return this.#send(topic, event, payload, undefined);
  }

  /** Sends one event to everybody in this stay's topic but the stay itself. Returns to how many. */
  broadcastFrom(sender: JoinContext, event: string, payload: Payload): number {
    return this.#send(sender.topic, event, payload, sender);
  }

  #send(topic: string, event: string, payload: Payload, sender: JoinContext | undefined): number {
    const members = this.#topics.get(topic);
    if (!members) return 0;
    const frame = new OutgoingFrame({ kind: "broadcast", topic, event, payload });
    let count = 0;
    for (const [context, deliver] of members) {
      if (context === sender) continue;
      deliver(frame);
      count += 1;
    }
    return count;
  }
}
