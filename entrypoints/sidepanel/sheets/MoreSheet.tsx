/** How the chart is drawn, what it is compared with, and what of it is taken away. */

import { useState } from "preact/hooks";
import { CHART_KINDS } from "../../../shared/extension/store/settings.ts";
import { text } from "../../../shared/texts/text.ts";
import { completed } from "../symbol-names.ts";
import { BarTable } from "./BarTable.tsx";
import { saveCsv } from "./csv.ts";
import { useLeaving } from "./leaving.ts";
import { savePicture } from "./picture.ts";
import type { SheetProps } from "./sheet-props.ts";

export function MoreSheet({ panel, chart, onClose }: SheetProps) {
  const box = useLeaving(".sheets", onClose);
  const [isTable, setTable] = useState(false);
  const { dress } = panel;
  const content = chart()?.content();
  return (
    <div
      class="sheet"
      role="dialog"
      aria-label={text("chart.more")}
      tabIndex={-1}
      ref={box}
      data-wide={isTable}
    >
      {isTable && content ? (
        <BarTable content={content} />
      ) : (
        <>
          <fieldset class="choices">
            <legend>{text("chart.kind")}</legend>
            {CHART_KINDS.map((kind) => (
              <label key={kind}>
                <input
                  type="radio"
                  name="kind"
                  checked={panel.chartKind.value === kind}
                  onChange={() => panel.pickChartKind(kind)}
                />{" "}
                {text(`chart.kind-${kind}`)}
              </label>
            ))}
          </fieldset>
          <label class="tick">
            <input
              type="checkbox"
              checked={dress.hasVolume.value}
              onChange={(event) => dress.showVolume(event.currentTarget.checked)}
            />{" "}
            {text("chart.volume")}
          </label>
          <Compared panel={panel} />
          <div class="takings">
            <button type="button" disabled={!content} onClick={() => content && setTable(true)}>
              {text("chart.show-table")}
            </button>
            <button
              type="button"
              disabled={!content}
              onClick={() => {
                const picture = chart()?.picture();
                if (content && picture) savePicture(picture, content, panel.watch.peek()?.view.peek());
              }}
            >
              {text("chart.save-picture")}
            </button>
            <button type="button" disabled={!content} onClick={() => content && saveCsv(content)}>
              {text("chart.save-table")}
            </button>
          </div>
        </>
      )}
    </div>
  );
}

/** The second symbol: none, or one that is taken off by a press. */
function Compared({ panel }: Pick<SheetProps, "panel">) {
  const [typed, setTyped] = useState("");
  const { value: second } = panel.second;
  const submit = (event: Event): void => {
    event.preventDefault();
    const symbol = completed(typed);
    if (symbol) panel.pickSecond(symbol);
  };
  if (second !== undefined)
    return (
      <div class="compared">
        <p>
          {text("chart.second")} <strong class="second">{second}</strong>
        </p>
        <button type="button" onClick={() => panel.pickSecond(undefined)}>
          {text("chart.second-off", { symbol: second })}
        </button>
        <label class="tick">
          <input
            type="checkbox"
            checked={panel.dress.inPercent.value}
            onChange={(event) => panel.dress.drawPercent(event.currentTarget.checked)}
          />{" "}
          {text("chart.percent")}
        </label>
      </div>
    );
  return (
    <form class="compared" onSubmit={submit}>
      <label>
        {text("chart.second")}
        <input
          type="text"
          value={typed}
          placeholder={text("panel.symbol-example")}
          autocomplete="off"
          maxLength={40}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <button type="submit" disabled={completed(typed) === undefined}>
        {text("chart.second-add")}
      </button>
    </form>
  );
}
