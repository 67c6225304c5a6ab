/** Which files an agent may have shown: those of the home folder's own two folders, and of folders that the command line allows. */

import { constants } from "node:fs";
import { type FileHandle, open, realpath } from "node:fs/promises";
import path from "node:path";
import { message } from "../../shared/texts/message.ts";
import { SaidError } from "../../shared/texts/said.ts";
import type { CommandContext } from "../commands/control/control.ts";
import { NO_LINK, NO_WAIT } from "../files/regular-file.ts";
import { errorCode, reason } from "../process/system-error.ts";

/**
 * The real path of a file that may be shown. What links lead to counts, not where they lie. Throws `SaidError` with one
 * sentence that says what to do.
 */
export async function showablePath(
  said: string,
  { home, remote }: CommandContext,
  allowed: readonly string[],
): Promise<string> {
  const folders = [...(remote ? [] : [home.inbox, home.outbox]), ...allowed];
  const asked = path.resolve(said);
  // Where nothing may be read nobody is told what is there.
  if (
    !folders.some((folder) => isWithin(asked, path.resolve(folder))) &&
    !(await isReallyWithin(asked, folders))
  ) {
    throw new SaidError(message("agent.not-allowed", { file: said, folder: path.dirname(asked) }));
  }
  const real = await realpath(asked).catch((error: unknown) => {
    throw unreadable(said, error);
  });
  if (!(await isReallyWithin(real, folders))) {
    throw new SaidError(message("agent.not-allowed", { file: said, folder: path.dirname(real) }));
  }
  await mustBeFile(real, said);
  return real;
}

async function isReallyWithin(file: string, folders: readonly string[]): Promise<boolean> {
  for (const folder of folders) {
    const real = await realpath(folder).catch(() => undefined);
    if (real !== undefined && isWithin(file, real)) return true;
  }
  return false;
}

function isWithin(file: string, folder: string): boolean {
  return file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}

async function mustBeFile(real: string, said: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(real, constants.O_RDONLY | NO_LINK | NO_WAIT);
    if (!(await handle.stat()).isFile()) throw new SaidError(message("outgoing.no-file", { file: said }));
  } catch (error) {
    throw error instanceof SaidError ? error : unreadable(said, error);
  } finally {
    await handle?.close();
  }
}

function unreadable(file: string, error: unknown): SaidError {
  const isGone = errorCode(error) === "ENOENT";
  return new SaidError(
    isGone
      ? message("outgoing.not-there", { file })
      : message("outgoing.unreadable", { file, reason: reason(error) }),
    { cause: error },
  );
}
