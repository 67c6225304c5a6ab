/** The bytes of a received file for an agent, wherever the companion is. */

import { message } from "../../shared/texts/message.ts";
import type { CommandContext } from "../commands/control/control.ts";
import { download } from "../commands/far/download.ts";
import type { Taker } from "../commands/received/saved-file.ts";
import { CommandFailed } from "../commands/terminal/terminal.ts";
import type { ReceivedRecord } from "../files/received/received-record.ts";
import { openRegular } from "../files/regular-file.ts";
import { errorCode, reason } from "../process/system-error.ts";

const MEGABYTE = 1_000_000;

/** All of them, up to so many. Throws `CommandFailed` with one sentence. */
export async function fileBytes(
  { remote }: CommandContext,
  record: ReceivedRecord,
  maxBytes: number,
): Promise<Buffer> {
  if (record.bytes > maxBytes) throw tooLarge(record, maxBytes);
  return remote
    ? await inMemory((taker) => download(remote, record.id, taker, () => undefined))
    : await onDisk(record, maxBytes);
}

async function onDisk(record: ReceivedRecord, maxBytes: number): Promise<Buffer> {
  const { name, path } = record;
  const handle = await openRegular(path).catch((error: unknown) => {
    const isGone = errorCode(error) === "ENOENT";
    throw new CommandFailed(
      isGone
        ? message("arrived.vanished", { name })
        : message("arrived.unreadable", { name, reason: reason(error) }),
    );
  });
  try {
    if ((await handle.stat()).size > maxBytes) throw tooLarge(record, maxBytes);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

async function inMemory(take: (taker: Taker) => Promise<unknown>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  await take({
    take: (bytes) => {
      parts.push(bytes);
      return Promise.resolve();
    },
    finish: () => Promise.resolve(""),
    drop: () => Promise.resolve(),
  });
  return Buffer.concat(parts);
}

function tooLarge({ name, bytes }: ReceivedRecord, maxBytes: number): CommandFailed {
  const figures = { megabytes: (bytes / MEGABYTE).toFixed(1), most: maxBytes / MEGABYTE };
  return new CommandFailed(message("agent.too-large", { name, ...figures }));
}
