/** What stands between the filters and the pictures: what the user could permit, and what could not be read. */

import { CAN_SAVE_PAGES } from "../../../shared/extension/browser/saved-page.ts";
import { requestEverySite } from "../../../shared/extension/site-permissions.ts";
import { text } from "../../../shared/texts/text.ts";
import type { Picker } from "../picker.ts";

export function Notices({ picker, isAnyAway }: { readonly picker: Picker; readonly isAnyAway: boolean }) {
  const { state, permitted, isClosed, scope } = picker;
  const isMoreThere = isAnyAway || (scope === "window" && state.unreadable > 0);
  const isMissing = permitted?.savedPages === false && isMoreThere;
  return (
    <div class="notices" aria-live="polite">
      {isClosed && (
        <p class="notice" data-kind="warn">
          <span>{text("picker.page-closed")}</span>
        </p>
      )}
      {isMissing && !isClosed && !state.isReading && (
        <p class="notice">
          <span>{text(CAN_SAVE_PAGES ? "picker.allow-about" : "picker.again")}</span>
          <button type="button" class="primary" onClick={() => void requestEverySite()}>
            {text("picker.allow")}
          </button>
        </p>
      )}
      {!state.isReading && scope === "window" && state.unreadable > 0 && permitted?.savedPages && (
        <p class="notice" data-kind="warn">
          <span>{text("picker.tabs-unreadable", { count: state.unreadable, tabs: state.tabs })}</span>
        </p>
      )}
    </div>
  );
}
