/** What opens over the panel is left by Escape, and by a hand that goes elsewhere. */

import { useEffect, useRef } from "preact/hooks";

/** `around` is the selector of what belongs to it, the button that opens it among that. Focus goes into it at once. */
export function useLeaving(around: string, onClose: () => void) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What was pressed may be gone with the press: focus stays within.
    if (document.activeElement === document.body || !document.activeElement?.closest(".sheet")) {
      box.current?.focus();
    }
    const ended = new AbortController();
    const { signal } = ended;
    const leave = ({ target }: Event): void => {
      if (!(target instanceof Element) || !target.closest(around)) onClose();
    };
    const leaveByKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      onClose();
    };
    addEventListener("pointerdown", leave, { signal });
    addEventListener("keydown", leaveByKey, { signal });
    return () => ended.abort();
  });
  return box;
}
