/** The file that the page is about, as it is now: read anew when it changes, and when another one is chosen. */

import { useEffect, useState } from "preact/hooks";
import { type Place, placeOf } from "../../shared/extension/lists/received-order.ts";
import { onChange } from "../../shared/extension/store/changes.ts";
import type { ReceivedItem } from "../../shared/extension/store/database.ts";
import { findReceived, isGone } from "../../shared/extension/store/received.ts";
import { isSoundReceived } from "../../shared/extension/store/sound-items.ts";
import { thumbnailFor } from "../../shared/extension/thumbnails/thumbnails.ts";
import { readError } from "../../shared/texts/said.ts";
import { text } from "../../shared/texts/text.ts";
import { type Content, readContent } from "./reading/content.ts";

export interface Opened {
  readonly id: string;
  readonly item?: ReceivedItem;
  readonly place?: Place;
  readonly content?: Content;
  /** Why there is nothing to be shown. */
  readonly trouble?: string;
  /** How much of it was read. */
  readonly readBytes: number;
}

const nothingYet = (id: string): Opened => ({ id, readBytes: 0 });

/** Another file was chosen while this one was being read. */
class Superseded extends Error {}

export function useOpened(id: string): Opened {
  const [opened, setOpened] = useState<Opened>(() => nothingYet(id));
  useEffect(() => {
    let isOver = false;
    let isContentRead = false;
    const set = (change: (before: Opened) => Opened): void => {
      if (isOver) throw new Superseded();
      setOpened((before) => change(before.id === id ? before : nothingYet(id)));
    };
    const look = async (): Promise<void> => {
      const item = await findReceived(id);
      // One that is taken back is read anew.
      if (item?.state !== "stored") isContentRead = false;
      if (!item || isGone(item)) return set(() => ({ ...nothingYet(id), trouble: text("view.deleted") }));
      if (!isSoundReceived(item))
        return set(() => ({ ...nothingYet(id), trouble: text("received.damaged") }));
      if (item.state !== "stored")
        return set(() => ({ ...nothingYet(id), item, trouble: text("view.not-whole") }));
      const place = await placeOf(item);
      set(({ trouble: _, ...before }) => ({ ...before, item, place }));
      if (isContentRead) return;
      isContentRead = true;
      const content = await readContent(item, (readBytes) => set((before) => ({ ...before, readBytes })));
      set((before) => ({ ...before, content }));
      if (content.kind === "video") void thumbnailFor(item, content.bytes);
    };
    const run = (): void =>
      void look().catch((error: unknown) => {
        if (!isOver) set((before) => ({ ...before, trouble: readError(error) }));
      });
    run();
    const stop = onChange((changed) => {
      if (changed === "received") run();
    });
    return () => {
      isOver = true;
      stop();
    };
  }, [id]);
  if (opened.id === id) return opened;
  // Until another one is there, the bar stays as it was: what is pressed there keeps the keyboard.
  const { content: _, trouble: __, ...before } = opened;
  return before;
}
