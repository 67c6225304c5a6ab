/** One file that was sent or is to be: where it stands, where it came from, and what can be done about it. */

import type { Places } from "../../../shared/extension/connection/places.ts";
import { IconButton } from "../../../shared/extension/look/IconButton.tsx";
import { shownName } from "../../../shared/extension/look/shown-text.ts";
import type { SendItem } from "../../../shared/extension/store/database.ts";
import type { KeptFile } from "../../../shared/protocol/kept/kept-words.ts";
import { text } from "../../../shared/texts/text.ts";
import { sayOf } from "../foot/spoken.ts";
import type { MenuEntry } from "../menu/menu-place.ts";
import { labelled } from "../rows/labelled.ts";
import { Row } from "../rows/Row.tsx";
import { Tile } from "../rows/Tile.tsx";
import { Binned, KeptWords } from "./KeptWords.tsx";
import { pageOf, SentAbout, SentBelow } from "./SentAbout.tsx";
import { actionFor } from "./send-acts.ts";

export interface SentRowProps {
  readonly item: SendItem;
  readonly now: number;
  readonly isConnected: boolean;
  readonly places: Places | undefined;
  /** What became of it on the computer, where that is known. */
  readonly kept: KeptFile | undefined;
  readonly onEdit: (file: KeptFile) => void;
  readonly onUndo: (file: KeptFile) => void;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly onChoose: (event: MouseEvent) => void;
  readonly onRemove: () => void;
}

export function SentRow(props: SentRowProps) {
  const { item, now, isConnected, places, kept, isActive, isChosen, onChoose, onRemove } = props;
  const stored = kept?.name ?? item.storedName ?? item.name;
  const name = shownName(stored);
  const action = actionFor(item);
  const isOver = item.state === "done" || item.state === "failed";
  const isThere = item.state === "done" && isConnected && kept?.isBinned !== true;
  const there = isThere ? places : undefined;
  const removing = isOver ? "action.remove" : "action.cancel";
  return (
    <Row
      name={stored}
      tile={
        <Tile
          file={{ ...item, name: stored }}
          picture={() => Promise.resolve(item.thumbnail)}
          version={String(item.thumbnail !== undefined)}
        />
      }
      about={
        kept?.isBinned ? (
          <Binned now={now} at={item.at} />
        ) : (
          <SentAbout item={item} now={now} isConnected={isConnected} />
        )
      }
      below={
        <>
          <SentBelow item={item} />
          {kept && <KeptWords file={kept} />}
        </>
      }
      actions={
        <>
          {there && (
            <IconButton
              icon="folder"
              label={labelled("action.show-folder", name)}
              title={text("action.show-folder")}
              tabIndex={-1}
              onClick={() => void sayOf(there.showFile(item.id))}
            />
          )}
          {action && action.icon !== undefined && (
            <IconButton
              key="action"
              icon={action.icon}
              label={labelled(action.label, name)}
              title={text(action.label)}
              tabIndex={-1}
              onClick={action.act}
            />
          )}
          {action && action.icon === undefined && (
            <button
              key="asked"
              type="button"
              class="asked"
              tabIndex={-1}
              aria-label={labelled(action.label, name)}
              onClick={action.act}
            >
              {text(action.label)}
            </button>
          )}
          {!isOver && (
            <IconButton
              key="remove"
              icon="close"
              label={labelled(removing, name)}
              title={text(removing)}
              tabIndex={-1}
              onClick={onRemove}
            />
          )}
        </>
      }
      entries={entriesFor(props, there)}
      main={there ? { act: () => void sayOf(there.showFile(item.id)) } : action}
      {...(there && { label: labelled("action.show-folder", name) })}
      isActive={isActive}
      isChosen={isChosen}
      onChoose={onChoose}
    />
  );
}

/** What can be changed on the computer. */
function keptEntries({ kept, onEdit, onUndo }: SentRowProps): MenuEntry[] {
  if (!kept) return [];
  if (kept.isBinned) return [{ label: text("after.take-out"), icon: "undo", act: () => onUndo(kept) }];
  return [
    { label: text("after.edit"), icon: "edit", act: () => onEdit(kept), keys: "F2" },
    { label: text("after.bin"), icon: "trash", act: () => onUndo(kept), isDangerous: true },
  ];
}

/** `places` only where the file lies on a computer that is there. */
function entriesFor(props: SentRowProps, places: Places | undefined): MenuEntry[] {
  const { item, onRemove } = props;
  const page = pageOf(item);
  const action = actionFor(item);
  const isOver = item.state === "done" || item.state === "failed";
  return [
    ...(action
      ? [{ label: text(action.label), icon: action.icon ?? "retry", act: action.act, keys: "↵" } as const]
      : []),
    ...(places
      ? ([
          {
            label: text("action.show-folder"),
            icon: "folder",
            act: () => void sayOf(places.showFile(item.id)),
            keys: "↵",
          },
          {
            label: text("action.copy-path"),
            icon: "copy",
            act: () => void sayOf(places.copyPath(item.id), text("action.path-copied")),
          },
        ] satisfies MenuEntry[])
      : []),
    ...(page
      ? [
          {
            label: text("action.open-page"),
            icon: "link",
            act: () => void chrome.tabs.create({ url: page.href }),
          } as const,
        ]
      : []),
    ...keptEntries(props),
    {
      label: text(isOver ? "action.remove" : "action.cancel"),
      icon: isOver ? "close" : "trash",
      act: onRemove,
      keys: text("keys.delete"),
    },
  ];
}
