/** What stands where there are no pictures: they are still looked for, there are none, or the filters leave none. */

import { Icon } from "../../../shared/extension/look/Icon.tsx";
import { text } from "../../../shared/texts/text.ts";
import type { Picker } from "../picker.ts";

export interface NothingProps {
  readonly picker: Picker;
  readonly isFiltered: boolean;
  readonly onClear: () => void;
}

export function Nothing({ picker, isFiltered, onClear }: NothingProps) {
  const { state, scope } = picker;
  if (state.isReading) return <Waiting />;
  const isUnreadable = state.unreadable > 0 && state.unreadable >= state.tabs;
  return (
    <div class="nothing">
      <span class="sign">
        <Icon name={isUnreadable ? "warning" : "image"} />
      </span>
      <h2>
        {isFiltered
          ? text("picker.none-fits")
          : isUnreadable
            ? text("picker.unreadable")
            : text("picker.none")}
      </h2>
      <p>
        {isFiltered
          ? text("picker.none-fits-about")
          : isUnreadable
            ? text("picker.unreadable-about")
            : text("picker.none-about")}
      </p>
      {isFiltered && scope !== "selection" && (
        <button type="button" onClick={onClear}>
          {text("picker.clear-filters")}
        </button>
      )}
      {!isFiltered && (
        <button type="button" onClick={() => picker.read()}>
          <Icon name="retry" />
          {text("picker.look-again")}
        </button>
      )}
    </div>
  );
}

/** Places for pictures that are about to come. */
function Waiting() {
  return (
    <div class="waiting" aria-hidden="true">
      {Array.from({ length: 12 }, (_, index) => (
        <span key={index} />
      ))}
    </div>
  );
}
