/** What a file is, as its own bytes say. */

/** A media type and the extension that goes with it. */
export interface DetectedType {
  readonly mediaType: string;
  readonly extension: string;
  readonly isImage: boolean;
}
