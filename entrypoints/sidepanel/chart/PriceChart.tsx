/** The chart with its legend and its description in words. */

import { signal } from "@preact/signals";
import type { Ref } from "preact";
import { useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { readersLocale, shownPrice } from "../../../shared/extension/prices/figures.ts";
import { joined } from "../../../shared/extension/prices/older-bars.ts";
import type { PriceView } from "../../../shared/extension/prices/price-view.ts";
import { text } from "../../../shared/texts/text.ts";
import { ChartLegend } from "./ChartLegend.tsx";
import type { LiveChart } from "./chart.ts";
import { takeKey } from "./chart-keys.ts";
import { chartSummary, slotInWords } from "./chart-summary.ts";
import type { ChartContent, ChartLabels } from "./drawn/chart-content.ts";
import { EmptyChart } from "./EmptyChart.tsx";
import { runningGap } from "./holes/running-gap.ts";
import { holeAt, isBar, SlotRow } from "./holes/slots.ts";
import { loadChart } from "./load-chart.ts";
import { markLabel, tagLabel } from "./time-labels.ts";

const LABELS: ChartLabels = {
  locale: readersLocale,
  price: shownPrice,
  mark: markLabel,
  tag: tagLabel,
  unknown: () => text("chart.unknown"),
};

/** What is shown beside the series itself. */
export type ChartWishes = Pick<
  ChartContent,
  "decimals" | "isLive" | "kind" | "price" | "range" | "hasVolume" | "second" | "alerts"
>;

/** What others may ask of the chart. */
export interface ChartHandle {
  toLatest(): void;
  /** What is in it, and how it looks. */
  content(): ChartContent;
  picture(): HTMLCanvasElement | undefined;
}

export function PriceChart(props: {
  readonly view: PriceView;
  readonly look: ChartWishes;
  /** The time, which goes on while the price is not live. */
  readonly now: number;
  readonly handle: Ref<ChartHandle>;
  /** Whether the newest bar is out of sight. */
  readonly onAway: (isAway: boolean) => void;
  /** What is older comes into sight. */
  readonly onOldest: () => void;
  readonly onAlertMoved: (id: string, price: string) => void;
}) {
  const { view, look, now, handle, onAway, onOldest, onAlertMoved } = props;
  const [row] = useState(() => new SlotRow());
  const content = useContent(row, view, look, now);
  const { symbol, resolution, slots, holes, bars, decimals } = content;
  const host = useRef<HTMLDivElement>(null);
  const slider = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<LiveChart>();
  const [isMissing, setMissing] = useState(false);
  const [pointed] = useState(() => signal<number | undefined>(undefined));

  useEffect(() => {
    let opened: LiveChart | undefined;
    let isClosed = false;
    const open = (Chart: typeof LiveChart): void => {
      if (isClosed || !host.current) return;
      opened = new Chart(host.current, LABELS, {
        onAway,
        onOldest,
        onAlertMoved,
        // Keys go on where the mouse was.
        onClick: () => slider.current?.focus({ preventScroll: true }),
        onPoint: (time) => {
          pointed.value = time;
        },
      });
      setChart(opened);
    };
    // Without the chart everything around it stays.
    loadChart().then(open, () => setMissing(true));
    return () => {
      isClosed = true;
      opened?.close();
    };
  }, [onAway, onOldest, onAlertMoved, pointed]);
  // With the figures, before either is painted.
  useLayoutEffect(() => chart?.show(content), [chart, content]);
  useImperativeHandle(
    handle,
    () => ({
      toLatest: () => chart?.toLatest(),
      content: () => content,
      picture: () => chart?.picture(),
    }),
    [chart, content],
  );

  // A new description with each bar, not with each tick.
  const summary = useMemo(
    () => chartSummary(content),
    [symbol, resolution, bars.length, bars.at(-1)?.[0], decimals],
  );
  const newest = slots.length - 1;
  const found = pointed.value === undefined ? -1 : slots.findLastIndex((one) => one[0] === pointed.value);
  const at = found < 0 ? slots.findLastIndex(isBar) : found;
  const slot = slots[at];
  const onKeyDown = (event: KeyboardEvent): void =>
    takeKey(event, {
      step: (count) => chart?.point(Math.min(newest, Math.max(0, at + count))),
      zoom: (factor) => chart?.zoom(factor),
      toOldest: () => chart?.point(0),
      toLatest: () => chart?.toLatest(),
    });
  return (
    <>
      {!chart && (
        <EmptyChart
          sentence={isMissing ? text("panel.no-chart") : ""}
          onRetry={() => location.reload()}
          onSimulate={undefined}
        />
      )}
      <div class="chart-summary" role="img" aria-label={summary} />
      {/* A chart is not mirrored: its scale is at the right in every language. */}
      <div class="chart-host" dir="ltr" ref={host} />
      {/* Over the chart and open to the mouse. Bar by bar with the arrow keys: each is read aloud as a slider's value is. */}
      <div
        class="chart-keys"
        ref={slider}
        role="slider"
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => chart?.point(undefined)}
        aria-label={summary}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, newest)}
        aria-valuenow={Math.max(0, at)}
        aria-valuetext={slot ? slotInWords(slot, holeAt(holes, at), resolution, decimals) : ""}
      />
      {slot && <ChartLegend at={at} content={content} isPointed={found >= 0} />}
    </>
  );
}

/** The series as the chart draws it: older bars before the others, and empty slots where some are missing. */
function useContent(row: SlotRow, view: PriceView, look: ChartWishes, now: number): ChartContent {
  const { symbol, resolution, older, bars: newer, holes } = view;
  const [from, to] = runningGap(view, now) ?? [];
  const slotted = useMemo(() => {
    const bars = older.bars.length > 0 ? [...older.bars, ...newer] : newer;
    const known = joined(older.holes, holes);
    const isRunning = from !== undefined && to !== undefined;
    const all = isRunning ? joined(known, { gaps: [[from, to]], filled: [] }) : known;
    return { bars, ...row.layOut(bars, all, resolution) };
  }, [row, older, newer, holes, resolution, from, to]);
  return { symbol, resolution, isOldest: older.isOldest, ...slotted, ...look };
}
