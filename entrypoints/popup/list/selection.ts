/** Which rows are chosen: one by one, or all from one to another. */

import { useState } from "preact/hooks";
import type { FileList } from "./use-file-list.ts";

export interface Chosen {
  readonly ids: ReadonlySet<string>;
  /** Where a range begins. */
  readonly anchor: number;
}

export const NOTHING_CHOSEN: Chosen = { ids: new Set(), anchor: 0 };

export interface Selection {
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
  readonly toggle: (id: string, index: number) => void;
  /** All from where the last one was chosen to here. */
  readonly chooseTo: (index: number) => Promise<void>;
  readonly chooseAll: () => Promise<void>;
}

/** Chooses a row, or takes it back. */
export function toggled({ ids }: Chosen, id: string, index: number): Chosen {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: index };
}

/** What is chosen in a list, as long as it is open. */
export function useSelection<Item extends { readonly id: string }>(list: FileList<Item>): Selection {
  const [chosen, choose] = useState<Chosen>(NOTHING_CHOSEN);
  const idsOf = async (from: number, to: number): Promise<string[]> =>
    (await list.read(from, to)).map(({ id }) => id);
  return {
    chosen,
    choose,
    toggle: (id, index) => choose(toggled(chosen, id, index)),
    chooseTo: async (index) => {
      const { anchor } = chosen;
      const between = await idsOf(Math.min(anchor, index), Math.max(anchor, index) + 1);
      choose({ ids: new Set([...chosen.ids, ...between]), anchor });
    },
    chooseAll: async () => choose({ ids: new Set(await idsOf(0, list.layout?.total ?? 0)), anchor: 0 }),
  };
}
