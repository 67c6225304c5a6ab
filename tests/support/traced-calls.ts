/** What a traced program asked the system for, in the order in which it began and ended. */

import { execFileSync } from "node:child_process";

/** One moment of a call: the line's text holds its arguments, with the paths of its descriptors. */
export interface TracedMoment {
  readonly call: string;
  readonly text: string;
  readonly when: "begins" | "ends";
}

/** Whether programs can be traced here. */
export function canTrace(): boolean {
  try {
    execFileSync("strace", ["-qq", "-o", "/dev/null", "true"]);
    return true;
  } catch {
    return false;
  }
}

/** What runs a program so that these calls of all its threads are written down. */
export function tracing(calls: readonly string[], into: string): string[] {
  return ["strace", "-f", "-y", "-qq", "-s", "4096", "-o", into, "-e", `trace=${calls.join(",")}`];
}

/** Reads what was written down. A call that another thread's came between stands on two lines. */
export function tracedMoments(written: string): TracedMoment[] {
  const begun = new Map<string, { call: string; text: string }>();
  return written.split("\n").flatMap((line): TracedMoment[] => {
    const [, thread = "", rest = ""] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const resumed = rest.startsWith("<... ");
    const call = resumed ? (begun.get(thread)?.call ?? "") : rest.slice(0, Math.max(0, rest.indexOf("(")));
    if (call === "") return [];
    const text = resumed ? (begun.get(thread)?.text ?? "") : rest;
    if (rest.endsWith("<unfinished ...>")) {
      begun.set(thread, { call, text });
      return [{ call, text, when: "begins" }];
    }
    if (resumed) return [{ call, text, when: "ends" }];
    return [
      { call, text, when: "begins" },
      { call, text, when: "ends" },
    ];
  });
}
