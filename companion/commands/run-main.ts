/** Runs a line: a plain one with as little as it needs, and every other by the grammar. */

import { quickWords } from "./quick/quick-words.ts";
import type { Exit } from "./terminal/terminal.ts";

/** The exit status, when all that was said is taken. */
export async function runMain(args: readonly string[]): Promise<Exit> {
  const words = quickWords(args);
  if (words?.command === "start") {
    const { quickStart } = await import("./quick/quick-start.ts");
    return await quickStart(words);
  }
  if (words) {
    const { quick } = await import("./quick/quick.ts");
    const exit = await quick(words);
    if (exit !== undefined) return exit;
  }
  const { runCommandLine } = await import("./command-line.ts");
  return await runCommandLine(args);
}
