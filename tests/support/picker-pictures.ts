/** Pictures as the picker knows them, for its unit tests. */

import type { Folded } from "../../entrypoints/picker/pictures/fold.ts";
import type { PagePicture } from "../../entrypoints/picker/pictures/picture.ts";

let made = 0;

/** One that its page shows and that is not here yet. */
export function pagePicture(some: Partial<PagePicture> = {}): PagePicture {
  made += 1;
  const url = some.url ?? `http://img.test/p${made}.png`;
  return {
    id: `1-d-${made}`,
    order: made,
    offered: "shown",
    kind: "image",
    url,
    savedUrl: url,
    width: 0,
    height: 0,
    isScaled: false,
    isBroken: false,
    isReadable: false,
    isInSelection: false,
    isComing: false,
    shownIn: {
      tabId: 1,
      frameId: 0,
      documentId: "d",
      frameUrl: "http://pics.test/page",
      pageUrl: "http://pics.test/page",
      title: "Boats",
      charset: "UTF-8",
      isPrivate: false,
    },
    ...some,
  };
}

/** The same with bytes of this digest. */
export function withBytes(sha256: string, some: Partial<PagePicture> = {}, size = 10): PagePicture {
  const blob = new Blob([new Uint8Array(size)], { type: "image/png" });
  const bytes = { blob, mediaType: "image/png", sha256, how: "page-capture", fidelity: "original" } as const;
  return pagePicture({ bytes, ...some });
}

/** One that stands for itself alone. */
export function alone(picture: PagePicture): Folded {
  return { picture, ids: [picture.id], times: 1, isInSelection: picture.isInSelection };
}
