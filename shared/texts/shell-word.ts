/** A path or name as a shell takes it for one word, in a command that people copy. */

/** Whose shell reads it. */
export type ShellKind = "posix" | "windows";

const PLAIN = /[^\p{L}\p{N}_@%+=:,./-]/u;
/** What a person doesn't see, or what would end the command in a sentence of ours. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}`]/u;

export function shellWord(word: string, kind: ShellKind = "posix"): string {
  if (kind === "windows") return PLAIN.test(word.replaceAll("\\", "/")) || word === "" ? `"${word}"` : word;
  if (word !== "" && !PLAIN.test(word)) return word;
  return UNSEEN.test(word) ? escapedWord(word) : `'${word.replaceAll("'", "'\\''")}'`;
}

/** As bash, zsh and ksh read it. */
function escapedWord(word: string): string {
  const escaped = Array.from(word, (character) => {
    if (character === "'" || character === "\\") return `\\${character}`;
    return UNSEEN.test(character) ? bytesOf(character) : character;
  });
  return `$'${escaped.join("")}'`;
}

function bytesOf(character: string): string {
  const bytes = new TextEncoder().encode(character);
  return Array.from(bytes, (byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
}
