/** Reads the arguments of a call; what is wrong with them is one sentence for the model. */

import * as v from "valibot";
import { message } from "../../../shared/texts/message.ts";
import { SaidError } from "../../../shared/texts/said.ts";

/** Throws `SaidError` that names the argument. */
export function readArguments<Schema extends v.GenericSchema>(
  schema: Schema,
  args: unknown,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, args ?? {});
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const field = v.getDotPath(issue) ?? "";
  throw new SaidError(message("agent.argument-wrong", { field, expected: issue.expected ?? issue.message }));
}

const MAX_ID_CHARACTERS = 255;
/** An id, its beginning, a name, or `latest`. */
export const IdSchema = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_ID_CHARACTERS));
