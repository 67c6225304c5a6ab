/** Brings one tab's pictures into the list: what its frames say, and the bytes out of the page as the browser saves it. */

import { maySavePages } from "../../../shared/extension/browser/saved-page.ts";
import type { PicturePart } from "../../../shared/extension/mhtml/all-parts.ts";
import { comparable } from "../../../shared/extension/mhtml/wanted-part.ts";
import { type ListedTogether, MAX_LISTED } from "../../../shared/extension/page-pictures.ts";
import type { Bytes, PagePicture } from "../pictures/picture.ts";
import type { PictureList } from "../pictures/picture-list.ts";
import { type FramePlace, listFrames } from "./frames.ts";
import { digestOf, pixelSize } from "./measure.ts";
import { ownBytes } from "./own-bytes.ts";
import { readSavedPage } from "./saved-page.ts";

/** A tab that is read; `index` is its place among those that are. */
export interface FedTab {
  readonly id: number;
  readonly index: number;
  readonly url: string | undefined;
  readonly isPrivate: boolean;
}

/** What became of a tab: whether our script could run in it. */
export interface TabOutcome {
  readonly isReadable: boolean;
}

/** More frames of one tab are one behind the other. */
const MAX_FRAMES = 1_000;
/** A busy page is written down in any case. */
const LIST_FIRST_MS = 300;

interface SavedPart {
  readonly part: PicturePart;
  readonly bytes: Promise<Bytes>;
  isAmbiguous: boolean;
}

export class TabFeed {
  readonly #tab: FedTab;
  readonly #list: PictureList;
  readonly #signal: AbortSignal;
  readonly #parts = new Map<string, SavedPart>();
  /** Those whose bytes the saved page may have, by the address there. */
  readonly #waiting = new Map<string, string[]>();
  readonly #frames: string[] = [];
  readonly #numbers = new Map<string, { readonly place: FramePlace; readonly number: number }>();
  readonly #begun = Promise.withResolvers<void>();
  #isSaving = true;

  constructor(tab: FedTab, list: PictureList, signal: AbortSignal) {
    this.#tab = tab;
    this.#list = list;
    this.#signal = signal;
  }

