/** All pictures of a page, to be chosen and sent: filters above, tiles between, what is chosen below. */

import { useEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import { chosenOf, NOTHING } from "./choice/choice.ts";
import type { Picker } from "./picker.ts";
import { filtered, NO_FILTERS } from "./pictures/filters.ts";
import { type Folded, folded } from "./pictures/fold.ts";
import { isAway } from "./pictures/picture.ts";
import { sendPicked, thumbnailsFor } from "./sending/send-picked.ts";
import { Filters } from "./view/Filters.tsx";
import { Foot } from "./view/Foot.tsx";
import { Grid } from "./view/Grid.tsx";
import { Head } from "./view/Head.tsx";
import { Nothing } from "./view/Nothing.tsx";
import { Notices } from "./view/Notices.tsx";

export function App({ picker }: { readonly picker: Picker }) {
  const [, drawAnew] = useReducer((drawn: number) => drawn + 1, 0);
  useEffect(() => picker.onChange(() => drawAnew(0)), [picker]);
  const [filters, setFilters] = useState(NO_FILTERS);
  const [choice, setChoice] = useState(NOTHING);
  const scroller = useRef<HTMLDivElement>(null);
  const found = picker.list.all;
  const all = useMemo(() => folded(found), [found]);
  const onlySelection = picker.scope === "selection";
  const shown = useMemo(() => filtered(all, { ...filters, onlySelection }), [all, filters, onlySelection]);
  const chosen = chosenOf(choice, all).filter(({ ids }) => !isUnderWay(picker, ids));
  const send = async (some: readonly Folded[]): Promise<void> => {
    if (some.length === 0) return;
    const { sent, kept } = await sendPicked(some.map(({ picture }) => picture));
    setChoice(NOTHING);
    picker.outcomes.add(sent);
    await kept;
    await thumbnailsFor(sent);
  };
  const hasSelection = all.some(({ isInSelection }) => isInSelection);
  return (
    <main>
      <Head picker={picker} hasSelection={hasSelection} count={all.length} />
      <Filters all={all} shown={shown.length} filters={filters} onFilters={setFilters} />
      <Notices picker={picker} isAnyAway={all.some(({ picture }) => isAway(picture))} />
      <Grid
        scroller={scroller}
        pictures={shown}
        choice={choice}
        outcomes={picker.outcomes}
        onChoice={setChoice}
        onSend={() => void send(chosen)}
      >
        {shown.length === 0 && (
          <Nothing picker={picker} isFiltered={all.length > 0} onClear={() => setFilters(NO_FILTERS)} />
        )}
      </Grid>
      <Foot
        shown={shown}
        chosen={chosen}
        choice={choice}
        outcomes={picker.outcomes}
        onChoice={setChoice}
        onSend={() => void send(chosen)}
      />
    </main>
  );
}

/** One that is on its way, or has come, is not sent again by being chosen with others. */
function isUnderWay({ outcomes }: Picker, ids: readonly string[]): boolean {
  const item = outcomes.of(ids);
  return item !== undefined && item.state !== "failed";
}
