/** A drawing: as a picture, with the choice of the text it is made of. */

import { useState } from "preact/hooks";
import { text } from "../../../shared/texts/text.ts";
import { Lines } from "./Lines.tsx";
import { Picture, type PictureProps } from "./Picture.tsx";
import { Shown } from "./Shown.tsx";

export function Drawing({ source, ...picture }: PictureProps & { readonly source: string }) {
  const [isPlain, setPlain] = useState(false);
  return (
    <div class="drawing">
      <Shown made={text("view.as-picture")} isPlain={isPlain} onChoose={setPlain} />
      {isPlain ? (
        <div class="words">
          <Lines text={source} isCode />
        </div>
      ) : (
        <Picture {...picture} />
      )}
    </div>
  );
}
