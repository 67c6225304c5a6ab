/** JSON as a tree that opens and closes; what is closed is not drawn. */

import { useState } from "preact/hooks";
import { language, text } from "../../../shared/texts/text.ts";
import { entriesOf, type Json, WrittenNumber, written } from "../reading/json-text.ts";

/** So many entries are drawn at once. */
const ENTRIES_AT_ONCE = 200;
/** What is small and near the root is open at first. */
const OPEN_LEVELS = 2;
const OPEN_ENTRIES = 60;

export function JsonTree({ json }: { readonly json: Json }) {
  const entries = entriesOf(json);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what takes the keys are the summaries within
    <div class="tree code" onKeyDown={foldByArrows}>
      {entries && entries.length > 0 ? <Entries json={json} level={1} /> : <Value json={json} />}
    </div>
  );
}

function Entries({ json, level }: { readonly json: Json; readonly level: number }) {
  const [limit, setLimit] = useState(ENTRIES_AT_ONCE);
  const entries = entriesOf(json) ?? [];
  return (
    <>
      <ul>
        {entries.slice(0, limit).map(([name, value]) => (
          <li key={name}>
            <Entry name={name} json={value} level={level} isCounted={Array.isArray(json)} />
          </li>
        ))}
      </ul>
      {entries.length > limit && (
        <button type="button" onClick={() => setLimit(limit + ENTRIES_AT_ONCE)}>
          {text("view.more-entries")}
        </button>
      )}
    </>
  );
}

interface EntryProps {
  readonly name: string;
  readonly json: Json;
  readonly level: number;
  readonly isCounted: boolean;
}

function Entry({ name, json, level, isCounted }: EntryProps) {
  const entries = entriesOf(json);
  const [isOpen, setOpen] = useState(level < OPEN_LEVELS && (entries?.length ?? 0) <= OPEN_ENTRIES);
  const key = <span class={isCounted ? "place" : "key"}>{name}</span>;
  if (!entries || entries.length === 0) {
    return (
      <>
        {key}: <Value json={json} />
      </>
    );
  }
  return (
    <details open={isOpen} onToggle={({ currentTarget: { open } }) => setOpen(open)}>
      <summary>
        {key}: <Brackets json={json} />
      </summary>
      {isOpen && <Entries json={json} level={level + 1} />}
    </details>
  );
}

/** How many entries something has, between the brackets that JSON puts around them. */
function Brackets({ json }: { readonly json: Json }) {
  const count = (entriesOf(json)?.length ?? 0).toLocaleString(language());
  return <span class="brackets">{Array.isArray(json) ? `[${count}]` : `{${count}}`}</span>;
}

function Value({ json }: { readonly json: Json }) {
  if (json !== null && typeof json === "object" && !(json instanceof WrittenNumber))
    return <Brackets json={json} />;
  const kind = json instanceof WrittenNumber ? "number" : json === null ? "null" : typeof json;
  return <span class={`value ${kind}`}>{written(json)}</span>;
}

/** The arrows open and close what is chosen; only then they mean no other file. */
function foldByArrows(event: KeyboardEvent): void {
  const details =
    event.target instanceof Element ? event.target.closest("summary")?.parentElement : undefined;
  if (!(details instanceof HTMLDetailsElement)) return;
  const isOpening = event.key === "ArrowRight" && !details.open;
  const isClosing = event.key === "ArrowLeft" && details.open;
  if (!(isOpening || isClosing)) return;
  event.preventDefault();
  details.open = isOpening;
}
