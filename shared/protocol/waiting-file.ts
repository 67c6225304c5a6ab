/** What the companion says of files that wait for this browser, read as something that anybody may have said. */

import { type Fields, hexField, integerField, isFields, optionalHexField, textField } from "./fields.ts";
import { MAX_FILE_BYTES, MAX_TIME_MS, MAX_TYPE_BYTES, MAX_WIRE_NAME_BYTES } from "./limits.ts";
import { ProtocolError } from "./protocol-error.ts";
import type { WaitingFile } from "./topics.ts";

const ID_BYTES = 16;
const SHA256_BYTES = 32;
/** A client's id and its name: both are shorter. */
const MAX_SENDER_CHARACTERS = 1_000;

/** Reads one file that waits; throws `ProtocolError` for anything else. */
export function decodeWaitingFile(payload: unknown): WaitingFile {
  const fields = object(payload);
  const replaces = optionalHexField(fields, "replaces", ID_BYTES);
  return {
    id: hexField(fields, "id", ID_BYTES),
    name: textField(fields, "name", MAX_WIRE_NAME_BYTES),
    bytes: integerField(fields, "bytes", 0, MAX_FILE_BYTES),
    mediaType: textField(fields, "mediaType", MAX_TYPE_BYTES),
    sha256: hexField(fields, "sha256", SHA256_BYTES),
    at: integerField(fields, "at", 0, MAX_TIME_MS),
    ...(replaces !== undefined && { replaces }),
    ...senderOf(fields),
  };
}

/** Who has sent it. It never throws: the file is worth more than who it is from. */
function senderOf({ from, show }: Fields): Pick<WaitingFile, "from" | "show"> {
  if (!isFields(from)) return {};
  const { id, name } = from;
  if (typeof id !== "string" || typeof name !== "string" || id.length + name.length > MAX_SENDER_CHARACTERS)
    return {};
  return { from: { id, name }, ...(show === true && { show }) };
}

/** What waits, as the reply to a join says it: one that can't be read keeps no other back. */
export interface WaitingFiles {
  readonly files: readonly WaitingFile[];
  /** How many could not be read. */
  readonly unreadable: number;
}

/** Reads the reply to a join; throws `ProtocolError` where it holds no list. */
export function decodeWaitingFiles(payload: unknown): WaitingFiles {
  const { waiting } = object(payload);
  if (!Array.isArray(waiting)) throw new ProtocolError("field_wrong", 'The field "waiting" must be a list.');
  const files = waiting.flatMap((file: unknown) => {
    try {
      return [decodeWaitingFile(file)];
    } catch (error) {
      if (error instanceof ProtocolError) return [];
      throw error;
    }
  });
  return { files, unreadable: waiting.length - files.length };
}

function object(payload: unknown): Fields {
  if (!isFields(payload)) throw new ProtocolError("malformed_frame", "It must be a JSON object.");
  return payload;
}
