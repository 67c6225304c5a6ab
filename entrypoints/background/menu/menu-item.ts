/** One item of a menu of the browser. */

export interface MenuItem {
  /** Also that of its command, where `wxt.config.ts` names one. */
  readonly id: string;
  /** The key of its title in `public/_locales/en/messages.json`. */
  readonly titleKey: string;
  /** What it is shown for. With two that fit the same click, Chrome would nest them in a submenu. */
  readonly contexts: NonNullable<chrome.contextMenus.CreateProperties["contexts"]>;
  /** The item that it is in, which comes before it. */
  readonly parentId?: string;
  /** Whether it is there only at times, and added then: one that is hidden would nest the others in a submenu all the same. */
  readonly isAtTimes?: true;
  /**
   * What a click on it means, or the press of its command, which tells no more than the tab. What needs the click itself is
   * done before anything is awaited.
   */
  readonly onClick: (info: chrome.contextMenus.OnClickData | undefined, tab?: chrome.tabs.Tab) => void;
}
