/** A word for what a file is, short enough for a row: its ending, else what its type is called. */

import { endingOf, kindWord, type NamedFile } from "../../../shared/extension/look/file-kind.ts";

/** A longer ending is no word that anybody knows. */
const MAX_CHARACTERS = 5;

export function shortKind(file: NamedFile): string {
  const ending = endingOf(file.name);
  return ending === "" || ending.length > MAX_CHARACTERS ? kindWord(file) : ending.toUpperCase();
}
