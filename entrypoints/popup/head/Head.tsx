/** The popup's head: whose it is, the tabs, whether the companion is there, and a menu for the rest. */

import type { ConnectionReport } from "../../../shared/extension/connection/connection.ts";
import { IconButton } from "../../../shared/extension/look/IconButton.tsx";
import { text } from "../../../shared/texts/text.ts";
import { type MenuEntry, openMenu } from "../menu/menu-place.ts";
import { Tabs, type TabsProps } from "./Tabs.tsx";

export interface HeadProps extends TabsProps {
  readonly report: ConnectionReport;
  /** What can be done with the list that is open. */
  readonly entries: readonly MenuEntry[];
}

export function Head({ report: { state }, entries, ...tabs }: HeadProps) {
  const all: MenuEntry[] = [
    ...entries,
    {
      label: text("popup.settings"),
      icon: "settings",
      act: () => void chrome.runtime.openOptionsPage(),
    },
  ];
  return (
    <header>
      <h1>
        <img src="/icon/48.png" alt="Pagewire" title="Pagewire" />
      </h1>
      <Tabs {...tabs} />
      <span class="dot" data-state={state} title={text(`connection.state-${state}`)} aria-hidden="true" />
      <IconButton
        icon="more"
        label={text("popup.menu")}
        aria-haspopup="menu"
        onClick={({ currentTarget }) =>
          openMenu({ label: text("popup.menu"), entries: all, opener: currentTarget })
        }
      />
    </header>
  );
}
