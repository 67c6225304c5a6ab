/** What the system said of a failed operation, as a code and as words for people. */

import { message, type Parameter } from "../../shared/texts/message.ts";

/** SQLite's result codes that stand for something the system has a code for (sqlite.org/rescode.html). */
const SQLITE_CODES: Readonly<Record<number, string>> = {
  5: "EBUSY",
  8: "EROFS",
  10: "EIO",
  13: "ENOSPC",
  14: "EACCES",
};

/** The system's code of a failed call (`ENOSPC`), where it has one. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  if (error.code !== "ERR_SQLITE_ERROR" || !("errcode" in error)) return error.code;
  // The lowest byte is the primary code; the rest says where it happened.
  return SQLITE_CODES[Number(error.errcode) & 0xff] ?? error.code;
}

/** A failed system call in a few words to stand within a sentence. */
export function reason(error: unknown): Parameter {
  switch (errorCode(error)) {
    case "ENOSPC":
      return message("system.disk-full");
    case "EDQUOT":
      return message("system.quota");
    case "EACCES":
    case "EPERM":
      return message("system.denied");
    case "EROFS":
      return message("system.read-only");
    case "ENOENT":
      return message("system.not-there");
    case "ENOTDIR":
    case "EEXIST":
      return message("system.in-the-way");
    case "EIO":
      return message("system.disk-error");
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
