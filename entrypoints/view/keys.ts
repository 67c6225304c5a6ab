/** What the page's keys do. */

import { useEffect, useRef } from "preact/hooks";
import type { Place } from "../../shared/extension/lists/received-order.ts";

export interface KeyActs {
  readonly place: Place | undefined;
  readonly onGo: (id: string) => void;
  readonly onClose: () => void;
  readonly onDelete: (() => void) | undefined;
  readonly onUndo: (() => void) | undefined;
  readonly onSave: (() => void) | undefined;
  readonly onCopy: (() => void) | undefined;
}

/** Has the keys do it for as long as the page is there. */
export function useKeys(acts: KeyActs): void {
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const act = event.defaultPrevented ? undefined : actOf(event, latest.current);
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}

/** Elements to which keys mean something of their own. */
const OWN = "input, select, textarea, audio, video, iframe";

function actOf(event: KeyboardEvent, acts: KeyActs): (() => void) | undefined {
  const target = event.target instanceof Element ? event.target : document.body;
  if (event.altKey || event.shiftKey) return undefined;
  if (event.ctrlKey || event.metaKey) {
    if (event.key === "z") return acts.onUndo;
    if (event.key === "s") return acts.onSave;
    // What is marked is copied by the browser.
    return event.key === "c" && getSelection()?.isCollapsed !== false ? acts.onCopy : undefined;
  }
  if (event.key === "Escape") return acts.onClose;
  if (target.closest(OWN)) return undefined;
  if (event.key === "Delete") return acts.onDelete;
  const id = acts.place && fileByKey(event.key, target, acts.place);
  return id === undefined ? undefined : () => acts.onGo(id);
}

/** The file that a key leads to. In what is wider or longer than its place, these keys move that. */
function fileByKey(key: string, target: Element, place: Place): string | undefined {
  const isInside = target !== document.body;
  const isRightToLeft = getComputedStyle(document.documentElement).direction === "rtl";
  const isBack = key === (isRightToLeft ? "ArrowRight" : "ArrowLeft");
  const isOn = key === (isRightToLeft ? "ArrowLeft" : "ArrowRight");
  if (isBack || isOn) {
    if (isInside && target.scrollWidth > target.clientWidth) return undefined;
    return isBack ? place.previous : place.next;
  }
  if (isInside && target.scrollHeight > target.clientHeight) return undefined;
  if (key === "Home") return place.first;
  return key === "End" ? place.last : undefined;
}