  /** Resolves when everything that comes without asking a site is here. */
  async read(): Promise<TabOutcome> {
    // A page that is being written down answers nothing meanwhile (measured, 200 ms of 300 pictures): it lists some before.
    const late = setTimeout(this.#begun.resolve, LIST_FIRST_MS);
    const saving = this.#begun.promise.then(() => this.#save());
    const frames = await listFrames(this.#tab.id, (place, listed) => this.#add(place, listed), this.#signal);
    clearTimeout(late);
    this.#begun.resolve();
    await saving;
    this.#isSaving = false;
    await this.#askFrames();
    return { isReadable: frames > 0 };
  }

  async #save(): Promise<void> {
    if (!(await maySavePages())) return;
    await readSavedPage(this.#tab.id, (part) => this.#takePart(part), this.#signal);
  }

  #add(place: FramePlace, { frameUrl, title, charset, pictures }: ListedTogether): void {
    this.#begun.resolve();
    const { id: tabId, index, url: pageUrl, isPrivate } = this.#tab;
    if (!this.#frames.includes(place.documentId)) this.#frames.push(place.documentId);
    // Those of frames come behind those of the page itself.
    const behind = Math.min(this.#frames.indexOf(place.documentId) + 1, MAX_FRAMES - 1);
    const frame = place.frameId === 0 ? 0 : behind;
    const shownIn = { ...place, frameUrl, pageUrl, title, charset, isPrivate };
    const added = pictures.map(({ number, of, ...listed }): PagePicture => {
      const id = `${tabId}-${place.documentId}-${number}`;
      this.#numbers.set(id, { place, number });
      const order = (index * MAX_FRAMES + frame) * MAX_LISTED + number;
      return { ...listed, id, order, shownIn, isComing: listed.offered === "shown" };
    });
    this.#list.add(added);
    for (const { id, savedUrl } of added) {
      if (savedUrl === "") continue;
      const location = comparable(savedUrl);
      const others = this.#waiting.get(location);
      if (others) others.push(id);
      else this.#waiting.set(location, [id]);
      const saved = this.#parts.get(location);
      if (saved) void this.#give(id, saved);
    }
  }

  #takePart(part: PicturePart): void {
    const known = this.#parts.get(part.location);
    if (known) {
      void this.#compare(known, part);
      return;
    }
    const saved = { part, bytes: bytesOf(part), isAmbiguous: false };
    this.#parts.set(part.location, saved);
    for (const id of this.#waiting.get(part.location) ?? []) void this.#give(id, saved);
  }

  /** Two parts at one address that differ: nobody knows which of them is whose. */
  async #compare(known: SavedPart, part: PicturePart): Promise<void> {
    const [first, second] = await Promise.all([known.bytes, bytesOf(part)]);
    if (first.sha256 === second.sha256) return;
    known.isAmbiguous = true;
    for (const id of this.#waiting.get(part.location) ?? []) this.#takeBack(id, first);
  }

  #takeBack(id: string, given: Bytes): void {
    const picture = this.#list.get(id);
    if (picture?.bytes !== given) return;
    const { bytes: _, ...without } = picture;
    this.#list.add([{ ...without, isComing: this.#isSaving }]);
  }

  /** One address is saved once: what another frame shows of it, or another candidate, may be another picture. */
  async #give(id: string, saved: SavedPart): Promise<void> {
    const bytes = await saved.bytes;
    const picture = this.#list.get(id);
    if (!picture || picture.bytes || saved.isAmbiguous) return;
    const { width, height, isScaled, savedUrl, url, shownIn } = picture;
    const isOwn = savedUrl === url && saved.part.frameUrl === shownIn.frameUrl;
    const needsSize = width === 0 || height === 0 || isScaled;
    const size = isOwn && !needsSize ? undefined : await pixelSize(bytes.blob);
    const isOther = !isOwn && !needsSize && size && (size.width !== width || size.height !== height);
    if (isOther || saved.isAmbiguous) return;
    this.#list.change(id, {
      bytes,
      isComing: false,
      ...(needsSize && size ? { ...size, isScaled: false } : {}),
    });
  }

  /** What the saved page did not have: the frames' own bytes, and for the rest its site alone is left. */
  async #askFrames(): Promise<void> {
    const open = this.#list.all.filter(({ shownIn, isComing }) => shownIn.tabId === this.#tab.id && isComing);
    await Promise.all(open.map((picture) => this.#askFrame(picture)));
  }

  async #askFrame(picture: PagePicture): Promise<void> {
    const known = this.#numbers.get(picture.id);
    const blob =
      known && picture.isReadable ? await ownBytes(known.place, known.number, this.#signal) : undefined;
    if (!blob) return this.#list.change(picture.id, { isComing: false });
    const isDrawn = picture.url === "" && blob.type !== "image/svg+xml";
    const how = isDrawn ? "drawn" : picture.url === "" || picture.url === "data:" ? "document" : "page-copy";
    const fidelity = isDrawn ? "re-encoded" : "original";
    const [sha256, size] = await Promise.all([
      digestOf(blob),
      picture.width === 0 || picture.isScaled ? pixelSize(blob) : undefined,
    ]);
    const bytes: Bytes = { blob, mediaType: plainType(blob.type), sha256, how, fidelity };
    this.#list.change(picture.id, { bytes, isComing: false, ...(size ? { ...size, isScaled: false } : {}) });
  }
}

async function bytesOf({ chunks, mediaType }: PicturePart): Promise<Bytes> {
  const blob = new Blob([...chunks], { type: mediaType });
  return { blob, mediaType, sha256: await digestOf(blob), how: "page-capture", fidelity: "original" };
}

function plainType(type: string): string {
  return (type.split(";")[0] ?? "").trim().toLowerCase();
}
