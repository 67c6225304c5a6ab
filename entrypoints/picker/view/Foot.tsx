/** The page's foot: how many are chosen, how far what was sent has come, and the button that sends. */

import { Icon } from "../../../shared/extension/look/Icon.tsx";
import { callBackground } from "../../../shared/extension/messages.ts";
import { shownSize } from "../../../shared/texts/figures.ts";
import { language, text } from "../../../shared/texts/text.ts";
import { type Choice, NOTHING, withThese } from "../choice/choice.ts";
import type { Folded } from "../pictures/fold.ts";
import { type Outcomes, tallyOf } from "../sending/outcomes.ts";

export interface FootProps {
  readonly shown: readonly Folded[];
  readonly chosen: readonly Folded[];
  readonly choice: Choice;
  readonly outcomes: Outcomes;
  readonly onChoice: (choice: Choice) => void;
  readonly onSend: () => void;
}

export function Foot({ shown, chosen, choice, outcomes, onChoice, onSend }: FootProps) {
  const tally = tallyOf(outcomes.all);
  const isUnderWay = tally.done + tally.failed < tally.all;
  const bytes = chosen.reduce((sum, { picture }) => sum + (picture.bytes?.blob.size ?? 0), 0);
  const isAnyAway = chosen.some(({ picture }) => picture.bytes === undefined);
  return (
    <footer class="foot">
      {tally.all > 0 && (
        <div class="tally">
          <progress
            hidden={!isUnderWay}
            value={tally.done + tally.failed}
            max={tally.all}
            aria-hidden="true"
          />
          <span role="status" data-state={isUnderWay ? "on" : tally.failed > 0 ? "bad" : "good"}>
            {!isUnderWay && <Icon name={tally.failed > 0 ? "warning" : "check"} />}
            {text("picker.tally", { done: shownCount(tally.done), count: shownCount(tally.all) })}
            {tally.failed > 0 && ` · ${text("picker.tally-failed", { count: shownCount(tally.failed) })}`}
          </span>
          {tally.failed > 0 && (
            <button type="button" onClick={() => void retryAll(outcomes)}>
              <Icon name="retry" />
              {text("action.retry-all")}
            </button>
          )}
        </div>
      )}
      <span class="count" aria-live="polite">
        {chosen.length > 0 ? (
          text("picker.chosen", { count: shownCount(chosen.length) })
        ) : (
          <span class="hint">{tally.all === 0 && text("picker.hint")}</span>
        )}
        {bytes > 0 && <span class="muted"> · {isAnyAway ? `${shownSize(bytes)} +` : shownSize(bytes)}</span>}
      </span>
      <button
        type="button"
        disabled={shown.length === 0}
        aria-keyshortcuts="Control+A"
        onClick={() => onChoice(withThese(choice, shown, true))}
      >
        {text("picker.all")}
      </button>
      {choice.ids.size > 0 && (
        <button type="button" aria-keyshortcuts="Escape" onClick={() => onChoice(NOTHING)}>
          {text("picker.choose-none")}
        </button>
      )}
      <button
        type="button"
        class="primary send"
        disabled={chosen.length === 0}
        aria-keyshortcuts="Enter"
        onClick={onSend}
      >
        <Icon name="send" />
        {chosen.length === 0
          ? text("picker.send")
          : text("picker.send-count", { count: shownCount(chosen.length) })}
      </button>
    </footer>
  );
}

function shownCount(count: number): string {
  return count.toLocaleString(language());
}

/** Only those of this page: what else has failed is no matter of it. */
async function retryAll(outcomes: Outcomes): Promise<void> {
  const failed = outcomes.all.filter(({ state }) => state === "failed");
  await callBackground("retry", { ids: failed.map(({ id }) => id) });
}
