/** The parts of a document of MHTML, one after the other, as its bytes come: never more of it in memory than is looked at. */

import { ByteSearch } from "./byte-search.ts";
import { boundaryOf, type PartHead, partHead } from "./mhtml-head.ts";
import { MhtmlRefused } from "./mhtml-refused.ts";
import type { StreamWindow } from "./stream-window.ts";

/** More parts are not looked at: pages of 300 pictures are many, and each part costs its search. */
export const MAX_PARTS = 20_000;
/**
 * A part with more above it is passed over. Chromium writes an address in one line however long it is (measured, 3 kB),
 * and addresses of up to 2 MiB exist; no picture that is real needs one.
 */
export const MAX_HEAD_BYTES = 256 * 1024;

/** One part. */
export interface MhtmlPart extends PartHead {
  /** The address of the document it stands under: in what Chromium writes, each frame is followed by what it shows first. */
  readonly frameUrl: string;
  /** Its bytes as they are written down. What is not read of them is passed over when the next part is asked for. */
  body(): AsyncGenerator<Uint8Array<ArrayBuffer>, void>;
}

/** Reads the parts. Throws `MhtmlRefused` where it is no MHTML, ends before its end, or has more parts than `MAX_PARTS`. */
export async function* mhtmlParts(window: StreamWindow): AsyncGenerator<MhtmlPart, void> {
  const boundary = boundaryOf((await takeHead(window)) ?? new Uint8Array(0));
  if (boundary === undefined) throw new MhtmlRefused("broken");
  const delimiter = new ByteSearch(`\r\n--${boundary}`);
  let frameUrl = "";
  let content = new Content(window, delimiter);
  for (let parts = 0; await content.skip(); parts++) {
    if (parts >= MAX_PARTS) throw new MhtmlRefused("too-large");
    const head = await takeHead(window, delimiter);
    const ownContent = new Content(window, delimiter);
    content = ownContent;
    if (!head) continue;
    const told = partHead(head);
    if (told.isFrame) frameUrl = told.location;
    yield { ...told, frameUrl, body: () => ownContent.body() };
  }
}

const HEAD_END = new ByteSearch("\r\n\r\n");
const LINE_END_BYTES = 2;

/**
 * Takes a head, but for the line end of its last line, which may already belong to a delimiter. `undefined` where there is
 * none before the next delimiter, or none so short: then nothing is taken.
 */
async function takeHead(
  window: StreamWindow,
  delimiter?: ByteSearch,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  for (;;) {
    const within = window.bytes.subarray(0, MAX_HEAD_BYTES);
    const end = HEAD_END.find(within);
    const before = end < 0 ? within : within.subarray(0, end + LINE_END_BYTES);
    if ((delimiter?.find(before) ?? -1) >= 0) return undefined;
    if (end >= 0) return window.take(end + LINE_END_BYTES);
    if (within.length === MAX_HEAD_BYTES) return undefined;
    if (!(await window.more())) throw new MhtmlRefused("broken");
  }
}

/** What stands up to the next delimiter: a part's body, or what is above the first part. */
class Content {
  readonly #window: StreamWindow;
  readonly #delimiter: ByteSearch;
  /** Whether another part follows it; unknown while its end has not been found. */
  #isFollowed: boolean | undefined;

  constructor(window: StreamWindow, delimiter: ByteSearch) {
    this.#window = window;
    this.#delimiter = delimiter;
  }

  /** Passes over what is left of it; says whether a part follows. */
  async skip(): Promise<boolean> {
    while (this.#isFollowed === undefined) await this.#next();
    return this.#isFollowed;
  }

  async *body(): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
    let lineEndBytes = LINE_END_BYTES;
    while (this.#isFollowed === undefined) {
      const bytes = await this.#next();
      // The head's last line end comes first, unless it is the delimiter's own.
      const content = bytes.subarray(lineEndBytes);
      lineEndBytes -= bytes.length - content.length;
      if (content.length > 0) yield content;
    }
  }

  /** Takes what is certainly content of what is there, and the delimiter behind it; reads on where there is nothing. */
  async #next(): Promise<Uint8Array<ArrayBuffer>> {
    const { bytes } = this.#window;
    // What follows a delimiter says whether it is one.
    const whole = this.#delimiter.length + 2;
    for (let at = this.#delimiter.find(bytes); at >= 0 && at + whole <= bytes.length; ) {
      const follows = String.fromCharCode(...bytes.subarray(at + whole - 2, at + whole));
      if (follows === "\r\n" || follows === "--") {
        this.#isFollowed = follows === "\r\n";
        const content = this.#window.take(at);
        // The delimiter's line end may be the first of what ends an empty head.
        this.#window.take(this.#delimiter.length);
        return content;
      }
      at = this.#delimiter.find(bytes, at + 1);
    }
    const certain = bytes.length - whole + 1;
    if (certain > 0) return this.#window.take(certain);
    if (!(await this.#window.more())) throw new MhtmlRefused("broken");
    return this.#window.take(0);
  }
}
