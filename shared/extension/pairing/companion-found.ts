/** Whether a companion answers on this computer, before this browser is paired with it. */

import { useEffect, useState } from "preact/hooks";
import { answersAsPagewire } from "../connection/carrier.ts";

/** Somebody who starts one looks at the page meanwhile. */
const LOOK_EVERY_MS = 2_000;

/** Whether one answers on this port, looked at again and again while the page is seen; `undefined` until it is known. */
export function useCompanionAt(port: number): boolean | undefined {
  const [isThere, setThere] = useState<boolean>();
  useEffect(() => {
    let isOver = false;
    setThere(undefined);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      clearTimeout(timer);
      if (document.visibilityState !== "visible") return;
      const answer = await answersAsPagewire(port);
      if (isOver) return;
      setThere(answer === true);
      clearTimeout(timer);
      timer = setTimeout(lookAgain, LOOK_EVERY_MS);
    };
    const lookAgain = (): void => void look();
    lookAgain();
    document.addEventListener("visibilitychange", lookAgain);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", lookAgain);
    };
  }, [port]);
  return isThere;
}
