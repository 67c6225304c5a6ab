/** One picture: how it looks, what it is, whether it is chosen, and what has become of it. */

import { FileName } from "../../../shared/extension/look/FileName.tsx";
import { endingOf } from "../../../shared/extension/look/file-kind.ts";
import { Icon } from "../../../shared/extension/look/Icon.tsx";
import { IconButton } from "../../../shared/extension/look/IconButton.tsx";
import { shownName } from "../../../shared/extension/look/shown-text.ts";
import type { SendItem } from "../../../shared/extension/store/database.ts";
import { shownSize } from "../../../shared/texts/figures.ts";
import { text } from "../../../shared/texts/text.ts";
import type { Folded } from "../pictures/fold.ts";
import { formatOf, isUnloaded, nameOf, type PagePicture } from "../pictures/picture.ts";
import { Outcome } from "./Outcome.tsx";
import { Preview } from "./Preview.tsx";

export interface TileProps {
  readonly one: Folded;
  readonly index: number;
  readonly column: number;
  /** What has become of it, once it was sent. */
  readonly item: SendItem | undefined;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly onFocus: () => void;
  readonly onClick: (event: MouseEvent) => void;
  readonly onSize: () => void;
}

export function Tile(props: TileProps) {
  const { one, index, column, item, isActive, isChosen, onFocus, onClick, onSize } = props;
  const { picture, times } = one;
  const name = nameOf(picture);
  const words = picture.alt?.trim();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a cell of the grid, which is no table.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys of all its tiles.
    <div
      class="tile"
      role="gridcell"
      aria-selected={isChosen}
      aria-colindex={column + 1}
      aria-keyshortcuts="Space S"
      data-index={index}
      data-away={picture.bytes === undefined}
      data-coming={picture.isComing}
      tabIndex={isActive ? 0 : -1}
      onFocus={onFocus}
      onClick={(event) => {
        if (!(event.target instanceof Element && event.target.closest("button"))) onClick(event);
      }}
    >
      {words && <span class="unseen">{shownName(words)} </span>}
      <div class="frame" title={words || undefined}>
        <Preview picture={picture} />
        <span class="mark" aria-hidden="true">
          {isChosen && <Icon name="check" />}
        </span>
        {times > 1 && (
          <span class="badge times" title={text("picker.times", { count: times })}>
            ×{times}
          </span>
        )}
        {isUnloaded(picture) && <span class="badge unloaded">{text("picker.unloaded")}</span>}
        {picture.width > 0 && (
          <IconButton
            icon="fit"
            label={text("picker.all-of-size", { size: sizeOf(picture) })}
            tabIndex={-1}
            onClick={onSize}
          />
        )}
        {item && <Outcome item={item} />}
      </div>
      <FileName name={name} />
      <span class="about">{aboutOf(picture)}</span>
    </div>
  );
}

/** Which one it is beside another that its page shows. */
function betterWords({ offered }: PagePicture): string {
  if (offered === "candidate") return text("picker.larger");
  return offered === "linked" ? text("picker.linked") : "";
}

function sizeOf({ width, height }: PagePicture): string {
  return text("view.dimensions", { width, height });
}

function aboutOf(picture: PagePicture): string {
  const { width, bytes } = picture;
  const parts = [
    width > 0 ? sizeOf(picture) : "",
    endingOf(nameOf(picture)) === "" ? formatOf(picture) : "",
    bytes ? shownSize(bytes.blob.size) : "",
    isUnloaded(picture) ? betterWords(picture) : "",
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
