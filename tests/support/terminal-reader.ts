/** A terminal of a command in this process, and what was written to it. */

import type { Line } from "../../companion/commands/terminal/look.ts";
import { printableOn } from "../../companion/commands/terminal/printable.ts";
import type { Terminal } from "../../companion/commands/terminal/terminal.ts";

/** A terminal so wide, or a program, and what was written to it. */
export function reader(
  columns?: number,
  json = false,
): { readonly terminal: Terminal; readonly lines: string[] } {
  const lines: string[] = [];
  const printable = (text: string): string => printableOn({ isTTY: false }, text);
  const write = (line: Line): void => {
    lines.push(typeof line === "string" ? line : line.map(({ text }) => printable(text)).join(""));
  };
  const terminal: Terminal = {
    json,
    look: { columns, isColoured: false },
    printable,
    data: (object, line) => (json ? void lines.push(JSON.stringify(object)) : write(line)),
    line: write,
    bytes: () => Promise.resolve(true),
    say: write,
    taken: () => Promise.resolve(true),
    isBehind: false,
    unread: new Promise(() => undefined),
    bar: undefined,
  };
  return { terminal, lines };
}
