/** One row of either list: picture, name, what is said of it, and its actions, which have their room at all times. */

import type { ComponentChild } from "preact";
import { FileName } from "../../../shared/extension/look/FileName.tsx";
import { IconButton } from "../../../shared/extension/look/IconButton.tsx";
import { shownName } from "../../../shared/extension/look/shown-text.ts";
import { text } from "../../../shared/texts/text.ts";
import { type MenuEntry, openMenu } from "../menu/menu-place.ts";
import { labelled } from "./labelled.ts";

export interface RowProps {
  readonly name: string;
  readonly tile: ComponentChild;
  /** The line below the name. */
  readonly about: ComponentChild;
  /** What needs the row's whole width: a bar, a sentence. */
  readonly below?: ComponentChild;
  /** Buttons in front of the menu's. */
  readonly actions?: ComponentChild;
  readonly entries: readonly MenuEntry[];
  /** What a click or Enter does, and how that is called; without it the menu opens. */
  readonly main?: { readonly act: () => void } | undefined;
  /** How the row is called; by the file's name where it isn't said. */
  readonly label?: string;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly isUnread?: boolean;
  /** Clicked with Ctrl or Shift. */
  readonly onChoose?: ((event: MouseEvent) => void) | undefined;
  readonly onDragStart?: ((event: DragEvent) => void) | undefined;
  readonly onPointerDown?: (() => void) | undefined;
}

export function Row(props: RowProps) {
  const { name, tile, about, below, actions, entries, main, isActive, isChosen, isUnread } = props;
  const shown = shownName(name);
  const open = (opener: HTMLElement, at?: { x: number; y: number }): void =>
    openMenu({ label: labelled("popup.menu", shown), entries, opener }, at);
  const onClick = (event: MouseEvent & { readonly currentTarget: HTMLElement }): void => {
    const isChoosing = event.ctrlKey || event.metaKey || event.shiftKey;
    if (isChoosing && props.onChoose) return props.onChoose(event);
    if (main) main.act();
    else open(event.currentTarget);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what the mouse can do here, the button and its keys can too.
    <div
      class="row"
      data-chosen={isChosen}
      draggable={props.onDragStart !== undefined}
      onDragStart={props.onDragStart}
      onPointerDown={props.onPointerDown}
      onContextMenu={(event) => {
        if (!(event.target instanceof Element) || event.target.closest("a")) return;
        event.preventDefault();
        const button = event.currentTarget.querySelector<HTMLElement>(".main");
        // A key has no place of its own.
        const isKey = event.button !== 2;
        if (button) open(button, isKey ? undefined : { x: event.clientX, y: event.clientY });
      }}
    >
      {tile}
      <div class="words">
        <div class="line">
          {isUnread && <span class="new" title={text("popup.new")} />}
          <button
            type="button"
            class="main"
            tabIndex={isActive ? 0 : -1}
            aria-label={props.label ?? shown}
            aria-haspopup={main ? undefined : "menu"}
            aria-pressed={isChosen || undefined}
            onClick={onClick}
          >
            <FileName name={name} />
          </button>
        </div>
        <div class="about">{about}</div>
      </div>
      <div class="actions">
        {actions}
        <IconButton
          icon="more"
          label={labelled("popup.menu", shown)}
          title={text("popup.menu")}
          tabIndex={-1}
          aria-haspopup="menu"
          onClick={({ currentTarget }) => open(currentTarget)}
        />
      </div>
      {below && <div class="below">{below}</div>}
    </div>
  );
}
