/** Shows one received file; it is only ever looked at, never run. */

import { useEffect, useRef, useState } from "preact/hooks";
import { FileCard, NoFileCard } from "../../shared/extension/look/FileCard.tsx";
import { saveAtOnce } from "../../shared/extension/look/hand-over.ts";
import { closePage } from "../../shared/extension/look/page.ts";
import { shownName } from "../../shared/extension/look/shown-text.ts";
import type { ReceivedItem } from "../../shared/extension/store/database.ts";
import { markFileSeen } from "../../shared/extension/store/unseen.ts";
import { shownSize } from "../../shared/texts/figures.ts";
import { readError } from "../../shared/texts/said.ts";
import { text } from "../../shared/texts/text.ts";
import { Bar } from "./Bar.tsx";
import { canCopy, copy } from "./copying.ts";
import { useDeletion } from "./deletion.ts";
import { useKeys } from "./keys.ts";
import { type Opened, useOpened } from "./opened.ts";
import { Stage } from "./Stage.tsx";
import type { Size } from "./stage/zoom.ts";

/** For so long it is said that something was done. */
const SAID_MS = 4_000;

const idInAddress = (): string => new URLSearchParams(location.search).get("id") ?? "";

export function App() {
  const [id, setId] = useState(idInAddress);
  const [size, setSize] = useState<Size>();
  const [isBroken, setBroken] = useState(false);
  const [said, setSaid] = useState("");
  const opened = useOpened(id);
  const deletion = useDeletion();
  const { item, place, content } = opened;
  useEffect(() => {
    // Who has it open has seen it, wherever it was opened from.
    if (item?.state === "stored") void markFileSeen(item.id);
  }, [item?.id, item?.state]);
  useEffect(() => {
    if (item) document.title = shownName(item.name);
  }, [item?.name]);
  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => setSaid(""), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const go = (other: string): void => {
    history.replaceState(null, "", `?id=${other}`);
    setSize(undefined);
    setBroken(false);
    setSaid("");
    setId(other);
  };
  const copyIt = (): void => {
    if (!canCopy(content)) return;
    setSaid("");
    void copy(content).then(
      () => setSaid(text("view.copied")),
      () => setSaid(text("view.not-copied")),
    );
  };
  const isCard = content?.kind === "card" || isBroken;
  const saving = useRef(new Map<string, Promise<void>>());
  const saveIt = (file: ReceivedItem): void => {
    const { current } = saving;
    // A large one that an older version stored takes its while: it is not begun a second time meanwhile.
    if (current.has(file.id)) return;
    current.set(
      file.id,
      saveAtOnce(file).finally(() => current.delete(file.id)),
    );
  };
  const save = item?.state === "stored" ? (): void => saveIt(item) : undefined;
  const remove =
    item &&
    (() => {
      void deletion.remove(item).catch((error: unknown) => setSaid(readError(error)));
      const other = place?.next ?? place?.previous;
      if (other !== undefined) go(other);
    });
  const takeBack = deletion.deleted && (() => void deletion.takeBack().then((back) => back && go(back)));
  useKeys({
    place,
    onGo: (other) => other !== id && go(other),
    // What is being saved is handed over first.
    onClose: () => void Promise.all(saving.current.values()).then(closePage),
    onDelete: remove,
    onUndo: takeBack,
    onSave: save,
    onCopy: canCopy(content) ? copyIt : undefined,
  });
  return (
    <>
      <Bar
        item={item}
        size={size}
        place={place}
        copies={canCopy(content) && !isBroken ? content.kind : undefined}
        onGo={go}
        onCopy={copyIt}
        onDelete={remove}
        onSave={isCard ? undefined : save}
      />
      <main class="stage">
        {content && item ? (
          <Stage
            key={id}
            item={item}
            content={content}
            isBroken={isBroken}
            onSize={setSize}
            onError={() => setBroken(true)}
            onSave={save}
          />
        ) : (
          <Waiting opened={opened} />
        )}
      </main>
      <div class="said" role="status">
        {deletion.deleted ? (
          <>
            <bdi>{text("deleted.one", { name: shownName(deletion.deleted.name) })}</bdi>
            <button type="button" aria-keyshortcuts="Control+Z" onClick={takeBack}>
              {text("action.undo")}
            </button>
          </>
        ) : (
          said
        )}
      </div>
    </>
  );
}

/** Before there is something to be shown, or instead of it. */
function Waiting({ opened: { item, trouble, readBytes } }: { readonly opened: Opened }) {
  if (trouble !== undefined)
    return item ? (
      <FileCard file={item} heading="h2">
        <p>{trouble}</p>
      </FileCard>
    ) : (
      <NoFileCard why={trouble} />
    );
  if (item?.state !== "stored" || readBytes === 0) return null;
  const words = text("view.reading", { done: shownSize(readBytes), size: shownSize(item.bytes) });
  return (
    <div class="reading">
      <p class="small muted">{words}</p>
      <progress value={readBytes} max={Math.max(1, item.bytes)} aria-label={words} />
    </div>
  );
}
