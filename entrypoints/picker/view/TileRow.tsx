/** One row of tiles: drawn anew only where something in it has changed, so that scrolling costs next to nothing. */

import { useMemo } from "preact/hooks";
import { type Choice, isChosen, ofSizeOf, stretched, toggled, withThese } from "../choice/choice.ts";
import type { Folded } from "../pictures/fold.ts";
import type { Outcomes } from "../sending/outcomes.ts";
import { Tile } from "./Tile.tsx";

export interface TileRowProps {
  readonly row: number;
  readonly columns: number;
  readonly start: number;
  readonly pictures: readonly Folded[];
  readonly choice: Choice;
  readonly outcomes: Outcomes;
  /** The tile that has the tab stop. */
  readonly active: number;
  readonly onChoice: (choice: Choice) => void;
  readonly onActive: (index: number) => void;
}

export function TileRow(props: TileRowProps) {
  const { row, columns, start, pictures, choice, outcomes, active } = props;
  const first = row * columns;
  const activeHere = active >= first && active < first + columns ? active : -1;
  return useMemo(
    () => drawn(props, activeHere),
    [row, columns, start, pictures, choice, outcomes.version, activeHere],
  );
}

function drawn(props: TileRowProps, active: number) {
  const { row, columns, start, pictures, choice, outcomes, onChoice, onActive } = props;
  const first = row * columns;
  return (
    // biome-ignore lint/a11y/useSemanticElements: as the grid.
    // biome-ignore lint/a11y/useFocusableInteractive: its cells have the tab stop.
    <div
      class="tiles"
      role="row"
      aria-rowindex={row + 1}
      style={{
        transform: `translateY(${start}px)`,
        gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
      }}
    >
      {pictures.slice(first, first + columns).map((one, column) => (
        <Tile
          key={one.ids[0]}
          one={one}
          index={first + column}
          column={column}
          item={outcomes.of(one.ids)}
          isActive={first + column === active}
          isChosen={isChosen(choice, one)}
          onFocus={() => onActive(first + column)}
          onClick={({ shiftKey }) =>
            onChoice(shiftKey ? stretched(choice, pictures, first + column) : toggled(choice, one))
          }
          onSize={() => onChoice(withThese(choice, ofSizeOf(pictures, one), true))}
        />
      ))}
    </div>
  );
}
