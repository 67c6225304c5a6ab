/** The side panel: one price, where it comes from, its chart, and beside them the other symbols that are followed. */

import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { isUnpaired } from "../../shared/extension/connection/connection-report.ts";
import { NotPaired } from "../../shared/extension/pairing/NotPaired.tsx";
import { priceDecimals } from "../../shared/extension/prices/figures.ts";
import type { PriceView } from "../../shared/extension/prices/price-view.ts";
import { DEMO_SYMBOL } from "../../shared/protocol/price.ts";
import { alertLines } from "./asked/alert-words.ts";
import type { SecondContent } from "./chart/drawn/chart-content.ts";
import { EmptyChart } from "./chart/EmptyChart.tsx";
import { loadChart } from "./chart/load-chart.ts";
import { type ChartHandle, PriceChart } from "./chart/PriceChart.tsx";
import type { Panel } from "./panel.ts";
import { panelState } from "./panel-state.ts";
import { Controls } from "./view/Controls.tsx";
import { Head } from "./view/Head.tsx";
import { InTab } from "./view/InTab.tsx";
import { LastPrice } from "./view/LastPrice.tsx";
import { useLate } from "./view/late.ts";
import { useNow } from "./view/now.ts";
import { Ranges } from "./view/Ranges.tsx";
import { Simulated } from "./view/Simulated.tsx";
import { Trouble } from "./view/Trouble.tsx";
import { WatchList } from "./view/WatchList.tsx";

export function App({ panel }: { readonly panel: Panel }) {
  const chart = useRef<ChartHandle>(null);
  const [isAway, setAway] = useState(false);
  const takeAway = useCallback((next: boolean) => setAway(next), []);
  const toLatest = useCallback(() => chart.current?.toLatest(), []);
  const chartNow = useCallback(() => chart.current, []);
  const askOlder = useCallback(() => panel.askOlder(), [panel]);
  const second = useSecond(panel);
  const moveAlert = useCallback(
    (id: string, price: string) => void panel.alerts.change(id, { price }),
    [panel],
  );
  const alerts = useMemo(
    () => alertLines(panel.alerts.list.value ?? [], panel.choice.value.shown),
    [panel.alerts.list.value, panel.choice.value.shown],
  );
  const report = panel.report.value;
  const { wanted, shown } = panel.choice.value;
  const view = panel.watch.value?.view.value;
  const wantedView = panel.wantedWatch.value?.view.value;
  const isConnected = report.state === "connected";
  const state = wantedView && panelState(report, wantedView.status, wanted === DEMO_SYMBOL);
  const isLate = useLate(state?.isPassing ?? false, `${wanted} ${isConnected}`);
  const isDrawn = view !== undefined;
  const now = useNow(isDrawn && view.status.state !== "live");
  useEffect(() => {
    // What is known stands on the screen before the library is fetched.
    if (isDrawn) loadChart().catch(() => undefined);
  }, [isDrawn]);
  if (!view || !wantedView || !state) return <main class="panel" />;

  const isSimulated = shown === DEMO_SYMBOL || view.isSimulated;
  const isStandIn = shown !== wanted;
  const decimals = priceDecimals(shown, view.decimals);
  const isLive = isConnected && view.status.state === "live" && view.price !== undefined;
  const isEmpty = view.bars.length === 0;
  // Without a pairing and without old prices there is one thing to show: how to get paired.
  const isAlone = isEmpty && isUnpaired(report);
  return (
    <main class="panel">
      <Head panel={panel} report={report} state={state} view={wantedView} isStandIn={isStandIn} />
      <InTab />
      <Trouble
        panel={panel}
        report={report}
        state={state}
        isSaid={isAlone || (isConnected && (isEmpty || isStandIn))}
        isLate={isLate}
      />
      <NotPaired report={report} />
      {isSimulated && <Simulated standsInFor={isStandIn ? wanted : undefined} />}
      {!isAlone && (
        <>
          <LastPrice
            view={view}
            decimals={decimals}
            isLive={isLive}
            standIn={isStandIn ? shown : undefined}
          />
          <Controls panel={panel} isAway={isAway && !isEmpty} onLatest={toLatest} chart={chartNow} />
        </>
      )}
      <div class="chart">
        {isAlone ? null : isEmpty ? (
          <EmptyChart
            sentence={isConnected && !isStandIn && (!state.isPassing || isLate) ? state.sentence : ""}
            onRetry={state.remedy === "retry" ? () => panel.retry() : undefined}
            onSimulate={isConnected && !isSimulated ? () => panel.showSimulated() : undefined}
          />
        ) : (
          <PriceChart
            view={view}
            now={now}
            look={{
              decimals,
              isLive: isLive && !isStandIn,
              kind: panel.chartKind.value,
              price: lastOf(view),
              range: panel.range.value,
              hasVolume: panel.dress.hasVolume.value,
              second,
              alerts,
            }}
            handle={chart}
            onAway={takeAway}
            onOldest={askOlder}
            onAlertMoved={moveAlert}
          />
        )}
      </div>
      {!isEmpty && <Ranges panel={panel} />}
      <WatchList panel={panel} isConnected={isConnected} shown={wanted} />
    </main>
  );
}

/** The symbol that the shown one is compared with; it stands still while it does. */
function useSecond(panel: Panel): SecondContent | undefined {
  const view = panel.secondWatch.value?.view.value;
  const inPercent = panel.dress.inPercent.value;
  const decimals = view && priceDecimals(view.symbol, view.decimals);
  const bars = useMemo(() => (view ? [...view.older.bars, ...view.bars] : []), [view?.older, view?.bars]);
  if (!view || decimals === undefined) return undefined;
  return { symbol: view.symbol, resolution: view.resolution, bars, decimals, inPercent };
}

/** The one price of figure, line and tag. */
function lastOf({ price, bars }: PriceView): number | undefined {
  return price === undefined ? bars.at(-1)?.[4] : Number(price);
}
