/** `pagewire send`: copies files into the outgoing folder and queues them for a browser. */

import { rm, stat } from "node:fs/promises";
import path from "node:path";
import { CompanionEvent } from "../../shared/protocol/topics.ts";
import { filesBelow } from "../files/folder-files.ts";
import type { Home } from "../files/home.ts";
import { readSource, takeSnapshot } from "../files/snapshot.ts";
import { type Control, connectControl } from "./control.ts";
import { CommandFailed, Exit, type Terminal } from "./terminal.ts";
import { type QueuedSend, Travels } from "./travels.ts";

export interface SendOptions {
  readonly files: readonly string[];
  readonly name: string | undefined;
  readonly to: string | undefined;
  readonly wait: boolean;
}

const STDIN = "-";
const STDIN_NAME = "stdin";

/** The companion went away: nothing more can be queued. */
class CompanionLost extends CommandFailed {}

/** One file to be sent, and the name it goes by. */
interface ToSend {
  readonly name: string;
  readonly open: () => AsyncIterable<Uint8Array>;
  /** `undefined` for a stream. */
  readonly bytes: () => Promise<number | undefined>;
}

/** Sends each file; one that fails is said and does not keep the others back. */
export async function send(home: Home, options: SendOptions, terminal: Terminal): Promise<Exit> {
  if (options.name !== undefined && options.files.length > 1) {
    throw new CommandFailed("--name names one file: send them one at a time.", Exit.usage);
  }
  if (options.name?.trim() === "") throw new CommandFailed("--name needs a name.", Exit.usage);
  const control = await connectControl(home, terminal.say);
  let exit: Exit = Exit.done;
  const fail = (sentence: string): void => {
    terminal.say(sentence);
    exit = Exit.failed;
  };
  try {
    if (options.to !== undefined) await control.ask(CompanionEvent.recipient, { to: options.to });
    const files = await filesToSend(options, fail);
    const travels = options.wait ? await Travels.watch(control, terminal) : undefined;
    for (const [index, file] of files.entries()) {
      const place = files.length === 1 ? "" : ` (${index + 1} of ${files.length})`;
      try {
        const queued = await queue(control, home, options.to, file, terminal, place);
        if (travels) travels.follow(queued);
        else terminal.data({ ...queued, state: "queued" }, `queued  ${queued.id}  ${queued.name}`);
      } catch (error) {
        if (error instanceof CompanionLost) throw error;
        fail(error instanceof Error ? error.message : String(error));
      }
    }
    if (travels && !(await travels.end())) exit = Exit.failed;
    return exit;
  } finally {
    terminal.bar?.end();
    control.close();
  }
}

/** What the words of the command stand for: files, standard input, and everything in a folder. */
async function filesToSend(options: SendOptions, fail: (sentence: string) => void): Promise<ToSend[]> {
  const files: ToSend[] = [];
  for (const word of options.files) {
    if (word === STDIN) {
      files.push({
        name: options.name ?? STDIN_NAME,
        open: readStdin,
        bytes: () => Promise.resolve(undefined),
      });
      continue;
    }
    const stats = await stat(word).catch(() => undefined);
    if (!stats?.isDirectory()) {
      files.push(fileToSend(word, options.name ?? path.basename(path.resolve(word))));
      continue;
    }
    if (options.name !== undefined) {
      throw new CommandFailed(`--name names one file and ${word} is a folder: leave --name out.`, Exit.usage);
    }
    const found = await filesBelow(word);
    found.unreadable.forEach(fail);
    if (found.files.length === 0 && found.unreadable.length === 0) {
      fail(`${word} holds no files to send: hidden and unfinished ones and links are passed over.`);
    }
    files.push(...found.files.map((file) => fileToSend(file.path, file.name)));
  }
  return files;
}

function fileToSend(file: string, name: string): ToSend {
  return {
    name,
    open: () => readSource(file),
    bytes: () =>
      stat(file).then(
        ({ size }) => size,
        () => undefined,
      ),
  };
}

async function queue(
  control: Control,
  home: Home,
  to: string | undefined,
  file: ToSend,
  terminal: Terminal,
  place: string,
): Promise<QueuedSend> {
  const { name } = file;
  const snapshot = await takeSnapshot(await copying(file, place, terminal), home.outgoing);
  const queued = control.ask(CompanionEvent.send, { ...snapshot, name, to: to ?? null });
  const lost = control.lost.then(() => {
    throw new CompanionLost(
      `The companion stopped before ${name} was queued: start it, then send the rest again.`,
    );
  });
  const { client } = await Promise.race([queued, lost]).catch(async (error: unknown) => {
    // Nobody will ask for the copy of a file that was not queued.
    await rm(path.join(home.outgoing, snapshot.id), { force: true });
    throw error;
  });
  return { id: snapshot.id, name, bytes: snapshot.bytes, sha256: snapshot.sha256, client };
}

/** The file's bytes, counted on the terminal as they are copied. */
async function copying(file: ToSend, place: string, { bar }: Terminal): Promise<AsyncIterable<Uint8Array>> {
  const source = file.open();
  if (!bar) return source;
  const label = `Copying ${file.name}${place}`;
  const totalBytes = await file.bytes();
  bar.begin(label, totalBytes);
  return (async function* () {
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.byteLength;
      bar.show(label, bytes, totalBytes);
      yield chunk;
    }
  })();
}

async function* readStdin(): AsyncGenerator<Uint8Array> {
  for await (const chunk of process.stdin) {
    const bytes: unknown = chunk;
    if (bytes instanceof Uint8Array) yield bytes;
  }
}
