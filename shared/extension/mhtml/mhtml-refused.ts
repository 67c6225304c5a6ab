/** Why a document of MHTML is not read any further. */

/** Thrown from the reading; what was read before counts for nothing. `broken`: it is no MHTML, or ends too early. */
export class MhtmlRefused extends Error {
  override readonly name = "MhtmlRefused";
  readonly code: "too-large" | "broken";

  constructor(code: MhtmlRefused["code"]) {
    super(`The page as one document is ${code}.`);
    this.code = code;
  }
}
