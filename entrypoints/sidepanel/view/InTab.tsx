/** Why the panel stands in a tab: the browser has no place for it beside its pages. */

import { hasPanel } from "../../../shared/extension/browser/panel.ts";
import { text } from "../../../shared/texts/text.ts";

export function InTab() {
  return hasPanel() ? null : <p class="small muted">{text("panel.in-tab")}</p>;
}
