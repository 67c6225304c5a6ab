/** How long ago the last trade was; counts on by itself. */

import { useEffect, useState } from "preact/hooks";
import { describeAge, tradeAgeMs } from "./figures.ts";

const STEP_MS = 1000;

export function TradeAge({ tradedMs, arrivedMs }: { readonly tradedMs: number; readonly arrivedMs: number }) {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), STEP_MS);
    return () => clearInterval(timer);
  }, []);
  const age = describeAge(tradeAgeMs(tradedMs, arrivedMs, nowMs));
  return (
    <time class="age" dateTime={new Date(tradedMs).toISOString()} title="Last trade">
      {age}
    </time>
  );
}
