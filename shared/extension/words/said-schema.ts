/** A text of the catalogue in what is kept or comes from a page; whether this version has it shows where it is read. */

import * as v from "valibot";
import { decodeSaid, type Said } from "../../protocol/said.ts";

export const OptionalSaidSchema = v.optional(v.custom<Said>((value) => decodeSaid(value) !== undefined));
