/** A button for what can't be taken back: the first press asks, the second one does it; looking elsewhere takes the first back. */

import { useState } from "preact/hooks";

export interface PressTwiceProps {
  readonly label: string;
  /** What it says once it was pressed. */
  readonly again: string;
  readonly onPress: () => void;
}

export function PressTwice({ label, again, onPress }: PressTwiceProps) {
  const [isAsked, setAsked] = useState(false);
  const press = (event: MouseEvent): void => {
    // The second half of a double click is no second thought; a key press counts as none.
    if (event.detail > 1) return;
    if (isAsked) onPress();
    setAsked(!isAsked);
  };
  return (
    <button type="button" class="danger" onClick={press} onBlur={() => setAsked(false)}>
      {isAsked ? again : label}
    </button>
  );
}
