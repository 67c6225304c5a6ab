/** `pagewire inbox` of a companion on another computer. */

import { InboxEvent } from "../../../shared/protocol/topics.ts";
import { text } from "../../../shared/texts/text.ts";
import type { ReceivedRecord } from "../../files/received/received-record.ts";
import type { CommandContext } from "../control/control.ts";
import type { InboxOptions } from "../received/inbox.ts";
import { isSearching } from "../received/search-options.ts";
import { ReceivedTable } from "../shown/received-table.ts";
import { Exit } from "../terminal/terminal.ts";
import { recordOf, recordsOf, withInbox } from "./records.ts";

/** Ends when its reader has seen enough. */
export async function inbox(
  context: CommandContext,
  { follow, limit, ...search }: InboxOptions,
): Promise<Exit> {
  const { terminal, remote } = context;
  const { search: words, ...others } = search;
  return await withInbox(context, async (topic) => {
    const news: ReceivedRecord[] = [];
    let wake: () => void = () => undefined;
    topic.on(InboxEvent.received, (said) => {
      const record = recordOf(said);
      if (record && follow) news.push(record);
      wake();
    });
    const records: ReceivedRecord[] = [];
    for await (const record of recordsOf(topic, { limit, words, ...others })) records.push(record);
    const ids = records.map(({ id }) => id);
    const files = new ReceivedTable(terminal, () => ids, follow);
    for (const record of records.reverse()) if (!(await files.show(record))) return Exit.done;
    if (!(await files.end())) return Exit.done;
    if (records.length === 0 && isSearching(search)) terminal.say(text("search.nothing"));
    else if (records.length === 0 && !follow)
      terminal.say(text("inbox.nothing", { home: remote?.url ?? "" }));
    const shown = new Set(ids);
    while (follow) {
      for (const record of news.splice(0)) {
        // It may have come while the list was read.
        if (!shown.delete(record.id) && !(await files.show(record))) return Exit.done;
      }
      if (!(await files.end())) return Exit.done;
      const isNews = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (news.length === 0) await Promise.race([isNews, terminal.unread]);
      if (!(await terminal.taken())) return Exit.done;
    }
    return Exit.done;
  });
}
