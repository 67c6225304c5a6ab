/** Whether somebody has had this page before their eyes for long enough. */

import { useEffect, useState } from "preact/hooks";
import { callBackground } from "../../shared/extension/messages.ts";
import type { Pairing } from "../../shared/extension/store/database.ts";

/**
 * The page must be visible so long in one go, with the companion's name on it: a second that is made of flashes is
 * none. The second press of a double click elsewhere must not be an answer here either.
 */
const SEEN_AFTER_MS = 1_000;

/** Tells the background when the pairing has been looked at; returns whether the buttons may be pressed. */
export function useLook(pairing: Pairing | undefined): boolean {
  const [isArmed, setArmed] = useState(false);
  const { companionId, pairedAt, unseen = false } = pairing ?? {};
  useEffect(() => {
    if (companionId === undefined || pairedAt === undefined) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = (): void => {
      clearTimeout(timer);
      if (document.visibilityState === "visible") timer = setTimeout(() => void finish(), SEEN_AFTER_MS);
    };
    const finish = async (): Promise<void> => {
      setArmed(true);
      if (!unseen) return;
      const { seen } = await callBackground("pairingSeen", { companionId, pairedAt }).catch(() => ({
        seen: false,
      }));
      // Another window lay over it.
      if (!seen) begin();
    };
    begin();
    document.addEventListener("visibilitychange", begin);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", begin);
    };
  }, [companionId, pairedAt, unseen]);
  return isArmed;
}
