/** What stands in front of a row: a small picture of the file, or the icon of its kind in the kind's colour. */

import { useEffect, useState } from "preact/hooks";
import { kindOf } from "../../../shared/extension/look/file-kind.ts";
import { Icon } from "../../../shared/extension/look/Icon.tsx";

export interface TileProps {
  readonly file: { readonly id: string; readonly name: string; readonly mediaType: string };
  /** Gets the picture; asked anew when `version` is another one. */
  readonly picture: () => Promise<Blob | undefined>;
  readonly version: string;
}

export function Tile({ file, picture, version }: TileProps) {
  const url = usePicture(picture, `${file.id} ${version}`);
  const { icon, colour } = kindOf(file);
  return (
    <span class="picture" style={{ "--kind": `var(${colour})` }}>
      {url ? <img src={url} alt="" draggable={false} /> : <Icon name={icon} />}
    </span>
  );
}

/** The address of the picture's bytes; revoked by the one who made it. */
function usePicture(picture: () => Promise<Blob | undefined>, version: string): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let isOver = false;
    void picture().then((blob) => {
      if (!blob || isOver) return;
      made = URL.createObjectURL(blob);
      setUrl(made);
    });
    return () => {
      isOver = true;
      if (made) URL.revokeObjectURL(made);
    };
    // The item is a new object at each change of its list; its picture changes with these only.
  }, [version]);
  return url;
}
