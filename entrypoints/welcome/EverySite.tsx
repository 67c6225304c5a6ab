/** Offers, once and in our own words, the permission that makes every picture exact. */

import { useEffect, useState } from "preact/hooks";
import { CAN_SAVE_PAGES } from "../../shared/extension/browser/saved-page.ts";
import { Icon } from "../../shared/extension/look/Icon.tsx";
import { mayReadEverySite, requestEverySite } from "../../shared/extension/site-permissions.ts";
import { text } from "../../shared/texts/text.ts";

export function EverySite() {
  const [isAllowed, setAllowed] = useState<boolean>();
  useEffect(() => void mayReadEverySite().then(setAllowed), []);
  return (
    <section class="card" aria-labelledby="every-site">
      <h2 id="every-site">{text("welcome.allow")}</h2>
      <p>{text(CAN_SAVE_PAGES ? "welcome.allow-about" : "welcome.allow-again")}</p>
      {isAllowed && (
        <p class="good" aria-live="polite">
          <Icon name="check" /> {text("welcome.allowed")}
        </p>
      )}
      {isAllowed === false && (
        <button type="button" onClick={() => void requestEverySite().then(setAllowed)}>
          {text("welcome.allow-button")}
        </button>
      )}
    </section>
  );
}
