/** The fields that come from outside again and again, each held to what disks and databases can hold. */

import * as v from "valibot";
import { keepableText } from "../../shared/protocol/fields.ts";
import { HEX_FORM } from "../../shared/protocol/hex.ts";
import { MAX_FILE_BYTES, MAX_TIME_MS } from "../../shared/protocol/limits.ts";

/** A moment, in milliseconds since 1970. */
export const TimeSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_TIME_MS));
/** A size. */
export const BytesSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_FILE_BYTES));

/** A text of at most `maxBytes` in UTF-8. */
export const textSchema = (maxBytes: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => keepableText(text)),
    v.maxBytes(maxBytes),
  );

/** `bytes` bytes as lower-case hexadecimal: ids and digests. */
export const hexSchema = (bytes: number) => v.pipe(v.string(), v.length(bytes * 2), v.regex(HEX_FORM));

/** Whether a text is base64 as it is written everywhere, with its padding. */
export const isBase64 = (text: string): boolean => text.length % 4 === 0 && BASE64_FORM.test(text);
const BASE64_FORM = /^[A-Za-z0-9+/]*={0,2}$/;
export const Base64Schema = v.pipe(v.string(), v.check(isBase64));
