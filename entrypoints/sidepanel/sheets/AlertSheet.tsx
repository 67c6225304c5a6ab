/** The alerts of all symbols, a form for another one, and how they are told. */

import { useState } from "preact/hooks";
import { IconButton } from "../../../shared/extension/look/IconButton.tsx";
import { priceDecimals } from "../../../shared/extension/prices/figures.ts";
import type { PriceAlert } from "../../../shared/protocol/market/alerts.ts";
import { isDecimal } from "../../../shared/protocol/price.ts";
import { text } from "../../../shared/texts/text.ts";
import { alertInWords } from "../asked/alert-words.ts";
import type { Panel } from "../panel.ts";
import { AlertForm } from "./AlertForm.tsx";
import { useLeaving } from "./leaving.ts";
import type { SheetProps } from "./sheet-props.ts";
import { Told } from "./Told.tsx";

export function AlertSheet({ panel, onClose }: SheetProps) {
  const box = useLeaving(".sheets", onClose);
  const [problem, setProblem] = useState<string>();
  const view = panel.watch.value?.view.value;
  const list = panel.alerts.list.value;
  if (!view) return null;
  const decimals = priceDecimals(view.symbol, view.decimals);
  return (
    <div class="sheet" role="dialog" aria-label={text("alarm.open")} tabIndex={-1} ref={box}>
      {list === undefined ? (
        <p>{text("alarm.no-connection")}</p>
      ) : (
        <>
          <AlertForm
            key={view.symbol}
            symbol={view.symbol}
            price={Number(view.price ?? view.bars.at(-1)?.[4] ?? 0).toFixed(decimals)}
            onAdd={(wish) => void panel.alerts.add(wish).then(setProblem)}
          />
          {list.length === 0 && <p class="small muted">{text("alarm.none")}</p>}
          {list.length > 0 && (
            <ul class="alerts">
              {list.map((alert) => (
                <Row
                  key={alert.id}
                  alert={alert}
                  decimals={alert.symbol === view.symbol ? decimals : 0}
                  panel={panel}
                  onProblem={setProblem}
                />
              ))}
            </ul>
          )}
          <p class="problem" role="alert">
            {problem}
          </p>
        </>
      )}
      <Told symbol={view.symbol} />
    </div>
  );
}

function Row(props: {
  readonly alert: PriceAlert;
  readonly decimals: number;
  readonly panel: Panel;
  readonly onProblem: (problem: string | undefined) => void;
}) {
  const { alert, decimals, panel, onProblem } = props;
  const words = alertInWords(alert, decimals);
  const mark = alert.price ?? alert.percent ?? "";
  const change = (typed: string): void => {
    if (typed === mark) return;
    if (!isDecimal(typed)) return onProblem(text("alarm.bad-price"));
    const wish = alert.kind === "change" ? { percent: typed } : { price: typed };
    void panel.alerts.change(alert.id, wish).then(onProblem);
  };
  return (
    <li data-state={alert.state}>
      <span>
        <bdi>{words}</bdi> <small class="muted">{text(`alert.state-${alert.state}`)}</small>
      </span>
      <input
        type="text"
        inputMode="decimal"
        size={9}
        key={mark}
        defaultValue={mark}
        aria-label={text("alarm.edit", { alert: words })}
        onChange={(event) => change(event.currentTarget.value.trim())}
      />
      <IconButton
        icon="trash"
        label={text("alarm.remove", { alert: words })}
        onClick={() => void panel.alerts.remove(alert.id).then(onProblem)}
      />
    </li>
  );
}
