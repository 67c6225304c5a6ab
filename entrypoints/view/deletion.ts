/** Deleting the file that is shown, and taking it back as long as that is possible. */

import { useEffect, useState } from "preact/hooks";
import { deleteReceived, UNDO_MS, undoDelete } from "../../shared/extension/lists/deleting.ts";
import { callBackground } from "../../shared/extension/messages.ts";
import type { ReceivedItem } from "../../shared/extension/store/database.ts";

export interface Deletion {
  /** What was deleted here last, as long as it can be taken back. */
  readonly deleted: ReceivedItem | undefined;
  remove(item: ReceivedItem): Promise<void>;
  /** Puts it back; resolves to its id. */
  takeBack(): Promise<string | undefined>;
}

export function useDeletion(): Deletion {
  const [deleted, setDeleted] = useState<ReceivedItem>();
  useEffect(() => {
    if (!deleted) return;
    const timer = setTimeout(() => setDeleted(undefined), UNDO_MS);
    return () => clearTimeout(timer);
  }, [deleted]);
  return {
    deleted,
    async remove(item) {
      await deleteReceived([item.id], Date.now());
      setDeleted(item);
      // The background carries it out, also where this page is closed before.
      await callBackground("wake", {});
    },
    async takeBack() {
      if (!deleted) return undefined;
      setDeleted(undefined);
      await undoDelete([deleted.id]);
      return deleted.id;
    },
  };
}
