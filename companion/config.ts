/** `config.json`: optional settings, checked once at start; a wrong one is named in one line. */

import { readFileSync } from "node:fs";
import * as v from "valibot";
import { TYPE_PATTERN } from "./files/accepted-types.ts";
import { errorCode, reason } from "./files/home.ts";

const VenueSchema = v.strictObject({
  url: v.optional(v.pipe(v.string(), v.regex(/^wss?:\/\//, "must begin with ws:// or wss://"))),
  restUrl: v.optional(v.pipe(v.string(), v.regex(/^https?:\/\//, "must begin with http:// or https://"))),
});
const TypeSchema = v.pipe(
  v.string(),
  v.regex(TYPE_PATTERN, "must be a media type such as image/png or image/*"),
);
/** A word of a program's command line; the system ends it at a NUL. */
const WordSchema = v.pipe(v.string(), v.regex(/^[^\0]*$/, "must not contain a NUL character"));
const ONE_TEXT = 'must be a list like ["program", "argument"], not one text: no shell reads it';
const ConfigSchema = v.strictObject({
  maxFileBytes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  acceptedTypes: v.optional(
    v.pipe(
      v.array(TypeSchema, 'must be a list like ["image/*"]'),
      v.minLength(1, "must name a type at least"),
    ),
  ),
  onReceived: v.optional(
    v.pipe(
      v.array(WordSchema, ONE_TEXT),
      v.check(([program = ""]) => program.trim() !== "", "must begin with the name of a program"),
    ),
  ),
  prices: v.optional(v.strictObject({ venues: v.optional(v.record(v.string(), VenueSchema)) })),
});

export type Config = v.InferOutput<typeof ConfigSchema>;

/** A setting is wrong; the message names it and says what it must be. */
export class ConfigWrong extends Error {
  override readonly name = "ConfigWrong";
  readonly code = "config_wrong";
}

/** Reads the settings; a file that is not there means none. Throws `ConfigWrong`. */
export function readConfig(file: string): Config {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return {};
    throw new ConfigWrong(`${file} can't be read (${reason(error)}): mend it or move it away.`, {
      cause: error,
    });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ConfigWrong(`${file} is not JSON: mend it or move it away.`);
  }
  const result = v.safeParse(ConfigSchema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new ConfigWrong(`${file}: "${v.getDotPath(issue) ?? "the file"}" is wrong: ${issue.message}.`);
}
