/** The panel's head: which symbol, from where, and in one word whether its price is live. */

import type { ConnectionReport } from "../../../shared/extension/connection/connection.ts";
import { shownAge, shownMoment } from "../../../shared/extension/prices/figures.ts";
import { priceAgeMs } from "../../../shared/extension/prices/price-age.ts";
import type { PriceView } from "../../../shared/extension/prices/price-view.ts";
import { text } from "../../../shared/texts/text.ts";
import type { Panel } from "../panel.ts";
import type { PanelState } from "../panel-state.ts";
import { useNow } from "./now.ts";
import { SymbolPicker } from "./SymbolPicker.tsx";

export function Head(props: {
  readonly panel: Panel;
  readonly report: ConnectionReport;
  readonly state: PanelState;
  readonly view: PriceView;
  /** Whether another market's prices are shown beneath. */
  readonly isStandIn: boolean;
}) {
  const { panel, report, state, view, isStandIn } = props;
  const isConnected = report.state === "connected";
  const isTold = view.tradedMs !== undefined && !isStandIn;
  const isQuiet = isConnected && view.status.state === "stale" && isTold;
  const isOld = state.tone !== "good" && isTold && !isQuiet;
  const nextTryMs = isConnected ? view.nextTryMs : report.nextTryMs;
  const now = useNow(isQuiet || nextTryMs !== undefined);
  return (
    <header class="head">
      <SymbolPicker panel={panel} />
      <p class="from">
        {isConnected && view.venue && (
          <span class="venue">{view.isSimulated ? text("panel.simulated-market") : view.venue}</span>
        )}
        <span class="state" data-tone={state.tone} title={state.sentence.replaceAll("`", "")}>
          {/* Where all is well nobody reads it; a screen reader hears it all the same. */}
          <span role="status" class={isConnected ? "unseen" : undefined}>
            {text(`connection.state-${report.state}`)}
          </span>
          {isConnected && <span aria-live="polite">{text(state.word)}</span>}
        </span>
        {isQuiet && view.tradedMs !== undefined && (
          <span class="last-at">
            {text("state.quiet-for", { span: shownAge(priceAgeMs(view.tradedMs, now)) })}
          </span>
        )}
        {nextTryMs !== undefined && nextTryMs > now && (
          <span class="last-at">{text("state.next-try", { seconds: secondsUntil(nextTryMs, now) })}</span>
        )}
        {isOld && view.tradedMs !== undefined && (
          <span class="last-at">{text("panel.last-at", { time: shownMoment(view.tradedMs) })}</span>
        )}
      </p>
    </header>
  );
}

/** The time that is known may be up to a second old: rounded up, a wait would begin one too long. */
function secondsUntil(atMs: number, nowMs: number): number {
  return Math.max(1, Math.floor((atMs - nowMs) / 1000));
}
