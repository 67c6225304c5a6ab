/** `config.json`: optional settings, checked once at start; a wrong one is named in one line. */

import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import * as v from "valibot";
import { templateFlaw } from "../shared/naming/template.ts";
import { SIDECAR_KINDS } from "../shared/protocol/kept/kept-words.ts";
import { MAX_FILE_BYTES } from "../shared/protocol/limits.ts";
import { message } from "../shared/texts/message.ts";
import { readSaid, SaidError } from "../shared/texts/said.ts";
import { text } from "../shared/texts/text.ts";
import { TYPE_PATTERN } from "./files/accepted-types.ts";
import { asDiskAllows } from "./home/disk-trials.ts";
import { replaceFile } from "./home/durable.ts";
import { distrust } from "./home/ownership.ts";
import { repeatedName } from "./home/repeated-names.ts";
import { PriceSettingsSchema } from "./prices/settings/price-settings.ts";
import { errorCode, reason } from "./process/system-error.ts";

const TypeSchema = v.pipe(
  v.string(),
  v.regex(TYPE_PATTERN, () => text("config.media-type")),
);
/** One argument of a program; the system ends it at a NUL. */
const ArgumentSchema = v.pipe(
  v.string(),
  v.regex(/^[^\0]*$/, () => text("config.nul")),
);
/** A program and its arguments. */
const ProgramSchema = v.pipe(
  v.array(ArgumentSchema, () => text("config.words")),
  v.check(
    ([program = ""]) => program.trim() !== "",
    () => text("config.program"),
  ),
);
/** A pattern of file names; one that fits every name would switch the folder off. */
const PatternSchema = v.pipe(
  v.string(() => text("config.patterns")),
  v.check(
    (pattern) => /[^*\s]/.test(pattern) && !/[/\0]/.test(pattern),
    () => text("config.pattern"),
  ),
);
/** The rule by which what is received is named. */
const TemplateSchema = v.pipe(
  v.string(() => text("config.template")),
  v.rawCheck(({ dataset, addIssue }) => {
    const flaw = dataset.typed ? templateFlaw(dataset.value) : undefined;
    // It stands within a sentence that has an end of its own.
    if (flaw) addIssue({ message: readSaid(flaw).replace(/[.。]$/, "") });
  }),
);
const sidecarsWanted = (): string => text("config.sidecars", { kinds: JSON.stringify(SIDECAR_KINDS) });
/** What is written beside each file that is received. */
const SidecarsSchema = v.pipe(
  v.array(v.picklist(SIDECAR_KINDS, sidecarsWanted), sidecarsWanted),
  v.check((kinds) => new Set(kinds).size === kinds.length, sidecarsWanted),
);
const ConfigSchema = v.strictObject({
  maxFileBytes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_FILE_BYTES))),
  acceptedTypes: v.optional(
    v.pipe(
      v.array(TypeSchema, () => text("config.types")),
      v.minLength(1, () => text("config.no-type")),
    ),
  ),
  onReceived: v.optional(ProgramSchema),
  /** Run for each price alert that fires. */
  onAlert: v.optional(ProgramSchema),
  outboxIgnores: v.optional(v.array(PatternSchema, () => text("config.patterns"))),
  naming: v.optional(v.strictObject({ template: v.optional(TemplateSchema) })),
  sidecars: v.optional(SidecarsSchema),
  prices: v.optional(PriceSettingsSchema),
});

export type Config = v.InferOutput<typeof ConfigSchema>;

/** A setting is wrong; the message names it and says what it must be. */
export class ConfigWrong extends SaidError {
  override readonly name = "ConfigWrong";
  readonly code = "config_wrong";
}

/** Reads the settings, which nobody else may write; a file that is not there means none. Throws `ConfigWrong`. */
export function readConfig(file: string): Config {
  let written: string;
  try {
    const flaw = distrust(file);
    if (flaw !== undefined) throw new ConfigWrong(asDiskAllows(flaw));
    // Nobody may ever write into a pipe.
    if (!statSync(file).isFile()) throw new ConfigWrong(message("config.no-file", { file }));
    written = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof ConfigWrong) throw error;
    if (errorCode(error) === "ENOENT") return {};
    throw new ConfigWrong(message("config.unreadable", { file, reason: reason(error) }), { cause: error });
  }
  let value: unknown;
  try {
    value = JSON.parse(written);
  } catch {
    throw new ConfigWrong(message("config.no-json", { file }));
  }
  const [area, list, venue] = repeatedName(written) ?? [];
  if (area === "prices" && list === "venues" && venue !== undefined) {
    const flaw = message("venue.twice", { venue });
    throw new ConfigWrong(message("config.wrong", { file, field: "prices.venues", flaw }));
  }
  const result = v.safeParse(ConfigSchema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const field = v.getDotPath(issue) ?? message("config.the-file");
  throw new ConfigWrong(message("config.wrong", { file, field, flaw: issue.message }));
}

/**
 * Changes settings in the file, which a program does only where its user asks for it; all else that stands there stays.
 * Throws `ConfigWrong` where the file is not in order as it is, else the system's error.
 */
export async function changeConfig(file: string, change: Pick<Config, "naming" | "sidecars">): Promise<void> {
  const before = readConfig(file);
  // A link to somebody's own collection of settings stays one.
  const target = existsSync(file) ? realpathSync(file) : file;
  await replaceFile(target, `${JSON.stringify({ ...before, ...change }, null, 2)}\n`);
}
