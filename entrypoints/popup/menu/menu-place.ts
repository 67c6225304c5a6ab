/** The one menu that can be open: who opens it says where and what is in it. */

import type { IconName } from "../../../shared/extension/look/Icon.tsx";

/** One line of a menu. */
export interface MenuEntry {
  readonly label: string;
  readonly icon: IconName;
  readonly act: () => void;
  /** The key that does the same in the list. */
  readonly keys?: string;
  readonly isDangerous?: boolean;
}

/** A menu that is open. */
export interface OpenedMenu {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** The button it belongs to: the keyboard goes back there. */
  readonly opener: HTMLElement;
  readonly at: { readonly x: number; readonly y: number };
}

type Listener = (menu: OpenedMenu | undefined) => void;
let listener: Listener = () => undefined;

/** Opens a menu under its button, or where the mouse was pressed. */
export function openMenu(menu: Omit<OpenedMenu, "at">, at?: OpenedMenu["at"]): void {
  const { left, right, bottom } = menu.opener.getBoundingClientRect();
  const x = document.dir === "rtl" ? left : right;
  listener({ ...menu, at: at ?? { x, y: bottom } });
}

/** Calls with the menu that is open; there is one who shows it. */
export function showMenus(by: Listener): void {
  listener = by;
}
