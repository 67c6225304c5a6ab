/** What a shell is told to complete `pagewire` with: one script a shell, made of the grammar that the help is made of. */

import type { Shell } from "./shells.ts";

/** One command of the grammar. */
export interface CompletedCommand {
  readonly name: string;
  readonly help: string;
  readonly options: readonly CompletedOption[];
  /** What its arguments can be. */
  readonly takes: Completed;
}

export interface CompletedOption {
  readonly flag: string;
  readonly help: string;
  /** What comes after it; `undefined` where nothing does. */
  readonly takes: Completed | undefined;
}

/** What stands in a place: one of some words, a file, a folder, or something that no shell knows. */
export type Completed = readonly string[] | "file" | "folder" | "other";

/** The script of a shell. */
export function completionScript(shell: Shell, commands: readonly CompletedCommand[]): string {
  return { bash: bashScript, zsh: zshScript, fish: fishScript }[shell](commands);
}

/** Between single quotes, for all three shells: what is in there is never more than text. */
const quoted = (text: string): string => `'${text.replaceAll("\\", "").replaceAll("'", "’")}'`;
const words = (of: readonly { readonly name: string }[]): string => of.map(({ name }) => name).join(" ");

/** A name with a space is one. */
const LINES = "IFS=$'\\n'";

function bashScript(commands: readonly CompletedCommand[]): string {
  const values = (takes: Completed): string => {
    if (takes === "file") return `${LINES}; COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames`;
    if (takes === "folder") return `${LINES}; COMPREPLY=($(compgen -d -- "$word")); compopt -o filenames`;
    if (takes === "other") return "COMPREPLY=()";
    return `COMPREPLY=($(compgen -W ${quoted(takes.join(" "))} -- "$word"))`;
  };
  const cases = commands.map(({ name, options, takes }) => {
    const before = options.flatMap((option) =>
      option.takes === undefined ? [] : [`        ${option.flag}) ${values(option.takes)}; return ;;`],
    );
    const flags = options.map(({ flag }) => flag).join(" ");
    return [
      `    ${name})`,
      ...(before.length > 0 ? ['      case "$before" in', ...before, "      esac"] : []),
      `      if [[ "$word" == -* ]]; then COMPREPLY=($(compgen -W ${quoted(flags)} -- "$word")); return; fi`,
      `      ${values(takes)} ;;`,
    ].join("\n");
  });
  return [
    "_pagewire() {",
    `  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" IFS=$' \\t\\n'`,
    "  if [[ $COMP_CWORD -eq 1 ]]; then",
    `    COMPREPLY=($(compgen -W ${quoted(words(commands))} -- "$word"))`,
    "    return",
    "  fi",
    `  case "\${COMP_WORDS[1]}" in`,
    ...cases,
    "  esac",
    "}",
    "complete -F _pagewire pagewire",
  ].join("\n");
}

function zshScript(commands: readonly CompletedCommand[]): string {
  const values = (takes: Completed): string => {
    if (takes === "file") return "_files";
    if (takes === "folder") return "_files -/";
    return takes === "other" ? "true" : `compadd -- ${takes.map(quoted).join(" ")}`;
  };
  const described = (name: string, help: string): string => quoted(`${name}:${help}`);
  const cases = commands.map(({ name, options, takes }) => {
    const before = options.flatMap((option) =>
      option.takes === undefined ? [] : [`        ${option.flag}) ${values(option.takes)}; return ;;`],
    );
    return [
      `    ${name})`,
      ...(before.length > 0 ? [`      case "\${words[CURRENT-1]}" in`, ...before, "      esac"] : []),
      `      if [[ "\${words[CURRENT]}" == -* ]]; then`,
      `        lines=(${options.map(({ flag, help }) => described(flag, help)).join(" ")})`,
      "        _describe option lines -- && return",
      "      fi",
      `      ${values(takes)} ;;`,
    ].join("\n");
  });
  return [
    "#compdef pagewire",
    "_pagewire() {",
    "  local -a lines",
    "  if (( CURRENT == 2 )); then",
    `    lines=(${commands.map(({ name, help }) => described(name, help)).join(" ")})`,
    "    _describe command lines",
    "    return",
    "  fi",
    `  case "\${words[2]}" in`,
    ...cases,
    "  esac",
    "}",
    // Read as a file it defines itself; found as a function of that name it is to complete at once.
    `if [[ "\${funcstack[1]}" == _pagewire ]]; then _pagewire "$@"; else compdef _pagewire pagewire; fi`,
  ].join("\n");
}

function fishScript(commands: readonly CompletedCommand[]): string {
  const values = (takes: Completed): string => {
    if (takes === "file") return " -F";
    if (takes === "folder") return ` -f -a ${quoted("(__fish_complete_directories)")}`;
    return takes === "other" ? " -f" : ` -f -a ${quoted(takes.join(" "))}`;
  };
  return [
    "complete -c pagewire -e",
    "complete -c pagewire -f",
    ...commands.flatMap(({ name, help, options, takes }) => {
      const here = quoted(`__fish_seen_subcommand_from ${name}`);
      return [
        `complete -c pagewire -n '__fish_use_subcommand' -a ${name} -d ${quoted(help)}`,
        ...(takes === "other" ? [] : [`complete -c pagewire -n ${here}${values(takes)}`]),
        ...options.map(({ flag, help: about, takes: value }) => {
          const after = value === undefined ? "" : ` -r${values(value)}`;
          return `complete -c pagewire -n ${here} -l ${flag.replace(/^--/, "")}${after} -d ${quoted(about)}`;
        }),
      ];
    }),
  ].join("\n");
}
