/** What is meant for `ssh` after the host: its options, and the command that is run there. */

/** Options of OpenSSH's client that something follows, as its own list has them (ssh(1)). */
const WITH_VALUE = "BbcDEeFIiJLlmOopQRSWw";
/** Those that are about the session or what is forwarded in it, not about how the host is reached. */
const OF_SESSION = "DLRWwXxYtTNnfsq";

export interface SshArguments {
  /** All options, as they were given. */
  readonly options: readonly string[];
  /** Those of them that say how the host is reached. */
  readonly reaching: readonly string[];
  readonly command: readonly string[];
}

/** Splits them as `ssh` does: what is no option begins the command. */
export function sshArguments(args: readonly string[]): SshArguments {
  const options: string[] = [];
  const reaching: string[] = [];
  for (let at = 0; at < args.length; ) {
    const arg = args[at] ?? "";
    if (arg === "--") return { options, reaching, command: args.slice(at + 1) };
    if (!arg.startsWith("-") || arg === "-") return { options, reaching, command: args.slice(at) };
    const last = lastLetter(arg);
    const taken = last.isOpen ? args.slice(at, at + 2) : [arg];
    options.push(...taken);
    if (!OF_SESSION.includes(last.letter)) reaching.push(...taken);
    at += taken.length;
  }
  return { options, reaching, command: [] };
}

/** The letter that decides about a word of options: what comes behind one with a value is that. */
function lastLetter(word: string): { readonly letter: string; readonly isOpen: boolean } {
  for (const [at, letter] of [...word.slice(1)].entries()) {
    if (WITH_VALUE.includes(letter)) return { letter, isOpen: at === word.length - 2 };
  }
  return { letter: word.at(-1) ?? "", isOpen: false };
}
