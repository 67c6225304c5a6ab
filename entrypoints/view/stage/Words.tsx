/** A text: as lines, or where it is a table or JSON as that, with the choice of its lines. */

import { useMemo, useState } from "preact/hooks";
import { shownSize } from "../../../shared/texts/figures.ts";
import { text } from "../../../shared/texts/text.ts";
import type { Content } from "../reading/content.ts";
import { readJson } from "../reading/json-text.ts";
import { readTable, separatorOf } from "../reading/table-text.ts";
import { MAX_TEXT_BYTES } from "../reading/text-bytes.ts";
import { JsonTree } from "./JsonTree.tsx";
import { Lines } from "./Lines.tsx";
import { Shown } from "./Shown.tsx";
import { TableSheet } from "./TableSheet.tsx";

export interface WordsProps {
  readonly content: Content & { readonly kind: "text" };
  readonly name: string;
  readonly ending: string;
}

export function Words({ content, name, ending }: WordsProps) {
  const [isPlain, setPlain] = useState(false);
  const { as, isCut } = content;
  const tree = useMemo(
    () => (as === "json" && !isCut ? readJson(content.text) : undefined),
    [as, isCut, content.text],
  );
  const table = useMemo(() => {
    if (as !== "table") return undefined;
    const isTabs = ending === "tsv" || ending === "tab";
    return readTable(content.text, isTabs ? "\t" : separatorOf(content.text));
  }, [as, content.text, ending]);
  const isMade = tree !== undefined || table !== undefined;
  const isBroken = as === "json" && !isCut && tree === undefined;
  return (
    <div class="words" data-wide={(table && !isPlain) || undefined}>
      {isMade && (
        <Shown made={text(table ? "view.as-table" : "view.as-tree")} isPlain={isPlain} onChoose={setPlain} />
      )}
      {isBroken && <p class="notice">{text("view.json-broken")}</p>}
      {isCut && (isPlain || !table) && (
        <p class="notice">{text("view.text-cut", { size: shownSize(MAX_TEXT_BYTES) })}</p>
      )}
      {!isPlain && table && <TableSheet table={table} isCut={isCut} name={name} />}
      {!isPlain && tree !== undefined && <JsonTree json={tree} />}
      {(isPlain || !isMade) && <Lines text={content.text} isCode={as !== "text"} />}
    </div>
  );
}
