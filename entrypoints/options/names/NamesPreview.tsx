/** What the last five pictures would be called by a rule, by the very code that the companion names with. */

import { useEffect, useState } from "preact/hooks";
import type { Kept } from "../../../shared/extension/kept/kept-topic.ts";
import { shownName } from "../../../shared/extension/look/shown-text.ts";
import type { NamingFacts } from "../../../shared/naming/facts.ts";
import { previewOf } from "../../../shared/naming/place.ts";
import type { KeptFile } from "../../../shared/protocol/kept/kept-words.ts";
import { text } from "../../../shared/texts/text.ts";

const LAST_PICTURES = 5;

/** For a computer that has received none yet. */
const EXAMPLE: NamingFacts = {
  name: "tabby.jpg",
  type: "image/jpeg",
  sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  fidelity: "original",
  how: "document",
  at: Date.UTC(2026, 10, 28, 9, 30),
  source: {
    url: "https://images.example.org/tabby.jpg",
    pageUrl: "https://www.example.org/cats",
    title: "Cats of the old town",
    alt: "A tabby on a wall",
  },
};

/** The newest pictures that the companion has received; none until it has said them. */
export function useLastPictures(kept: Kept): readonly NamingFacts[] {
  const [pictures, setPictures] = useState<readonly NamingFacts[]>([]);
  useEffect(() => {
    let isOver = false;
    kept.find({ type: "image", limit: LAST_PICTURES }).then(
      (files) => {
        if (!isOver) setPictures(files.map(factsOf));
      },
      // Then the example stands there.
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [kept]);
  return pictures;
}

function factsOf({ ownName: name, type, sha256, fidelity, how, receivedAt, sources }: KeptFile): NamingFacts {
  return { name, type, sha256, fidelity, how, at: Date.parse(receivedAt), source: sources[0] };
}

export interface NamesPreviewProps {
  readonly template: string;
  /** Whether the rule that is typed can't be shown, and the one that holds is. */
  readonly isOld: boolean;
  readonly pictures: readonly NamingFacts[];
}

export function NamesPreview({ template, isOld, pictures }: NamesPreviewProps) {
  const shown = pictures.length > 0 ? pictures : [EXAMPLE];
  const places = previewOf(template, shown);
  return (
    <div class="preview" data-old={isOld}>
      <p class="small muted">{text(pictures.length > 0 ? "naming.preview" : "naming.example")}</p>
      <ul aria-live="polite">
        {places.map((place) => (
          <li key={place}>
            <bdi>
              {place.split("/").map((part, index, parts) => (
                <span key={index} class={index < parts.length - 1 ? "muted" : undefined}>
                  {shownName(part)}
                  {index < parts.length - 1 && (
                    <>
                      /<wbr />
                    </>
                  )}
                </span>
              ))}
            </bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}
