/** Where a file came from: what a sender may say of it in its offer. */

import { integerField, isFields, optionalTextField, textField } from "./fields.ts";
import { MAX_CAPTION_BYTES, MAX_TIME_MS, MAX_URL_BYTES } from "./limits.ts";
import { ProtocolError } from "./protocol-error.ts";

/** How the bytes were had, from what needs least of the page and its site to what shows least of the file. */
export const HOWS = [
  "document",
  "page-copy",
  "page-capture",
  "page-request",
  "request",
  "drawn",
  "cut",
] as const;
export type How = (typeof HOWS)[number];

/** Where a file came from, as the sender knows it. */
export interface Source {
  readonly url: string;
  readonly pageUrl?: string;
  readonly title?: string;
  readonly alt?: string;
  /** When it was taken: milliseconds since 1970, at most `MAX_TIME_MS`. */
  readonly at: number;
}

/** Reads where a file came from; throws `ProtocolError` for anything else. */
export function decodeSource(value: unknown): Source | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isFields(value)) throw new ProtocolError("field_wrong", 'The field "source" must be an object.');
  const pageUrl = optionalTextField(value, "pageUrl", MAX_URL_BYTES);
  const title = optionalTextField(value, "title", MAX_CAPTION_BYTES);
  const alt = optionalTextField(value, "alt", MAX_CAPTION_BYTES);
  return {
    url: textField(value, "url", MAX_URL_BYTES),
    at: integerField(value, "at", 0, MAX_TIME_MS),
    ...(pageUrl === undefined ? {} : { pageUrl }),
    ...(title === undefined ? {} : { title }),
    ...(alt === undefined ? {} : { alt }),
  };
}

/** Reads how bytes were had. It never throws: the file is worth more than a word that only a newer end knows. */
export function decodeHow(value: unknown): How | undefined {
  return HOWS.find((how) => how === value);
}
