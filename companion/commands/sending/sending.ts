/** What `pagewire send` does wherever the companion is: it sends files to a browser by way of the companion that is meant, and says what becomes of each. */

import { shownSize } from "../../../shared/texts/figures.ts";
import { message } from "../../../shared/texts/message.ts";
import { readError } from "../../../shared/texts/said.ts";
import { text } from "../../../shared/texts/text.ts";
import type { CommandContext } from "../control/control.ts";
import { type QueuedSend, sentLine } from "../shown/sent-line.ts";
import { CommandFailed, Exit } from "../terminal/terminal.ts";
import { filesToSend, type ToSend } from "./files-to-send.ts";

export interface SendOptions {
  readonly name?: string;
  readonly to?: string;
  readonly wait?: boolean;
  /** The browser is asked to show each as soon as it has it. */
  readonly show?: boolean;
}

/** Which of how many files it is. */
export interface Position {
  readonly index: number;
  readonly count: number;
}

/** Nothing more can be queued. */
export class CompanionLost extends CommandFailed {}

/** How files come to the companion: kept for one on this computer, or over the line to another. */
export interface SendWay {
  /** What is said from now on of each file, until all are stored. */
  follow(isBrowserHere: boolean): Promise<Follower>;
  browsers(): Promise<Browsers>;
  /** Throws `CompanionLost` where it can take no more. */
  queue(file: ToSend, position: Position): Promise<QueuedSend>;
  close(): void;
}

export interface Follower {
  follow(file: QueuedSend): void;
  /** Ends when each file is stored or withdrawn, and says whether all are stored. */
  end(): Promise<boolean>;
}

export interface Browsers {
  readonly paired: number;
  readonly connected: number;
}

/** Sends each file; one that fails is told and does not stop the others. */
export async function sendBy(
  open: (context: CommandContext, options: SendOptions) => Promise<SendWay>,
  context: CommandContext,
  options: SendOptions,
  args: readonly string[],
): Promise<Exit> {
  const { terminal } = context;
  if (options.name !== undefined && args.length > 1) {
    throw new CommandFailed(message("send.one-name"), Exit.usage);
  }
  if (options.name?.trim() === "") throw new CommandFailed(message("send.empty-name"), Exit.usage);
  const way = await open(context, options);
  let exit: Exit = Exit.done;
  const fail = async (sentence: string): Promise<void> => {
    terminal.say(sentence);
    exit = Exit.failed;
    await terminal.taken();
  };
  try {
    const files = await filesToSend(args, options.name, terminal, fail);
    const browsers = await way.browsers();
    const follower = options.wait ? await way.follow(browsers.connected > 0) : undefined;
    const sent: QueuedSend[] = [];
    for (const [index, file] of files.entries()) {
      try {
        const queued = await way.queue(file, { index: index + 1, count: files.length });
        sent.push(queued);
        if (follower) follower.follow(queued);
        else terminal.data({ ...queued, state: "queued" }, sentLine("queued", queued, terminal));
        // Sending goes on whether or not anybody reads about it.
        await terminal.taken();
      } catch (error) {
        if (error instanceof CompanionLost) throw error;
        await fail(readError(error));
      }
    }
    if (sent.length > 1 && !terminal.json) terminal.say(summary(sent));
    const unheard = whyNobodyTakes(browsers, options);
    // A program that doesn't wait need not know.
    if (sent.length > 0 && unheard && (options.wait || !terminal.json)) terminal.say(unheard);
    if (follower && !(await follower.end())) exit = Exit.failed;
    return exit;
  } finally {
    terminal.bar?.end();
    way.close();
  }
}

/** Why what is sent stays here for now; `undefined` where a browser is there, or the one that is meant was spoken of. */
function whyNobodyTakes({ paired, connected }: Browsers, { to, wait }: SendOptions): string | undefined {
  if (paired === 0) return text(wait ? "send.waits-for-pairing" : "send.nobody-paired");
  return connected === 0 && to === undefined ? text("send.nobody-connected") : undefined;
}

function summary(sent: readonly QueuedSend[]): string {
  const bytes = sent.reduce((sum, file) => sum + file.bytes, 0);
  return text("send.summary", { count: sent.length, size: shownSize(bytes) });
}
