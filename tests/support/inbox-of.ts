/** What lies in a companion's inbox, waited for. */

import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { type CompanionProcess, pagewire } from "./companion-process.ts";
import { eventually, type WaitOptions } from "./eventually.ts";

/** The hex SHA-256 of a finished file, read from the disk. */
export async function inboxSha256(companion: CompanionProcess, name: string): Promise<string> {
  const bytes = await readFile(path.join(companion.home, "Inbox", name));
  return createHash("sha256").update(bytes).digest("hex");
}

/** Waits until a file of this name is finished, and returns its record as `pagewire inbox` lists it. */
export async function receivedRecord(
  companion: CompanionProcess,
  name: string,
  wait?: WaitOptions,
): Promise<Readonly<Record<string, unknown>>> {
  await eventually(`${name} in the inbox`, async () => (await inboxNames(companion)).includes(name), wait);
  return await eventually(`the record of ${name}`, async () =>
    (await pagewire(companion.home, ["inbox"])).objects.find((record) => record.name === name),
  );
}

/** How many bytes of files that are not finished lie on the computer, file by file. */
export async function stagedBytes(companion: CompanionProcess): Promise<number[]> {
  const staging = path.join(companion.home, ".state/staging");
  const sizes = (await readdir(staging)).map(async (name) =>
    // It may go while it is looked at.
    stat(path.join(staging, name)).then(
      ({ size }) => [size],
      () => [],
    ),
  );
  return (await Promise.all(sizes)).flat();
}

/** The names in the inbox. */
export function inboxNames(companion: CompanionProcess): Promise<string[]> {
  return readdir(path.join(companion.home, "Inbox"));
}
