/** What stands in the chart's place while there are no bars: their shape, and where there is a reason, that. */

import { Commands } from "../../../shared/extension/look/Sentence.tsx";
import { text } from "../../../shared/texts/text.ts";

/** Heights of bars that are none, in percent: they only say that bars belong here. */
const SHAPE = [38, 46, 42, 55, 61, 52, 47, 58, 66, 72, 63, 57, 49, 54, 60, 68, 74, 65];

export function EmptyChart(props: {
  /** Why there is nothing; empty while it may come at any moment. */
  readonly sentence: string;
  readonly onRetry: (() => void) | undefined;
  readonly onSimulate: (() => void) | undefined;
}) {
  const { sentence, onRetry, onSimulate } = props;
  return (
    <div class="empty">
      {sentence === "" && (
        <div class="skeleton" aria-hidden="true">
          {SHAPE.map((height, index) => (
            <span key={index} style={{ height: `${height}%` }} />
          ))}
        </div>
      )}
      {sentence !== "" && (
        <div class="empty-words">
          <p>
            <Commands text={sentence} />
          </p>
          <p class="empty-ways">
            {onRetry && (
              <button type="button" onClick={onRetry}>
                {text("panel.retry")}
              </button>
            )}
            {onSimulate && (
              <button type="button" onClick={onSimulate}>
                {text("panel.show-simulated")}
              </button>
            )}
          </p>
        </div>
      )}
    </div>
  );
}
