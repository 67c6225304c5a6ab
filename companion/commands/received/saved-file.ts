/** A received file as `pagewire get` gives it away: into a folder under a name that is free, or to standard output. */

import { createHash, randomBytes } from "node:crypto";
import { link, open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { numberedName, safeFileName } from "../../../shared/naming/file-name.ts";
import { message } from "../../../shared/texts/message.ts";
import { errorCode, reason } from "../../process/system-error.ts";
import { CommandFailed, NobodyReads, type Terminal } from "../terminal/terminal.ts";

/** Takes the bytes of one file, in order. Throws `CommandFailed`, or `NobodyReads`. */
export interface Taker {
  take(bytes: Uint8Array): Promise<void>;
  /** All were taken. Where the file is now, as one says it. */
  finish(): Promise<string>;
  /** What was taken is not wanted. */
  drop(): Promise<void>;
}

/** What was taken: how much, and its hash. */
export interface Taken {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Where standard output is meant. */
export const STDOUT = "-";
/** So many names are tried. */
const MAX_NAME_TRIES = 1_000;

/** Into a folder, or to standard output for `-`. Throws `CommandFailed` for what is no folder. */
export async function takerFor(to: string, name: string, terminal: Terminal): Promise<Taker> {
  return to === STDOUT ? toStdout(terminal) : await intoFolder(to, name);
}

/** Hands all bytes over; what was taken is dropped again where they do not come to their end. */
export async function takeAll(taker: Taker, source: AsyncIterable<Uint8Array>): Promise<Taken> {
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const part of source) {
      hash.update(part);
      bytes += part.byteLength;
      await taker.take(part);
    }
    return { path: await taker.finish(), bytes, sha256: hash.digest("hex") };
  } catch (error) {
    await taker.drop();
    throw error;
  }
}

function toStdout(terminal: Terminal): Taker {
  return {
    async take(bytes) {
      if (!(await terminal.bytes(bytes))) throw new NobodyReads();
    },
    finish: () => Promise.resolve(STDOUT),
    drop: () => Promise.resolve(),
  };
}

async function intoFolder(to: string, proposed: string): Promise<Taker> {
  const folder = path.resolve(to);
  const stats = await stat(folder).catch(() => undefined);
  if (!stats?.isDirectory()) throw new CommandFailed(message("get.no-folder", { folder }));
  const name = safeFileName(proposed);
  const part = path.join(folder, `.${randomBytes(8).toString("hex")}.part`);
  const failed = (error: unknown): CommandFailed =>
    new CommandFailed(message("get.not-written", { folder, reason: reason(error) }));
  const handle = await open(part, "wx").catch((error: unknown) => {
    throw failed(error);
  });
  return {
    async take(bytes) {
      await handle.writeFile(bytes).catch((error: unknown) => {
        throw failed(error);
      });
    },
    async finish() {
      await handle.close();
      return await named(part, folder, name).catch((error: unknown) => {
        throw failed(error);
      });
    },
    async drop() {
      await handle.close().catch(() => undefined);
      await rm(part, { force: true });
    },
  };
}

/** Gives it a name that nothing has: nothing is ever written over. */
async function named(part: string, folder: string, name: string): Promise<string> {
  for (let number = 1; number <= MAX_NAME_TRIES; number += 1) {
    const place = path.join(folder, number === 1 ? name : numberedName(name, number));
    try {
      await link(part, place);
      await rm(part);
      return place;
    } catch (error) {
      if (errorCode(error) === "EEXIST") continue;
      // A disk without second names: between the look and the renaming another program may come, which is its affair.
      if (await stat(place).catch(() => undefined)) continue;
      await rename(part, place);
      return place;
    }
  }
  throw new Error("Every name is taken.");
}
