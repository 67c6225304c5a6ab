/** What `pagewire send` was given: files, standard input, and everything in a folder. */

import { stat } from "node:fs/promises";
import path from "node:path";
import { message } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";
import { filesBelow } from "../../files/outgoing/folder-files.ts";
import { keepFile, type Snapshot, takeSnapshot } from "../../files/outgoing/snapshot.ts";
import { type SourcePath, shownPath } from "../../files/outgoing/source-file.ts";
import { CommandFailed, Exit, type Terminal } from "../terminal/terminal.ts";

const STDIN = "-";
const STDIN_NAME = "stdin";

/** One file to be sent, and the name it goes by. */
export interface ToSend {
  readonly name: string;
  /** Where it lies; `undefined` for a stream. */
  readonly path?: SourcePath;
  /** Keeps it, telling how many bytes have been read. */
  readonly keep: (folder: string, onBytes: ((bytes: number) => void) | undefined) => Promise<Snapshot>;
  /** `undefined` for a stream. */
  readonly bytes: () => Promise<number | undefined>;
}

/** What the arguments name: files, standard input, and everything in a folder. */
export async function filesToSend(
  args: readonly string[],
  name: string | undefined,
  terminal: Terminal,
  fail: (sentence: string) => Promise<void>,
): Promise<ToSend[]> {
  const files: ToSend[] = [];
  for (const arg of args) {
    if (arg === STDIN) {
      files.push(streamToSend(readStdin, name ?? STDIN_NAME));
      continue;
    }
    const stats = await stat(arg).catch(() => undefined);
    if (!stats?.isDirectory()) {
      files.push(fileToSend(arg, name ?? path.basename(path.resolve(arg))));
      continue;
    }
    if (name !== undefined) {
      throw new CommandFailed(message("send.name-of-folder", { folder: arg }), Exit.usage);
    }
    const found = await filesBelow(arg);
    for (const sentence of found.unreadable) await fail(sentence);
    if (found.files.length === 0 && found.unreadable.length === 0) {
      await fail(text("send.empty-folder", { folder: arg }));
    }
    files.push(...found.files.map((file) => fileToSend(file.path, file.name)));
    const renamed = found.files.find((file) => file.name !== path.basename(shownPath(file.path)));
    if (renamed && !terminal.json) terminal.say(text("send.named-by-folders", { name: renamed.name }));
  }
  return files;
}

/** One that comes as it is read. */
export function streamToSend(
  read: (onBytes: ((bytes: number) => void) | undefined) => AsyncIterable<Uint8Array>,
  name: string,
): ToSend {
  return {
    name,
    keep: (folder, onBytes) => takeSnapshot(read(onBytes), folder),
    bytes: () => Promise.resolve(undefined),
  };
}

/** One that lies on the disk. */
export function fileToSend(file: SourcePath, name: string): ToSend {
  return {
    name,
    path: file,
    keep: (folder, onBytes) => keepFile(file, folder, { onBytes }),
    bytes: () =>
      stat(file).then(
        ({ size }) => size,
        () => undefined,
      ),
  };
}

async function* readStdin(onBytes: ((bytes: number) => void) | undefined): AsyncGenerator<Uint8Array> {
  let count = 0;
  for await (const chunk of process.stdin) {
    const bytes: unknown = chunk;
    if (!(bytes instanceof Uint8Array)) continue;
    count += bytes.byteLength;
    onBytes?.(count);
    yield bytes;
  }
}
