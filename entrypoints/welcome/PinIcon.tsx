/** How to keep the icon in sight, and the keys that open what it opens. */

import { Icon } from "../../shared/extension/look/Icon.tsx";
import { usePinned } from "../../shared/extension/pinned.ts";
import { openShortcuts, useShortcut } from "../../shared/extension/shortcut.ts";
import { text } from "../../shared/texts/text.ts";

export function PinIcon() {
  const isPinned = usePinned();
  const keys = useShortcut();
  return (
    <section class="card" aria-labelledby="icon">
      <h2 id="icon">{text("welcome.icon")}</h2>
      <p>{text("welcome.icon-about")}</p>
      {isPinned === true && (
        <p class="good">
          <Icon name="check" /> {text("welcome.pinned")}
        </p>
      )}
      {isPinned === false && (
        <>
          <p>{text("welcome.pin")}</p>
          <Toolbar />
        </>
      )}
      {keys !== undefined && (
        <div class="line">
          <span>{text(keys === "" ? "welcome.no-keys" : "welcome.keys")}</span>
          {keys !== "" && <kbd>{keys}</kbd>}
          <button type="button" onClick={openShortcuts}>
            {text("settings.change-keys")}
          </button>
        </div>
      )}
    </section>
  );
}

/** A picture of the toolbar's end: the puzzle piece, and the pin beside our name in its list. */
function Toolbar() {
  return (
    <div class="toolbar" aria-hidden="true">
      <Icon name="puzzle" />
      <Icon name="next" />
      <span class="menu-row">
        <img src="/icon/32.png" alt="" width="18" height="18" />
        Pagewire
        <Icon name="pin" />
      </span>
    </div>
  );
}
