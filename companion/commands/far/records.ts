/** The records of the inbox on another computer, checked as something that anybody may have said. */

import * as v from "valibot";
import { INBOX_TOPIC, InboxAsk } from "../../../shared/protocol/topics.ts";
import { message } from "../../../shared/texts/message.ts";
import type { ReceivedRecord } from "../../files/received/received-record.ts";
import { type CommandContext, connect } from "../control/control.ts";
import type { JoinedTopic } from "../control/socket.ts";
import { CommandFailed } from "../terminal/terminal.ts";

const textOrNull = v.nullable(v.string());
const SourceSchema = v.object({
  url: v.string(),
  pageUrl: textOrNull,
  title: textOrNull,
  alt: textOrNull,
  at: v.string(),
});
const RecordSchema = v.looseObject({
  id: v.string(),
  name: v.string(),
  path: v.string(),
  relativePath: v.optional(v.string()),
  type: v.string(),
  bytes: v.number(),
  sha256: v.string(),
  fidelity: v.picklist(["original", "re-encoded", "screenshot"]),
  sources: v.array(SourceSchema),
  receivedAt: v.string(),
});
const PageSchema = v.object({
  records: v.array(v.unknown()),
  before: v.nullable(v.number()),
  searched: v.optional(v.boolean()),
  gone: v.optional(v.array(v.string())),
});

/** Which of them are asked for. */
export interface Which {
  readonly type?: string | undefined;
  readonly limit?: number | undefined;
  readonly words?: string | undefined;
  /** Milliseconds since 1970. */
  readonly from?: number | undefined;
  readonly host?: string | undefined;
  /** Told of each that somebody has taken out of the inbox, by its name: only the others are wanted. */
  readonly onGone?: ((name: string) => void) | undefined;
}

/** The companion there passes over what it was asked to search for. */
export class NotSearched extends Error {
  override readonly name = "NotSearched";
}

/** One record; `undefined` for what is none. */
export function recordOf(said: unknown): ReceivedRecord | undefined {
  const parsed = v.safeParse(RecordSchema, said);
  if (!parsed.success) return undefined;
  const { name, relativePath = name } = parsed.output;
  // What only a newer companion says of it is passed on as it is.
  return { ...parsed.output, relativePath } as ReceivedRecord;
}

/** The received files, newest first, asked for a page at a time. Throws `NotSearched`. */
export async function* recordsOf(
  topic: JoinedTopic,
  { type, limit = Number.POSITIVE_INFINITY, words, from, host, onGone }: Which,
) {
  const searched = {
    ...(words !== undefined && { words }),
    ...(from !== undefined && { from }),
    ...(host !== undefined && { host }),
  };
  const isSearching = Object.keys(searched).length > 0;
  let before: number | null | undefined;
  for (let told = 0; told < limit && before !== null; ) {
    const asked = {
      ...(type !== undefined && { type }),
      ...searched,
      ...(onGone && { there: true }),
      ...(before !== undefined && { before }),
      ...(Number.isFinite(limit) && { limit: limit - told }),
    };
    const page = v.parse(PageSchema, await topic.ask(InboxAsk.list, asked));
    if (isSearching && page.searched !== true) throw new NotSearched();
    ({ before } = page);
    if (onGone) page.gone?.forEach(onGone);
    for (const said of page.records) {
      const record = recordOf(said);
      if (!record) continue;
      yield record;
      told += 1;
    }
  }
}

/** The one that is meant. Throws `CommandFailed` with the companion's sentence where none is. */
export async function recordMeant(topic: JoinedTopic, id: string): Promise<ReceivedRecord> {
  const record = recordOf((await topic.ask(InboxAsk.find, { id })).record);
  if (!record) throw new CommandFailed(message("arrived.no-such", { id }));
  return record;
}

/** Does something with the topic `inbox`, whose connection is closed afterwards. */
export async function withInbox<Result>(
  context: CommandContext,
  action: (topic: JoinedTopic, lost: Promise<never>) => Promise<Result>,
): Promise<Result> {
  const topics = await connect(context);
  try {
    const lost = topics.lost.then(() => {
      throw new CommandFailed(message("command.stopped"));
    });
    lost.catch(() => undefined);
    const topic = await topics.join(INBOX_TOPIC);
    return await Promise.race([action(topic, lost), lost]);
  } catch (error) {
    if (!(error instanceof NotSearched)) throw error;
    throw new CommandFailed(message("far.older", { url: context.remote?.url ?? "" }));
  } finally {
    topics.close();
  }
}
