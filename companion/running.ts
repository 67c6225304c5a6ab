/** Where a running companion says that it runs, for the commands of the same user. */

import { readFileSync, rmSync } from "node:fs";
import * as v from "valibot";
import { replaceFile } from "./files/durable.ts";

const RunningSchema = v.object({ port: v.number(), pid: v.number(), version: v.string() });

export type Running = v.InferOutput<typeof RunningSchema>;

/** Writes the note. */
export function writeRunning(file: string, running: Running): Promise<void> {
  return replaceFile(file, JSON.stringify(running));
}

/** Reads the note; it may be left over from a companion that crashed. */
export function readRunning(file: string): Running | undefined {
  try {
    return v.parse(RunningSchema, JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

/** Takes the note away. */
export function removeRunning(file: string): void {
  rmSync(file, { force: true });
}
