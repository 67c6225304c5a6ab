/** Says what was deleted, and gives it back at a click as long as that is possible. */

import { useEffect, useState } from "preact/hooks";
import {
  carryOutDeletes,
  lastDeleted,
  UNDO_MS,
  undoDelete,
} from "../../../shared/extension/lists/deleting.ts";
import { shownName } from "../../../shared/extension/look/shown-text.ts";
import { onChange } from "../../../shared/extension/store/changes.ts";
import type { ReceivedItem } from "../../../shared/extension/store/database.ts";
import { language, text } from "../../../shared/texts/text.ts";
import { onPageKey } from "../keys/page-keys.ts";
import { showSpoken } from "./spoken.ts";

/** What can be taken back now; what can't any more is deleted for good as long as the popup is open. */
function useDeleted(): readonly ReceivedItem[] {
  const [deleted, setDeleted] = useState<readonly ReceivedItem[]>([]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      clearTimeout(timer);
      void lastDeleted(Date.now()).then((items) => {
        setDeleted(items);
        const at = items[0]?.deleted?.at;
        if (at === undefined) return;
        timer = setTimeout(
          () => void carryOutDeletes(Date.now()).then(look),
          Math.max(0, at + UNDO_MS - Date.now()),
        );
      });
    };
    look();
    const stop = onChange((changed) => {
      if (changed === "received") look();
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  return deleted;
}

/** Puts back what was deleted last. */
function takeBack(deleted: readonly ReceivedItem[]): void {
  if (deleted.length > 0) void undoDelete(deleted.map(({ id }) => id));
}

/** Ctrl+Z does the same as the button. */
function useUndoKey(deleted: readonly ReceivedItem[]): void {
  useEffect(() => onPageKey("Ctrl+z", () => takeBack(deleted)), [deleted]);
}

/** What was said last, for a moment. */
function useSpoken(): string {
  const [words, setWords] = useState("");
  useEffect(() => showSpoken(setWords), []);
  useEffect(() => {
    if (words === "") return;
    const timer = setTimeout(() => setWords(""), SPOKEN_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return words;
}

/** Long enough to read two lines. */
const SPOKEN_MS = 5_000;

export function Snackbar() {
  const deleted = useDeleted();
  useUndoKey(deleted);
  const spoken = useSpoken();
  const [first] = deleted;
  return (
    <div class="snackbar" aria-live="polite" data-open={first !== undefined || spoken !== ""}>
      {first ? (
        <>
          <bdi>
            {deleted.length === 1
              ? text("deleted.one", { name: shownName(first.name) })
              : text("deleted.many", { count: deleted.length.toLocaleString(language()) })}
          </bdi>
          <button type="button" onClick={() => takeBack(deleted)} aria-keyshortcuts="Control+Z">
            {text("action.undo")}
          </button>
        </>
      ) : (
        spoken !== "" && <span class="spoken">{spoken}</span>
      )}
    </div>
  );
}
