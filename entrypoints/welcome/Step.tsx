/** One step: what to do, and once it is done, that it is. */

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../shared/extension/look/Icon.tsx";

/** What takes longer to be known than this is not done, as far as anybody can see. */
const MOMENT_MS = 600;

export interface StepProps {
  readonly number: number;
  readonly title: string;
  /** `undefined` until it is known: for a moment neither what to do is said then, nor that it is done. */
  readonly isDone: boolean | undefined;
  /** What is said when it is done. */
  readonly done: string;
  readonly children: ComponentChildren;
}

export function Step({ number, title, isDone, done, children }: StepProps) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), MOMENT_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <li class="step" data-done={isDone === true}>
      <span class="mark" aria-hidden="true">
        {isDone ? <Icon name="check" /> : number}
      </span>
      <div class="step-body">
        <h2>{title}</h2>
        <p class="done" aria-live="polite">
          {isDone && done}
        </p>
        {(isDone === false || (isDone === undefined && isLate)) && children}
      </div>
    </li>
  );
}
