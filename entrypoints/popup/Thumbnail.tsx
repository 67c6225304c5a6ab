/** A small picture of a received file, or the letters of its kind. */

import { useEffect, useState } from "preact/hooks";
import type { ReceivedItem } from "../../shared/extension/database.ts";
import { isVector, pixelsOf } from "../../shared/extension/picture.ts";
import { receivedBlob } from "../../shared/extension/received.ts";

/** A drawing has no thumbnail made in the background, for that takes a page; up to this size it is made here. */
const MAX_SVG_BYTES = 1024 * 1024;
const EDGE_PIXELS = 96;

export function Thumbnail({ item }: { readonly item: ReceivedItem }) {
  const url = useThumbnailUrl(item);
  return <span class="picture">{url ? <img src={url} alt="" /> : kindOf(item)}</span>;
}

/** The address of the picture's bytes; revoked by the one who made it. */
function useThumbnailUrl(item: ReceivedItem): string | undefined {
  const [url, setUrl] = useState<string>();
  const { thumbnail, id, state } = item;
  useEffect(() => {
    let made: string | undefined;
    let over = false;
    void pictureOf(item).then((blob) => {
      if (!blob || over) return;
      made = URL.createObjectURL(blob);
      setUrl(made);
    });
    return () => {
      over = true;
      if (made) URL.revokeObjectURL(made);
    };
    // The item is a new object at each change of its list; its picture changes with these only.
  }, [id, state, thumbnail !== undefined]);
  return url;
}

async function pictureOf(item: ReceivedItem): Promise<Blob | undefined> {
  if (item.thumbnail) return item.thumbnail;
  if (item.state !== "stored" || !isVector(item.mediaType) || item.bytes > MAX_SVG_BYTES) return undefined;
  return await pixelsOf(await receivedBlob(item, item.mediaType), 1, EDGE_PIXELS);
}

function kindOf({ mediaType, name }: ReceivedItem): string {
  const extension = /\.([A-Za-z0-9]{1,4})$/.exec(name)?.[1];
  return (extension ?? mediaType.split("/")[0] ?? "file").toUpperCase();
}
