/** The last net under a process that runs a companion: an error that nobody caught ends what it belongs to, and no more. */

import { text } from "../../shared/texts/text.ts";
import { ownerOfNow } from "./belonging.ts";
import type { Log } from "./log.ts";

/**
 * Catches from now on; returns what ends that. What is really fatal (no memory, a damaged Node) can't be caught and
 * still ends the process. `tell` gets one sentence, the first time.
 */
export function spreadLastNet(log: Log, tell: (sentence: string) => void): () => void {
  let hasTold = false;
  const caught = (error: unknown): void => {
    const owner = ownerOfNow();
    log("fault", { of: owner?.what ?? "nobody", error, at: placeOf(error) });
    try {
      owner?.end(error);
      if (hasTold) return;
      hasTold = true;
      tell(text("companion.fault"));
    } catch (second) {
      log("fault.not-ended", { error: second });
    }
  };
  process.on("uncaughtException", caught);
  process.on("unhandledRejection", caught);
  return () => {
    process.off("uncaughtException", caught);
    process.off("unhandledRejection", caught);
  };
}

/** Where in the code it was thrown: the first line of the trace. */
function placeOf(error: unknown): string {
  const trace = error instanceof Error ? (error.stack ?? "") : "";
  return (
    trace
      .split("\n")
      .find((line) => line.startsWith("    at "))
      ?.trim() ?? ""
  );
}
