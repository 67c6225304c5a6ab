/** What is only worth a word when it lasts. */

import { useEffect, useState } from "preact/hooks";

/** What goes over within this was not worth reading. */
const LATE_MS = 3_000;

/** Whether something has been so for a while; `about` says of what, and another one begins anew. */
export function useLate(isSo: boolean, about: string): boolean {
  const [lateAbout, setLateAbout] = useState<string>();
  useEffect(() => {
    setLateAbout(undefined);
    if (!isSo) return;
    const timer = setTimeout(() => setLateAbout(about), LATE_MS);
    return () => clearTimeout(timer);
  }, [isSo, about]);
  return isSo && lateAbout === about;
}
