/** The list of what was sent and is to be sent, with what can be done about it. */

import type { ComponentType } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Connection } from "../../../shared/extension/connection/connection.ts";
import type { ConnectionReport } from "../../../shared/extension/connection/connection-report.ts";
import type { Places } from "../../../shared/extension/connection/places.ts";
import type { Kept } from "../../../shared/extension/kept/kept-topic.ts";
import type { Heading } from "../../../shared/extension/lists/layouts.ts";
import { shownName } from "../../../shared/extension/look/shown-text.ts";
import { pageAt } from "../../../shared/extension/pairing/companion-page.ts";
import type { SendItem } from "../../../shared/extension/store/database.ts";
import { removeSend } from "../../../shared/extension/store/sends.ts";
import type { KeptFile } from "../../../shared/protocol/kept/kept-words.ts";
import { text } from "../../../shared/texts/text.ts";
import { say, sayOf } from "../foot/spoken.ts";
import { tabName } from "../head/Tabs.tsx";
import { onRowKey } from "../keys/row-keys.ts";
import type { EmptyProps } from "../list/Empty.tsx";
import { Panel, type PanelProps } from "../list/Panel.tsx";
import { ChosenBar } from "../list/SearchBar.tsx";
import { NOTHING_CHOSEN, useSelection } from "../list/selection.ts";
import { VirtualList } from "../list/VirtualList.tsx";
import { leave } from "../rows/leave.ts";
import { EditDialog } from "./EditDialog.tsx";
import { FoundOnComputer } from "./FoundOnComputer.tsx";
import { useKeptBook } from "./kept-book.ts";
import { SentRow } from "./SentRow.tsx";
import { pauseAll, resumeAll, retryAll } from "./send-acts.ts";
import { type OpenSends, useSentCounts } from "./sent-counts.ts";

export interface SentPanelProps
  extends Omit<PanelProps<SendItem>, "children" | "chosen" | "empty" | "scroller"> {
  readonly now: number;
  readonly report: ConnectionReport;
  /** Loaded after the first rows. */
  readonly Empty: ComponentType<EmptyProps> | undefined;
  readonly places: Places | undefined;
  readonly connection: Connection | undefined;
  /** Where the companion's page to try it on is. */
  readonly port: number | undefined;
}

export function SentPanel(props: SentPanelProps) {
  const { list, now, report, Empty, places, connection, port, query } = props;
  const isConnected = report.state === "connected";
  const counts = useSentCounts();
  const scroller = useRef<HTMLDivElement>(null);
  const book = useKeptBook(connection);
  const [edited, setEdited] = useState<KeptFile>();
  const selection = useSelection(list);
  const { ids } = selection.chosen;
  const remove = async (gone: readonly string[]): Promise<void> => {
    await leave(scroller.current, gone);
    for (const id of gone) await removeSend(id);
    selection.choose(NOTHING_CHOSEN);
  };
  const onKey = (event: KeyboardEvent, item: SendItem, index: number): void =>
    onRowKey(event, {
      remove: () => void remove(ids.size > 0 ? [...ids] : [item.id]),
      choose: () => selection.toggle(item.id, index),
      chooseAll: () => void selection.chooseAll(),
      chooseTo: () => void selection.chooseTo(index),
      edit: () => setEdited(book.fileOf(item.id)),
    });
  return (
    <Panel
      {...props}
      searchFrom={1}
      isElsewhere={book.kept !== undefined}
      scroller={scroller}
      empty={
        Empty && (
          <Empty report={report} icon="send" title={text("empty.sent")} words={text("popup.nothing-sent")}>
            {isConnected && port !== undefined && (
              <a class="button primary" href={pageAt(port)} target="_blank" rel="noreferrer">
                {text("empty.try")}
              </a>
            )}
          </Empty>
        )
      }
      chosen={
        ids.size > 0 && (
          <ChosenBar count={ids.size} onClear={() => selection.choose(NOTHING_CHOSEN)}>
            <button type="button" onClick={() => void remove([...ids])}>
              {text("action.remove")}
            </button>
          </ChosenBar>
        )
      }
    >
      <VirtualList
        label={tabName("sent")}
        list={list}
        scroller={scroller}
        now={now}
        onKey={onKey}
        headingActions={(heading) => <ForAll heading={heading} counts={counts} />}
        row={(item, { index, isActive }) => (
          <SentRow
            item={item}
            now={now}
            isConnected={isConnected}
            places={places}
            kept={item.state === "done" ? book.fileOf(item.id) : undefined}
            onEdit={setEdited}
            onUndo={(file) => void sayOf(undoAndSay(book.kept, file))}
            isActive={isActive}
            isChosen={ids.has(item.id)}
            onChoose={(event) =>
              event.shiftKey ? void selection.chooseTo(index) : selection.toggle(item.id, index)
            }
            onRemove={() => void remove([item.id])}
          />
        )}
      />
      {book.kept && query !== "" && (
        <FoundOnComputer
          kept={book.kept}
          query={query}
          isAlone={list.layout?.total === 0}
          onEdit={setEdited}
        />
      )}
      {book.kept && edited && (
        <EditDialog key={edited.id} kept={book.kept} file={edited} onClose={() => setEdited(undefined)} />
      )}
    </Panel>
  );
}

/** Into the bin, or out of it; what came of it is said, for the row may be far away by then. */
async function undoAndSay(kept: Kept | undefined, file: KeptFile): Promise<void> {
  const now = await kept?.undo(file.id);
  if (!now) return;
  const name = shownName(now.name);
  say(now.isBinned ? text("after.in-bin", { name }) : text("after.taken-out", { name }));
}

/** What can be done to all at once, where there is more than one it can be done to. */
function ForAll({ heading, counts }: { readonly heading: Heading; readonly counts: OpenSends }) {
  const { open, paused, failed } = counts;
  if (heading === "needs" && failed > 1)
    return (
      <button type="button" onClick={() => void retryAll()}>
        {text("action.retry-all")}
      </button>
    );
  if (heading !== "running") return null;
  return (
    <>
      {paused > 1 && (
        <button type="button" onClick={() => void resumeAll()}>
          {text("action.resume-all")}
        </button>
      )}
      {open > 1 && (
        <button type="button" onClick={() => void pauseAll()}>
          {text("action.pause-all")}
        </button>
      )}
    </>
  );
}
