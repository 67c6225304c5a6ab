/** The list of files that programs sent to this browser: found, chosen, opened, saved and deleted. */

import type { ComponentType } from "preact";
import { useRef } from "preact/hooks";
import type { ConnectionReport } from "../../../shared/extension/connection/connection-report.ts";
import type { Places } from "../../../shared/extension/connection/places.ts";
import type { ReceivedItem } from "../../../shared/extension/store/database.ts";
import { isUnread } from "../../../shared/extension/store/unseen.ts";
import { text } from "../../../shared/texts/text.ts";
import { sayOf } from "../foot/spoken.ts";
import { tabName } from "../head/Tabs.tsx";
import { onRowKey } from "../keys/row-keys.ts";
import type { EmptyProps } from "../list/Empty.tsx";
import { Panel, type PanelProps } from "../list/Panel.tsx";
import { ChosenBar } from "../list/SearchBar.tsx";
import { NOTHING_CHOSEN, useSelection } from "../list/selection.ts";
import { VirtualList } from "../list/VirtualList.tsx";
import { leave } from "../rows/leave.ts";
import { fileActs } from "./file-acts.ts";
import { ReceivedRow } from "./ReceivedRow.tsx";

export interface ReceivedPanelProps
  extends Omit<PanelProps<ReceivedItem>, "children" | "chosen" | "empty" | "scroller"> {
  readonly now: number;
  readonly report: ConnectionReport;
  /** Loaded after the first rows. */
  readonly Empty: ComponentType<EmptyProps> | undefined;
  readonly places: Places | undefined;
  /** What was unread when the popup was opened. */
  readonly news: ReadonlySet<string>;
}

export function ReceivedPanel(props: ReceivedPanelProps) {
  const { list, now, news, report, Empty, places } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const selection = useSelection(list);
  const { ids } = selection.chosen;
  const remove = async (gone: readonly string[]): Promise<void> => {
    await leave(scroller.current, gone);
    await (await fileActs()).deleteFiles(gone);
    selection.choose(NOTHING_CHOSEN);
  };
  const onKey = (event: KeyboardEvent, item: ReceivedItem, index: number): void =>
    onRowKey(event, {
      save: () => void (item.state === "stored" && fileActs().then((acts) => acts.saveReceived(item))),
      remove: () => void remove(ids.size > 0 ? [...ids] : [item.id]),
      choose: () => selection.toggle(item.id, index),
      chooseAll: () => void selection.chooseAll(),
      chooseTo: () => void selection.chooseTo(index),
    });
  return (
    <Panel
      {...props}
      scroller={scroller}
      empty={
        Empty && (
          <Empty
            report={report}
            icon="receive"
            title={text("empty.received")}
            words={text("popup.nothing-received")}
          >
            {places && report.state === "connected" && (
              <button type="button" class="primary" onClick={() => void sayOf(places.openFolder("outbox"))}>
                {text("empty.open-outbox")}
              </button>
            )}
          </Empty>
        )
      }
      chosen={
        ids.size > 0 && (
          <ChosenBar count={ids.size} onClear={() => selection.choose(NOTHING_CHOSEN)}>
            <button type="button" onClick={() => void fileActs().then((acts) => acts.saveAll(list, ids))}>
              {text("action.save-all")}
            </button>
            <button type="button" class="danger" onClick={() => void remove([...ids])}>
              {text("action.delete")}
            </button>
          </ChosenBar>
        )
      }
    >
      <VirtualList
        label={tabName("received")}
        list={list}
        scroller={scroller}
        now={now}
        onKey={onKey}
        row={(item, { index, isActive }) => (
          <ReceivedRow
            item={item}
            now={now}
            isActive={isActive}
            isChosen={ids.has(item.id)}
            isUnread={isUnread(item) || news.has(item.id)}
            onChoose={(event) =>
              event.shiftKey ? void selection.chooseTo(index) : selection.toggle(item.id, index)
            }
            onDelete={() => void remove([item.id])}
          />
        )}
      />
    </Panel>
  );
}
