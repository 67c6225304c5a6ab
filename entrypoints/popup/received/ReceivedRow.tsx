/** One received file: open it at a click, save it, and what else can be done with it. */

import { Icon } from "../../../shared/extension/look/Icon.tsx";
import { IconButton } from "../../../shared/extension/look/IconButton.tsx";
import { shownName } from "../../../shared/extension/look/shown-text.ts";
import { callBackground } from "../../../shared/extension/messages.ts";
import type { ReceivedItem } from "../../../shared/extension/store/database.ts";
import { continueReceived, pauseReceived } from "../../../shared/extension/store/received.ts";
import { shownSize } from "../../../shared/texts/figures.ts";
import type { PlainTextCode } from "../../../shared/texts/message.ts";
import { readSaid } from "../../../shared/texts/said.ts";
import { text } from "../../../shared/texts/text.ts";
import { sayOf } from "../foot/spoken.ts";
import type { MenuEntry } from "../menu/menu-place.ts";
import { shortKind } from "../rows/kinds.ts";
import { labelled } from "../rows/labelled.ts";
import { Row } from "../rows/Row.tsx";
import { Tile } from "../rows/Tile.tsx";
import { exactWhen, shownWhen } from "../rows/when.ts";
import { actsAtHand, canCopy, canDrag, fileActs, pictureOf } from "./file-acts.ts";
import { openFile } from "./open-file.ts";

export interface ReceivedRowProps {
  readonly item: ReceivedItem;
  readonly now: number;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly isUnread: boolean;
  readonly onChoose: (event: MouseEvent) => void;
  readonly onDelete: () => void;
}

export function ReceivedRow(props: ReceivedRowProps) {
  const { item, now, isActive, isChosen, isUnread, onChoose, onDelete } = props;
  const name = shownName(item.name);
  const isStored = item.state === "stored";
  const action = actionFor(item);
  return (
    <Row
      name={item.name}
      tile={
        <Tile
          file={item}
          picture={() => pictureOf(item)}
          version={`${item.state} ${item.thumbnail !== undefined}`}
        />
      }
      about={<About item={item} now={now} />}
      below={<Below item={item} />}
      actions={
        <>
          {isStored && (
            <IconButton
              icon="save"
              label={labelled("action.save", name)}
              title={text("action.save")}
              tabIndex={-1}
              onClick={() => void save(item)}
            />
          )}
          {action && action.icon !== undefined && (
            <IconButton
              icon={action.icon}
              label={labelled(action.label, name)}
              title={text(action.label)}
              tabIndex={-1}
              onClick={action.act}
            />
          )}
          {action && action.icon === undefined && (
            <button
              type="button"
              tabIndex={-1}
              aria-label={labelled(action.label, name)}
              onClick={action.act}
            >
              {text(action.label)}
            </button>
          )}
        </>
      }
      entries={entriesFor(item, onDelete)}
      main={isStored ? { act: () => void openFile(item) } : action}
      {...(isStored && { label: labelled("action.open", name) })}
      isActive={isActive}
      isChosen={isChosen}
      isUnread={isUnread}
      onChoose={onChoose}
      onPointerDown={canDrag(item) ? () => void fileActs().then((acts) => acts.prepareDrag(item)) : undefined}
      onDragStart={canDrag(item) ? (event) => drag(event, item) : undefined}
    />
  );
}

function drag(event: DragEvent, item: ReceivedItem): void {
  const acts = actsAtHand();
  if (acts) acts.startDrag(event, item);
  else event.preventDefault();
}

async function save(item: ReceivedItem): Promise<void> {
  await (await fileActs()).saveReceived(item);
}

async function copy(item: ReceivedItem): Promise<void> {
  await (await fileActs()).copyImage(item);
}

function entriesFor(item: ReceivedItem, onDelete: () => void): MenuEntry[] {
  const isStored = item.state === "stored";
  return [
    ...(isStored
      ? ([
          { label: text("action.open"), icon: "open", act: () => void openFile(item), keys: "↵" },
          { label: text("action.save"), icon: "save", act: () => void save(item), keys: "S" },
        ] satisfies MenuEntry[])
      : []),
    ...(canCopy(item)
      ? [
          {
            label: text("action.copy-image"),
            icon: "copy",
            act: () => void sayOf(copy(item), text("action.copied")),
          } as const,
        ]
      : []),
    {
      label: text("action.delete"),
      icon: "trash",
      act: onDelete,
      keys: text("keys.delete"),
      isDangerous: true,
    },
  ];
}

interface RowAction {
  readonly label: PlainTextCode;
  readonly icon?: "pause" | "play";
  readonly act: () => void;
}

/** What can be done about a file that has not come yet. */
function actionFor(item: ReceivedItem): RowAction | undefined {
  switch (item.state) {
    case "receiving":
      return { label: "action.pause", icon: "pause", act: () => void pauseReceived(item.id) };
    case "paused":
      return { label: "action.resume", icon: "play", act: () => void goOn(item.id) };
    case "full":
      return { label: "action.continue", act: () => void goOn(item.id) };
    default:
      return undefined;
  }
}

/** The background may sleep: the call starts it. */
async function goOn(id: string): Promise<void> {
  await continueReceived(id);
  await callBackground("wake", {});
}

function About({ item, now }: { readonly item: ReceivedItem; readonly now: number }) {
  if (item.state === "full" || item.state === "failed") return null;
  if (item.state === "stored") {
    const parts = [shortKind(item), shownSize(item.bytes)].filter((part) => part !== "");
    return (
      <>
        {parts.join(" · ")} · <time title={exactWhen(item.at)}>{shownWhen(item.at, now)}</time>
      </>
    );
  }
  const howFar = text("sent.how-far", { done: shownSize(item.storedBytes), size: shownSize(item.bytes) });
  return (
    <>
      {item.state === "paused" && `${text("received.paused")} · `}
      {howFar}
    </>
  );
}

/** A bar for what is on its way, a sentence for what stopped. */
function Below({ item }: { readonly item: ReceivedItem }) {
  switch (item.state) {
    case "receiving":
    case "paused":
      return <Bar item={item} />;
    case "full":
      return (
        <>
          <p class="warn">
            <Icon name="warning" />
            {whyStopped(item)}
          </p>
          {item.storedBytes > 0 && <Bar item={item} />}
        </>
      );
    case "failed":
      return <p class="bad">{whyStopped(item)}</p>;
    default:
      return null;
  }
}

function whyStopped({ message, said }: ReceivedItem): string {
  return message === undefined ? text("received.failed") : readSaid({ message, said });
}

function Bar({ item }: { readonly item: ReceivedItem }) {
  const label = labelled(
    item.state === "receiving" ? "received.receiving" : "received.stopped",
    shownName(item.name),
  );
  return <progress value={item.storedBytes} max={Math.max(1, item.bytes)} aria-label={label} />;
}
