/** Where a running companion says that it runs, for the commands of the same user. */

import { readFileSync, rmSync } from "node:fs";
import * as v from "valibot";
import { replaceFile } from "./files/durable.ts";

const RunningSchema = v.object({ port: v.number(), pid: v.number(), version: v.string() });

export type Running = v.InferOutput<typeof RunningSchema>;

/** Writes the note. */
function writeRunning(file: string, running: Running): Promise<void> {
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

/** Takes a note away that a killed companion has left: the port it names may be a stranger's now. */
export function removeRunning(file: string): void {
  rmSync(file, { force: true });
}

/** The note is looked at this often, and written again where somebody has damaged it. */
const LOOK_EVERY_MS = 2_000;

/** Writes the note and keeps it right until it is closed, which takes it away. */
export async function keepRunningNote(file: string, running: Running): Promise<{ close(): void }> {
  await writeRunning(file, running);
  const timer = setInterval(() => {
    if (readRunning(file)?.pid !== running.pid) writeRunning(file, running).catch(() => undefined);
  }, LOOK_EVERY_MS);
  return {
    close() {
      clearInterval(timer);
      removeRunning(file);
    },
  };
}
