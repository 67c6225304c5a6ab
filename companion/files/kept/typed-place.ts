/** Where somebody wants a received file: a name and a folder as they are typed, made legal, and never outside the inbox. */

import { safeFileName } from "../../../shared/naming/file-name.ts";
import { splitName } from "../../../shared/naming/name-ending.ts";
import { safeFolderName } from "../../../shared/naming/place.ts";
import { MAX_FOLDERS } from "../../../shared/naming/template.ts";
import { message } from "../../../shared/texts/message.ts";
import { SaidError } from "../../../shared/texts/said.ts";

/** The name that somebody types, with the ending that its content has. */
export function renamed(before: string, wanted: string): string {
  const { suffix } = splitName(before);
  if (wanted.trim() === "") throw new SaidError(message("kept.no-name"));
  const flat = wanted.replace(/[/\\]/g, "-");
  return suffix === "" ? safeFileName(flat) : safeFileName(flat, suffix.slice(1));
}

/** The folders that somebody types, from the outside in. Throws `SaidError` where they lead out of the inbox. */
export function foldersOf(typed: string): string[] {
  const parts = typed.split(/[/\\]/).map((part) => part.trim());
  if (parts.includes("..") || /^[/\\].|^[A-Za-z]:/.test(typed))
    throw new SaidError(message("kept.outside", { folder: typed }));
  const folders = parts.map(safeFolderName).filter((folder) => folder !== "");
  if (folders.length > MAX_FOLDERS) throw new SaidError(message("kept.deep", { most: MAX_FOLDERS }));
  return folders;
}
