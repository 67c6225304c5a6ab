/** What is searched for among all that the computer has received: below what this browser's own list has of it. */

import { useEffect, useState } from "preact/hooks";
import type { Kept } from "../../../shared/extension/kept/kept-topic.ts";
import { shownName } from "../../../shared/extension/look/shown-text.ts";
import { findSends } from "../../../shared/extension/store/sends.ts";
import { soundSend } from "../../../shared/extension/store/sound-items.ts";
import type { KeptFile } from "../../../shared/protocol/kept/kept-words.ts";
import { shownSize } from "../../../shared/texts/figures.ts";
import { text } from "../../../shared/texts/text.ts";
import { NothingFound } from "../list/Panel.tsx";
import { Row } from "../rows/Row.tsx";
import { Tile } from "../rows/Tile.tsx";
import { KeptWords } from "./KeptWords.tsx";
import { SENT } from "./sent-source.ts";

/** More would be no answer. */
const MOST_FOUND = 20;
/** Somebody who types has not asked yet. */
const TYPING_MS = 120;

export interface FoundOnComputerProps {
  readonly kept: Kept;
  readonly query: string;
  /** Whether the list above has nothing. */
  readonly isAlone: boolean;
  readonly onEdit: (file: KeptFile) => void;
}

export function FoundOnComputer({ kept, query, isAlone, onEdit }: FoundOnComputerProps) {
  const [found, setFound] = useState<readonly KeptFile[]>();
  useEffect(() => {
    let isOver = false;
    const timer = setTimeout(async () => {
      const files = await kept.find({ words: query, limit: MOST_FOUND }).catch(() => []);
      const isShown = await Promise.all(files.map((file) => isInList(file, query)));
      if (!isOver) setFound(files.filter((_, index) => !isShown[index]));
    }, TYPING_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [kept, query]);
  if (!found) return null;
  if (found.length === 0) return isAlone ? <NothingFound query={query} /> : null;
  return (
    <section class="found-there" aria-label={text("after.found")}>
      <div class="heading">
        <span>{text("after.found")}</span>
      </div>
      <ul>
        {found.map((file) => (
          <li key={file.id}>
            <Found file={file} onEdit={onEdit} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Found({ file, onEdit }: { readonly file: KeptFile; readonly onEdit: (file: KeptFile) => void }) {
  const page = file.sources.map(({ pageUrl, url }) => URL.parse(pageUrl ?? url)).find(Boolean);
  const edit = (): void => onEdit(file);
  return (
    <Row
      name={file.name}
      tile={
        <Tile
          file={{ ...file, mediaType: file.type }}
          picture={() => Promise.resolve(undefined)}
          version=""
        />
      }
      about={[...(page?.host ? [shownName(page.host)] : []), shownSize(file.bytes)].join(" · ")}
      below={<KeptWords file={file} hasFolder />}
      entries={[{ label: text("after.edit"), icon: "edit", act: edit }]}
      main={{ act: edit }}
      label={shownName(file.name)}
      isActive={true}
      isChosen={false}
    />
  );
}

/** Whether the list above shows it. */
async function isInList({ ids }: KeptFile, query: string): Promise<boolean> {
  const items = await findSends(ids);
  return items.some((item) => item && SENT.words(soundSend(item)).includes(query.toLocaleLowerCase()));
}
