/** What stands where a new companion has not been looked at: why nothing goes, and the way to the page that names it. */

import { text } from "../../texts/text.ts";
import { callBackground } from "../messages.ts";
import type { Pairing } from "../store/database.ts";

export function LookFirst({ pairing }: { readonly pairing: Pairing | undefined }) {
  if (!pairing?.unseen) return null;
  return (
    <div class="notice">
      <span>{text("look.first")}</span>
      <button type="button" class="primary" onClick={() => void callBackground("showResult", {})}>
        {text("look.look")}
      </button>
    </div>
  );
}
