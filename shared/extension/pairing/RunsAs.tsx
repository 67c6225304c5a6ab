/** Whose a companion says it is: its user and its folder, in words of its own. */

import type { RunsAs as Said } from "../../protocol/proof.ts";
import { text } from "../../texts/text.ts";
import { shownName } from "../look/shown-text.ts";

/** Longer words than this are cut: a name is no place for sentences. */
const MAX_SHOWN_CHARACTERS = 120;

export function RunsAs({ companion }: { readonly companion: Said | undefined }) {
  return (
    <dl>
      <dt>{text("result.runs-as")}</dt>
      <dd>{companion ? <bdi>{shown(companion.user)}</bdi> : text("result.says-nothing")}</dd>
      <dt>{text("result.files-in")}</dt>
      <dd>{companion ? <bdi>{shown(companion.home)}</bdi> : text("result.says-nothing")}</dd>
    </dl>
  );
}

function shown(words: string): string {
  const safe = [...shownName(words)];
  return safe.length > MAX_SHOWN_CHARACTERS
    ? `${safe.slice(0, MAX_SHOWN_CHARACTERS).join("")}…`
    : safe.join("");
}
