/** What its owner has written about a sent file: the folder it was moved to, its tags and its note. */

import { Icon } from "../../../shared/extension/look/Icon.tsx";
import { shownName } from "../../../shared/extension/look/shown-text.ts";
import type { KeptFile } from "../../../shared/protocol/kept/kept-words.ts";
import { text } from "../../../shared/texts/text.ts";
import { exactWhen, shownWhen } from "../rows/when.ts";

/** The folder inside the inbox, with slashes; empty for the inbox itself. */
export function folderOf({ relativePath }: KeptFile): string {
  return relativePath.split("/").slice(0, -1).join("/");
}

export interface KeptWordsProps {
  readonly file: KeptFile;
  /** Whether the folder is said, too: by a rule each file may lie in one. */
  readonly hasFolder?: boolean;
}

export function KeptWords({ file, hasFolder = false }: KeptWordsProps) {
  const folder = hasFolder ? folderOf(file) : "";
  if (folder === "" && file.tags.length === 0 && file.note === "") return null;
  return (
    <div class="kept">
      {folder !== "" && (
        <span class="in-folder">
          <Icon name="folder" />
          <bdi>{shownName(folder)}</bdi>
        </span>
      )}
      {file.tags.map((tag) => (
        <bdi key={tag} class="tag">
          {shownName(tag)}
        </bdi>
      ))}
      {file.note !== "" && <bdi class="note">{shownName(file.note)}</bdi>}
    </div>
  );
}

export interface BinnedProps {
  readonly now: number;
  readonly at: number;
}

/** In the place of where it stands, for a file that was taken back. */
export function Binned({ now, at }: BinnedProps) {
  return (
    <>
      <span class="binned">
        <Icon name="trash" />
        {text("after.binned")}
      </span>
      {" · "}
      <time title={exactWhen(at)}>{shownWhen(at, now)}</time>
    </>
  );
}
