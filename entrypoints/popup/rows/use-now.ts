/** The time, for what is said of how long ago something was: it moves on while the popup is open. */

import { useEffect, useState } from "preact/hooks";

const EVERY_MS = 20_000;

export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
