/** The beginning of a file on its way in: what it is by its bytes, judged as soon as enough of them are there. */

import type { Offer } from "../../shared/protocol/lane-words.ts";
import type { Accepts } from "./accepted-types.ts";
import { TransferRefused } from "./disk-refusal.ts";
import { DETECTION_BYTES, type DetectedType, detectType } from "./media-type.ts";

export class FileBeginning {
  readonly #offer: Offer;
  readonly #accepts: Accepts;
  #bytes = Buffer.alloc(0);
  #isJudged = false;
  #detected: DetectedType | undefined;

  constructor(offer: Offer, accepts: Accepts) {
    this.#offer = offer;
    this.#accepts = accepts;
  }

  /** What it is; known once it is judged. */
  get detected(): DetectedType | undefined {
    return this.#detected;
  }

  /**
   * Takes the next bytes, until there are enough: a first piece of a few bytes says nothing. Throws `TransferRefused`
   * where an image was promised and this is none, or where its type is not wanted.
   */
  async take(parts: readonly Uint8Array[]): Promise<void> {
    if (this.#isJudged) return;
    const [first = new Uint8Array()] = parts;
    const isEnough = this.#bytes.length === 0 && first.byteLength >= DETECTION_BYTES;
    const bytes = isEnough ? first : Buffer.concat([this.#bytes, ...parts]);
    this.#bytes = Buffer.from(bytes.subarray(0, DETECTION_BYTES));
    if (this.#bytes.length >= Math.min(DETECTION_BYTES, this.#offer.bytes ?? DETECTION_BYTES))
      await this.finish();
  }

  /** There are no more bytes than have been taken. Throws as `take` does. */
  async finish(): Promise<void> {
    if (this.#isJudged) return;
    this.#isJudged = true;
    this.#detected = this.#bytes.length === 0 ? undefined : await detectType(this.#bytes);
    if (this.#offer.expects === "image" && this.#bytes.length === 0)
      throw new TransferRefused("empty", "The image is empty: its site sent no bytes.");
    if (this.#offer.expects === "image" && !this.#detected?.isImage)
      throw new TransferRefused("not_an_image", notAnImage(this.#detected));
    this.#accepts(this.#detected, this.#bytes);
  }
}

function notAnImage(detected: DetectedType | undefined): string {
  const found =
    detected?.mediaType === "text/html" ? "a web page" : (detected?.mediaType ?? "something else");
  return `The address holds no image but ${found}; nothing was saved. Open the image in a tab of its own and send it from there.`;
}
