/** The chart and its description in words. */

import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Bar } from "../../shared/protocol/price.ts";
import { type LiveChart, openChart } from "./chart.ts";
import { chartSummary } from "./chart-summary.ts";
import type { PriceView } from "./price-watch.ts";

export function PriceChart(props: {
  readonly view: PriceView;
  readonly onFirstInView: (bar: Bar | undefined) => void;
}) {
  const { view, onFirstInView } = props;
  const { symbol, resolution, bars, decimals } = view;
  const live = view.status.state === "live";
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<LiveChart>(undefined);

  useEffect(() => {
    if (host.current === null) return;
    const opened = openChart(host.current, onFirstInView);
    chart.current = opened;
    return () => {
      chart.current = undefined;
      opened.close();
    };
  }, [onFirstInView]);
  useEffect(() => {
    chart.current?.show({ series: `${symbol} ${resolution}`, resolution, bars, decimals, live });
  }, [symbol, resolution, bars, decimals, live]);

  // A new description with each bar, not with each tick.
  const summary = useMemo(
    () => chartSummary(view),
    [symbol, resolution, bars.length, bars.at(-1)?.[0], decimals],
  );
  // The description lies over the chart, not around it: an image may hold no link, and the chart's maker's logo is one.
  return (
    <div class="chart">
      <div class="chart-host" ref={host} />
      <div class="chart-summary" role="img" aria-label={summary} />
    </div>
  );
}
