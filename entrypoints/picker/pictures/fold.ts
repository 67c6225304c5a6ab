/** Pictures that are the same are one: by their bytes where those are here, else by their address. */

import type { PagePicture } from "./picture.ts";

/** One picture, for all that are the same. */
export interface Folded {
  readonly picture: PagePicture;
  /** All of them; the first names it from then on. */
  readonly ids: readonly [string, ...string[]];
  /** How often it is there. */
  readonly times: number;
  /** Whether any of them is in the selection. */
  readonly isInSelection: boolean;
}

/** In the order of the first of each; the one that stands for them is the first that has its bytes. */
export function folded(pictures: readonly PagePicture[]): Folded[] {
  const digests = digestsByUrl(pictures);
  const groups = new Map<string, PagePicture[]>();
  for (const picture of pictures) {
    const key = keyOf(picture, digests);
    const group = groups.get(key);
    if (group) group.push(picture);
    else groups.set(key, [picture]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const withBytes = group.filter(({ bytes }) => bytes !== undefined);
    const picture = withBytes[0] ?? group.find(({ offered }) => offered === "shown") ?? first;
    const described = group.find(({ alt }) => alt !== undefined && alt !== "");
    return [
      {
        picture:
          picture.alt === undefined && described?.alt !== undefined
            ? { ...picture, alt: described.alt }
            : picture,
        ids: [first.id, ...group.slice(1).map(({ id }) => id)],
        times: group.filter(({ offered }) => offered === "shown").length,
        isInSelection: group.some(({ isInSelection }) => isInSelection),
      },
    ];
  });
}

/** What lies at an address, where that is one thing. */
function digestsByUrl(pictures: readonly PagePicture[]): ReadonlyMap<string, string> {
  const digests = new Map<string, string>();
  for (const { url, bytes } of pictures) if (bytes && isAddress(url)) digests.set(url, bytes.sha256);
  return digests;
}

function keyOf({ id, url, bytes }: PagePicture, digests: ReadonlyMap<string, string>): string {
  if (bytes) return bytes.sha256;
  return isAddress(url) ? (digests.get(url) ?? url) : id;
}

/** What the page has drawn, or holds in its document, has none. */
function isAddress(url: string): boolean {
  return url !== "" && url !== "data:";
}
