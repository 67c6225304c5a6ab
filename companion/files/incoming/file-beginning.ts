/** The beginning of a file on its way in: what it is by its bytes, judged as soon as enough of them are there. */

import type { Offer } from "../../../shared/protocol/lane-words.ts";
import { type Message, message } from "../../../shared/texts/message.ts";
import type { Accepts } from "../accepted-types.ts";
import type { DetectedType } from "../detected-type.ts";
import { diskRefusal, TransferRefused } from "../disk-refusal.ts";
import { KeptBeginning } from "../kept-beginning.ts";
import { detectType, readyDetector } from "../media-type.ts";
import { contentKey, type ReadingNotes } from "../reading-notes.ts";

export interface FileBeginningOptions {
  readonly offer: Offer;
  readonly accepts: Accepts;
  /** Where it is noted that the bytes are being looked into. */
  readonly notes: ReadingNotes | undefined;
  /** By what the notes know the offer. */
  readonly key: string;
}

export class FileBeginning {
  readonly #options: FileBeginningOptions;
  readonly #beginning = new KeptBeginning();
  #isJudged = false;
  #detected: DetectedType | undefined;

  constructor(options: FileBeginningOptions) {
    this.#options = options;
  }

  /** What it is; known once it is judged. */
  get detected(): DetectedType | undefined {
    return this.#detected;
  }

  /**
   * Takes the next bytes, until there are enough: a first piece of a few bytes says nothing. Throws `TransferRefused`
   * where an image was promised and this is none, where its type is not wanted, or where the process died over such
   * bytes too often.
   */
  async take(parts: readonly Uint8Array[]): Promise<void> {
    if (this.#isJudged) return;
    for (const part of parts) this.#beginning.take(part);
    if (this.#beginning.isWhole(this.#options.offer.bytes)) await this.finish();
  }

  /** There are no more bytes than have been taken. Throws as `take` does. */
  async finish(): Promise<void> {
    if (this.#isJudged) return;
    this.#isJudged = true;
    const { bytes } = this.#beginning;
    if (bytes.length > 0) await readyDetector();
    const { notes, offer, key } = this.#options;
    const content = contentKey(bytes);
    try {
      // Of an offer that is let try once more the same bytes are, too.
      if (!notes?.knows(key)) notes?.check(content, offer.name);
    } catch (error) {
      throw diskRefusal(error);
    }
    const judge = (): Promise<void> => this.#judge(bytes);
    await (notes?.during([key, content], judge) ?? judge());
    notes?.passed(content);
  }

  async #judge(bytes: Uint8Array): Promise<void> {
    const { offer, accepts } = this.#options;
    this.#detected = bytes.length === 0 ? undefined : await detectType(bytes);
    if (offer.expects === "image" && bytes.length === 0)
      throw new TransferRefused("empty", message("capture.empty-image"));
    if (offer.expects === "image" && !this.#detected?.isImage)
      throw new TransferRefused("not_an_image", notAnImage(this.#detected));
    accepts(this.#detected, bytes);
  }
}

function notAnImage(detected: DetectedType | undefined): Message {
  const found =
    detected?.mediaType === "text/html"
      ? message("files.a-web-page")
      : (detected?.mediaType ?? message("files.something-else"));
  return message("files.no-image", { found });
}
