/** Every regular expression in the project's sources, found by parsing them. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseSync, Visitor } from "vite";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const FOLDERS = ["companion", "shared", "entrypoints", "scripts"] as const;
/** What makes a pattern of a text where it is not given one. */
const MAKES_PATTERNS: ReadonlySet<string> = new Set(["match", "matchAll", "search"]);

/** One regular expression and the file it stands in. */
export interface SourcePattern {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

export interface SourcePatterns {
  readonly patterns: readonly SourcePattern[];
  /** Places where a pattern is put together at run time: nobody can judge those. */
  readonly unreadable: readonly string[];
}

/** All of them, in all folders that run on a user's computer. */
export function sourcePatterns(): SourcePatterns {
  const all = FOLDERS.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.(?:tsx?|mjs)$/.test(file))
      .map((file) => path.join(folder, file)),
  ).map((file) => patternsIn(file, readFileSync(path.join(ROOT, file), "utf8")));
  return {
    patterns: all.flatMap(({ patterns }) => patterns),
    unreadable: all.flatMap(({ unreadable }) => unreadable),
  };
}

/** Those of one file. Throws where it can't be parsed. */
export function patternsIn(file: string, text: string): SourcePatterns {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const patterns: SourcePattern[] = [];
  const unreadable: string[] = [];
  const constants = new Set<string>();
  /** Where `RegExp` is only a type. */
  const types = new Set<number>();
  const place = (start: number): string => `${file}:${text.slice(0, start).split("\n").length}`;
  new Visitor({
    Literal(node) {
      if ("regex" in node && node.regex) {
        patterns.push({ file, source: node.regex.pattern, flags: node.regex.flags });
      }
    },
    VariableDeclarator({ id, init }) {
      if (id.type === "Identifier" && init?.type === "Literal" && "regex" in init) constants.add(id.name);
    },
    TSTypeReference({ typeName }) {
      types.add(typeName.start);
    },
    Identifier({ name, start }) {
      if (name === "RegExp" && !types.has(start)) unreadable.push(`${place(start)}: RegExp`);
    },
    CallExpression({ callee, arguments: words, start }) {
      if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return;
      const [word] = words;
      const isPattern =
        (word?.type === "Literal" && "regex" in word) ||
        (word?.type === "Identifier" && constants.has(word.name));
      if (MAKES_PATTERNS.has(callee.property.name) && !isPattern && words.length === 1)
        unreadable.push(`${place(start)}: ${callee.property.name}`);
    },
  }).visit(program);
  return { patterns, unreadable };
}
