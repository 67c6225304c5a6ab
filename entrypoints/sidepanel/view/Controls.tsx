/** How the chart is drawn: the length of a bar, candles or a line, and the way back to the newest. */

import { IconButton } from "../../../shared/extension/look/IconButton.tsx";
import { RESOLUTIONS, type Resolution } from "../../../shared/protocol/price.ts";
import { text } from "../../../shared/texts/text.ts";
import type { ChartHandle } from "../chart/PriceChart.tsx";
import type { Panel } from "../panel.ts";
import { Sheets } from "../sheets/Sheets.tsx";

export function Controls(props: {
  readonly panel: Panel;
  /** Whether the newest bar is out of sight. */
  readonly isAway: boolean;
  readonly onLatest: () => void;
  readonly chart: () => ChartHandle | null;
}) {
  const { panel, isAway, onLatest, chart } = props;
  const chosen = panel.resolution.value;
  const other = panel.chartKind.value === "candles" ? "line" : "candles";
  const pick = (resolution: Resolution): void => panel.pickResolution(resolution);
  return (
    <div class="controls">
      <fieldset class="segments">
        <legend class="unseen">{text("panel.bar-length")}</legend>
        {RESOLUTIONS.map((resolution) => (
          <button
            key={resolution}
            type="button"
            aria-pressed={resolution === chosen}
            title={text(`panel.bar-${resolution}-long`)}
            onClick={() => pick(resolution)}
          >
            {text(`panel.bar-${resolution}`)}
          </button>
        ))}
      </fieldset>
      {/* The same where there is no room for it. */}
      <select
        class="segments-menu"
        aria-label={text("panel.bar-length")}
        value={chosen}
        onChange={(event) => {
          const picked = RESOLUTIONS.find((candidate) => String(candidate) === event.currentTarget.value);
          if (picked) pick(picked);
        }}
      >
        {RESOLUTIONS.map((resolution) => (
          <option key={resolution} value={resolution}>
            {text(`panel.bar-${resolution}-long`)}
          </option>
        ))}
      </select>
      <span class="ways">
        <IconButton icon="latest" label={text("panel.to-now")} disabled={!isAway} onClick={onLatest} />
        <IconButton
          icon={other}
          label={text(`panel.draw-${other}`)}
          onClick={() => panel.pickChartKind(other)}
        />
        <Sheets panel={panel} chart={chart} />
      </span>
    </div>
  );
}
