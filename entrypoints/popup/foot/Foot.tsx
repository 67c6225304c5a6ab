/** The popup's foot: a button that sends a file of the computer's disk, and the way to the prices. */

import type { ComponentChild } from "preact";
import { useRef } from "preact/hooks";
import { openPanelHere } from "../../../shared/extension/browser/panel.ts";
import { POPUP_OUTLIVES_DIALOGS } from "../../../shared/extension/browser/popup-dialog.ts";
import { Icon, type IconName } from "../../../shared/extension/look/Icon.tsx";
import { type Errand, OFFERED, runErrand } from "../../../shared/extension/page-errands.ts";
import type { PlainTextCode } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";
import { openMenu } from "../menu/menu-place.ts";

const WORDS: Readonly<Record<Errand, PlainTextCode>> = {
  pictures: "picker.open",
  document: "shot.document",
  visible: "shot.visible",
  area: "shot.area",
  element: "shot.element",
  full: "shot.full",
};
const ICONS: Readonly<Record<Errand, IconName>> = {
  pictures: "image",
  document: "document",
  visible: "computer",
  area: "fit",
  element: "table",
  full: "text",
};

export interface FootProps {
  readonly onFiles: (files: readonly File[]) => void;
  /** What stands on the way to the prices, once it is loaded. */
  readonly children?: ComponentChild;
}

export function Foot({ onFiles, children }: FootProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <footer>
      <button type="button" class="add" title={text("popup.add")} onClick={() => choose(input.current)}>
        <Icon name="plus" />
        <span>{text("popup.send-file")}</span>
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        aria-label={text("popup.add")}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          currentTarget.value = "";
        }}
      />
      <button
        type="button"
        class="of-page"
        title={text("picker.errands")}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => openErrands(currentTarget)}
      >
        <Icon name="image" />
        <span>{text("picker.scope-page")}</span>
      </button>
      <button type="button" class="prices" onClick={() => void openPanelHere().then(() => window.close())}>
        <Icon name="candles" />
        {children ?? <span>{text("popup.price-panel")}</span>}
      </button>
    </footer>
  );
}

/** Where the popup would go with the system's dialog the page goes on in a tab. */
function choose(input: HTMLInputElement | null): void {
  const isInPopup = document.documentElement.classList.contains("in-popup");
  if (!POPUP_OUTLIVES_DIALOGS && isInPopup)
    void chrome.tabs.create({ url: chrome.runtime.getURL("/popup.html#sent") });
  else input?.click();
}

/** What can be done with the page in front: the menu stands above its button. */
function openErrands(opener: HTMLElement): void {
  const entries = OFFERED.map((errand) => ({
    label: text(WORDS[errand]),
    icon: ICONS[errand],
    act: () => void begin(errand),
  }));
  openMenu({ label: text("picker.errands"), entries, opener });
}

/** The popup goes away: the page is to be seen. */
async function begin(errand: Errand): Promise<void> {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  if (tab) await runErrand(errand, tab);
  window.close();
}
