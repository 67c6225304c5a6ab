/** Draws the menu that is open, in front of everything else; arrows, letters, Enter and Escape work in it. */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../../shared/extension/look/Icon.tsx";
import { type OpenedMenu, showMenus } from "./menu-place.ts";

const EDGE_PIXELS = 8;

export function MenuHost() {
  const [menu, setMenu] = useState<OpenedMenu>();
  useEffect(() => showMenus(setMenu), []);
  return menu ? <Menu key={menu.label} menu={menu} onClose={() => setMenu(undefined)} /> : null;
}

function Menu({ menu, onClose }: { readonly menu: OpenedMenu; readonly onClose: () => void }) {
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = root.current;
    if (!box) return;
    box.showPopover();
    const { width, height } = box.getBoundingClientRect();
    const { x, y } = menu.at;
    const left = document.dir === "rtl" ? x : x - width;
    const top = y + height > innerHeight - EDGE_PIXELS ? y - height - 28 : y;
    box.style.left = `${Math.max(EDGE_PIXELS, Math.min(left, innerWidth - width - EDGE_PIXELS))}px`;
    box.style.top = `${Math.max(EDGE_PIXELS, top)}px`;
    box.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  }, [menu]);
  const close = (): void => {
    onClose();
    menu.opener.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const items = [...(root.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = items.findIndex((item) => item.matches(":focus"));
    const to = targetOf(event.key, at, items);
    if (event.key === "Escape" || event.key === "Tab") close();
    else if (to === undefined) return;
    else items[(to + items.length) % items.length]?.focus();
    // The browser would close the whole popup, or move on.
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={root}
      popover="manual"
      role="menu"
      tabIndex={-1}
      aria-label={menu.label}
      class="menu"
      onKeyDown={onKeyDown}
      onFocusOut={({ relatedTarget }) => {
        if (!(relatedTarget instanceof Node && root.current?.contains(relatedTarget))) onClose();
      }}
    >
      {menu.entries.map(({ label, icon, act, keys, isDangerous }) => (
        <button
          key={label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          class={isDangerous ? "danger" : undefined}
          onClick={() => {
            close();
            act();
          }}
        >
          <Icon name={icon} />
          <span>{label}</span>
          {keys && <kbd>{keys}</kbd>}
        </button>
      ))}
    </div>
  );
}

function targetOf(key: string, at: number, items: readonly HTMLElement[]): number | undefined {
  switch (key) {
    case "ArrowDown":
      return at + 1;
    case "ArrowUp":
      return at - 1;
    case "Home":
      return 0;
    case "End":
      return items.length - 1;
    default: {
      if (key.length !== 1) return undefined;
      const starts = (item: HTMLElement): boolean =>
        item.querySelector("span")?.textContent?.toLowerCase().startsWith(key.toLowerCase()) ?? false;
      const next = items.findIndex((item, index) => index > at && starts(item));
      const first = next >= 0 ? next : items.findIndex(starts);
      return first >= 0 ? first : undefined;
    }
  }
}
