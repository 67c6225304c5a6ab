/** The newest part of a list of the database, read again at each change, as long as somebody wants. */

import { useEffect, useState } from "preact/hooks";
import { type Changed, onChange } from "../../shared/extension/changes.ts";
import { oneAtATime } from "../../shared/extension/one-at-a-time.ts";

/** So many entries are read and drawn at first, and so many more at each press of **Show more**. */
const STEP = 50;
/** Changes come faster than anybody can read: the list is drawn anew this often at most. */
const REDRAW_EVERY_MS = 100;

export interface ShownList<Shown> {
  /** `undefined` until it has been read. */
  readonly shown: Shown | undefined;
  readonly showMore: () => void;
}

/** `read` gets so many of the newest; it must stay the same function. */
export function useShownList<Shown>(
  changed: Changed,
  read: (limit: number) => Promise<Shown>,
): ShownList<Shown> {
  const [shown, setShown] = useState<Shown>();
  const [limit, setLimit] = useState(STEP);
  useEffect(() => {
    let isOver = false;
    const load = oneAtATime(async () => {
      const list = isOver ? undefined : await read(limit);
      if (list !== undefined && !isOver) setShown(() => list);
    }, REDRAW_EVERY_MS);
    load();
    const stop = onChange((what) => {
      if (what === changed) load();
    });
    return () => {
      isOver = true;
      stop();
    };
  }, [changed, read, limit]);
  return { shown, showMore: () => setLimit(limit + STEP) };
}
