/** An agent's line to the companion that is meant, here or elsewhere: had when it is first needed, and had again when it was lost. */

import { INBOX_TOPIC, InboxEvent, OUTBOX_TOPIC } from "../../shared/protocol/topics.ts";
import { type CommandContext, connect } from "../commands/control/control.ts";
import type { Topics } from "../commands/control/far.ts";
import type { Answer, JoinedTopic } from "../commands/control/socket.ts";
import { recordOf } from "../commands/far/records.ts";
import type { ReceivedRecord } from "../files/received/received-record.ts";

/** What is told of the inbox. */
export interface InboxNews {
  received(record: ReceivedRecord): void;
  removed(id: string): void;
  stored(id: string, client: string): void;
}

interface Line {
  readonly topics: Topics;
  readonly inbox: JoinedTopic;
  readonly outbox: JoinedTopic;
}

export class CompanionLink {
  readonly context: CommandContext;
  readonly #listeners = new Set<Partial<InboxNews>>();
  #line: Promise<Line> | undefined;
  #isClosed = false;

  constructor(context: CommandContext) {
    this.context = context;
  }

  /** Tells what happens from now on; returns the unsubscriber. */
  listen(listener: Partial<InboxNews>): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The topic `inbox`. Throws `CommandFailed` with one sentence where no companion can be had. */
  async inbox(): Promise<JoinedTopic> {
    return (await this.#connected()).inbox;
  }

  async outbox(): Promise<JoinedTopic> {
    return (await this.#connected()).outbox;
  }

  /** Any other topic, whose events end with the line. */
  async join(topic: string): Promise<JoinedTopic> {
    return await (await this.#connected()).topics.join(topic);
  }

  /** Rejects when the line that is there now is lost. */
  async lost(): Promise<void> {
    await (await this.#connected()).topics.lost;
  }

  close(): void {
    this.#isClosed = true;
    this.#line?.then(
      ({ topics }) => topics.close(),
      () => undefined,
    );
  }

  #connected(): Promise<Line> {
    this.#line ??= this.#connect().catch((error: unknown) => {
      this.#line = undefined;
      throw error;
    });
    return this.#line;
  }

  async #connect(): Promise<Line> {
    const topics = await connect(this.context);
    try {
      const inbox = await topics.join(INBOX_TOPIC);
      const outbox = await topics.join(OUTBOX_TOPIC);
      inbox.on(InboxEvent.received, (said) => {
        const record = recordOf(said);
        if (record) this.#tell((listener) => listener.received?.(record));
      });
      inbox.on(InboxEvent.removed, ({ id }: Answer) =>
        this.#tell((listener) => listener.removed?.(String(id))),
      );
      outbox.on("stored", ({ id, client }: Answer) =>
        this.#tell((listener) => listener.stored?.(String(id), String(client))),
      );
      topics.lost.then(() => {
        this.#line = undefined;
      });
      if (this.#isClosed) topics.close();
      return { topics, inbox, outbox };
    } catch (error) {
      topics.close();
      throw error;
    }
  }

  #tell(say: (listener: Partial<InboxNews>) => void): void {
    for (const listener of this.#listeners) say(listener);
  }
}
