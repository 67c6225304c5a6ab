/** Whether the companion still answers on an open socket: a page that is looked at must not call a hung one connected. */

import type { Socket } from "phoenix";
import { PULSE_MS, PULSE_PATIENCE_MS } from "../limits.ts";

export interface PulseOptions {
  readonly socket: Pick<Socket, "ping">;
  /** Hears `false` when an answer is overdue, and `true` when it has come after all. */
  readonly onChange: (isThere: boolean) => void;
  /** Nobody is told anything by a page that nobody sees. */
  readonly isLookedAt?: () => boolean;
}

/** Feels it until the returned function is called. One question is under way at a time. */
export function feelPulse({ socket, onChange, isLookedAt = isVisible }: PulseOptions): () => void {
  let isThere = true;
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout>;
  const tell = (next: boolean): void => {
    if (next === isThere || isStopped) return;
    isThere = next;
    onChange(next);
  };
  const rest = (): void => {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(beat, PULSE_MS);
  };
  const beat = (): void => {
    const isAsked =
      isLookedAt() &&
      socket.ping(() => {
        tell(true);
        rest();
      });
    // A socket that is closed says so itself.
    if (isAsked) timer = setTimeout(() => tell(false), PULSE_PATIENCE_MS);
    else rest();
  };
  rest();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

function isVisible(): boolean {
  return document.visibilityState === "visible";
}
