/** What `pagewire doctor` has found, as lines: aligned on a terminal, where a failure can't be overlooked. */

import type { Terminal } from "../terminal/terminal.ts";

/** One check as `--json` shows it. */
export interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly fix: string;
}

const OK = "ok  ";
const FAIL = "FAIL";
const GAP = "  ";

export function showFindings(findings: readonly Finding[], terminal: Terminal): void {
  const widest = Math.max(...findings.map(({ check }) => check.length));
  for (const finding of findings) {
    const { check, ok, detail, fix } = finding;
    const object = { ...finding, fix: ok ? "" : fix };
    const hasFix = !ok && fix !== "";
    if (terminal.look.columns === undefined) {
      const line = `${GAP}${check}: ${detail}${hasFix ? ` → ${fix}` : ""}`;
      terminal.data(object, [
        ok ? { text: OK, style: "green" } : { text: FAIL, style: "red" },
        { text: line },
      ]);
      continue;
    }
    const name = `${GAP}${check.padEnd(widest)}${GAP}`;
    terminal.data(
      object,
      ok
        ? [{ text: OK, style: "green" }, { text: name, style: "dim" }, { text: detail }]
        : [{ text: FAIL + name, style: "red" }, { text: detail }],
    );
    if (hasFix) {
      const indent = " ".repeat(FAIL.length + name.length);
      terminal.line([{ text: `${indent}→ ` }, { text: fix, style: "bold" }]);
    }
  }
}
