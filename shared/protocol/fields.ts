/** Reads the fields of an untrusted JSON object, each check a typed error that names the field. */

import { HEX_FORM } from "./hex.ts";
import { ProtocolError } from "./protocol-error.ts";

/** A JSON object nobody has checked yet. */
export type Fields = Readonly<Record<string, unknown>>;

const encoder = new TextEncoder();

/** The length of a text in UTF-8 bytes: the only length the wire knows. */
export function utf8Length(text: string): number {
  return encoder.encode(text).length;
}

/** Parses a text frame that must hold one JSON object of at most `maxBytes`. */
export function parseFields(text: string, maxBytes: number, what: string): Fields {
  const bytes = utf8Length(text);
  if (bytes > maxBytes) {
    throw new ProtocolError(
      "frame_too_large",
      `${what} has ${bytes} bytes; at most ${maxBytes} are allowed.`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ProtocolError("malformed_frame", `${what} is not JSON.`);
  }
  if (!isFields(value)) throw new ProtocolError("malformed_frame", `${what} is not a JSON object.`);
  return value;
}

/** Whether a value is a plain JSON object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * A text as disks, databases and terminals can hold it: half a character has no bytes, and a NUL ends a path, a
 * program's argument and a terminal's line.
 */
export function keepableText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\u{FFFD}");
}

/** A required text of at most `maxBytes` UTF-8 bytes, as `keepableText` makes it. */
export function textField(fields: Fields, name: string, maxBytes: number): string {
  const value = own(fields, name);
  if (value === undefined) throw new ProtocolError("field_missing", `The field "${name}" is missing.`);
  if (typeof value !== "string")
    throw new ProtocolError("field_wrong", `The field "${name}" must be a text.`);
  const text = keepableText(value);
  const bytes = utf8Length(text);
  if (bytes > maxBytes) {
    throw new ProtocolError(
      "field_too_large",
      `The field "${name}" has ${bytes} bytes; at most ${maxBytes} are allowed.`,
    );
  }
  return text;
}

/** A text that may be absent or null. */
export function optionalTextField(fields: Fields, name: string, maxBytes: number): string | undefined {
  const value = own(fields, name);
  return value === undefined || value === null ? undefined : textField(fields, name, maxBytes);
}

/** A required whole number between `least` and `most`, both included. */
export function integerField(fields: Fields, name: string, least: number, most: number): number {
  const value = own(fields, name);
  if (value === undefined) throw new ProtocolError("field_missing", `The field "${name}" is missing.`);
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < least || value > most) {
    throw new ProtocolError(
      "field_wrong",
      `The field "${name}" must be a whole number from ${least} to ${most}.`,
    );
  }
  return value;
}

/** One of a fixed set of words. */
export function choiceField<const T extends string>(fields: Fields, name: string, choices: readonly T[]): T {
  const value = own(fields, name);
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) {
    throw new ProtocolError("field_wrong", `The field "${name}" must be one of ${choices.join(", ")}.`);
  }
  return choice;
}

/** Lower-case hexadecimal of exactly `bytes` bytes: nonces, digests, ids. */
export function hexField(fields: Fields, name: string, bytes: number): string {
  const value = textField(fields, name, bytes * 2);
  if (value.length !== bytes * 2 || !HEX_FORM.test(value)) {
    throw new ProtocolError(
      "field_wrong",
      `The field "${name}" must be ${bytes} bytes as lower-case hexadecimal.`,
    );
  }
  return value;
}

/** The same, which may be absent or null. */
export function optionalHexField(fields: Fields, name: string, bytes: number): string | undefined {
  const value = own(fields, name);
  return value === undefined || value === null ? undefined : hexField(fields, name, bytes);
}

/** A required list of exactly so many values of `bytes` bytes as lower-case hexadecimal. */
export function hexListField(fields: Fields, name: string, items: number, bytes: number): string[] {
  const value = own(fields, name);
  if (!Array.isArray(value) || value.length !== items)
    throw new ProtocolError("field_wrong", `The field "${name}" must be a list of ${items}.`);
  return value.map((item: unknown) => hexField({ [name]: item }, name, bytes));
}

/** A required list of short texts. */
export function textListField(fields: Fields, name: string, maxItems: number, maxBytes: number): string[] {
  const value = own(fields, name);
  if (!Array.isArray(value) || value.length > maxItems) {
    throw new ProtocolError(
      "field_wrong",
      `The field "${name}" must be a list of at most ${maxItems} texts.`,
    );
  }
  return value.map((item: unknown) => textField({ [name]: item }, name, maxBytes));
}

function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
