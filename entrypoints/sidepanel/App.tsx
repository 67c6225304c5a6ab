/** The side panel: one price, where it comes from, how old it is, and its chart. */

import { useSignal } from "@preact/signals";
import { useCallback } from "preact/hooks";
import { ConnectionStatus } from "../../shared/extension/ConnectionStatus.tsx";
import { type Bar, DEMO_SYMBOL } from "../../shared/protocol/price.ts";
import { FeedChip } from "./FeedChip.tsx";
import { LastPrice } from "./LastPrice.tsx";
import { PriceChart } from "./PriceChart.tsx";
import type { Panel } from "./panel.ts";
import { ResolutionPicker } from "./ResolutionPicker.tsx";
import { SymbolPicker } from "./SymbolPicker.tsx";

export function App({ panel }: { readonly panel: Panel }) {
  const firstInView = useSignal<Bar | undefined>(undefined);
  const takeFirstInView = useCallback(
    (bar: Bar | undefined) => {
      firstInView.value = bar;
    },
    [firstInView],
  );
  const report = panel.report.value;
  const choice = panel.choice.value;
  const view = panel.watch.value?.view.value;
  const simulated = choice.shown === DEMO_SYMBOL || view?.simulated === true;
  return (
    <main class="panel">
      <header class="top">
        <ConnectionStatus report={report} />
        {report.state === "connected" || report.state === "connecting" ? null : (
          <button type="button" onClick={() => panel.tryNow()}>
            Try now
          </button>
        )}
      </header>
      <SymbolPicker shown={choice.shown} onPick={(symbol) => panel.pickSymbol(symbol)} />
      <div class="title">
        <h1>{choice.shown}</h1>
        {simulated ? <span class="simulated">Simulated</span> : null}
        <span class="venue">{view?.venue}</span>
      </div>
      {choice.note === undefined ? null : <p class="note">{choice.note}</p>}
      {view === undefined ? null : (
        <>
          <LastPrice view={view} firstInView={firstInView.value} />
          <FeedChip status={view.status} />
          <ResolutionPicker
            chosen={panel.resolution.value}
            onPick={(resolution) => panel.pickResolution(resolution)}
          />
          <PriceChart view={view} onFirstInView={takeFirstInView} />
        </>
      )}
    </main>
  );
}
