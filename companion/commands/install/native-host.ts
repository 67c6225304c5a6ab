/** The native messaging host: a browser's extension asks it to start the companion, and is told where it listens. */

import { spawn } from "node:child_process";
import { isStart, type NativeAnswer } from "../../../shared/protocol/install/native-words.ts";
import { CompanionEvent } from "../../../shared/protocol/topics.ts";
import { type Message, message } from "../../../shared/texts/message.ts";
import { saying, sentenceOf } from "../../../shared/texts/said.ts";
import { homeAt } from "../../home/home.ts";
import { type CommandContext, type Control, connectControl } from "../control/control.ts";
import { CommandFailed, Exit } from "../terminal/terminal.ts";
import type { LaunchLine } from "./launch-line.ts";
import { isOurCaller } from "./native-browsers.ts";
import { framedMessage, readRequest } from "./native-frame.ts";

/** A start takes a second at most; where the disk is slow or the index large, a browser's user waits this long. */
const START_TIMEOUT_MS = 15_000;
const LOOK_EVERY_MS = 50;
/** A browser says at once what it wants. */
const REQUEST_TIMEOUT_MS = 5_000;

/**
 * Answers one request and ends. It accepts nothing but the request to start, from our extension, and passes nothing on:
 * the companion's words are those that this was installed with.
 */
export async function answerBrowser(
  context: CommandContext,
  caller: readonly string[],
  line: LaunchLine,
): Promise<Exit> {
  const timer = setTimeout(() => process.exit(Exit.failed), REQUEST_TIMEOUT_MS);
  const request = await readRequest(process.stdin);
  clearTimeout(timer);
  const isOurs = isOurCaller(caller) && isStart(request);
  const answer = isOurs ? await startedAnswer(context, line) : failed(message("native.not-ours"));
  await context.terminal.bytes(framedMessage(answer));
  return answer.type === "running" ? Exit.done : Exit.failed;
}

async function startedAnswer({ home }: CommandContext, line: LaunchLine): Promise<NativeAnswer> {
  try {
    const control = (await running(home.root)) ?? (await start(home.root, line));
    if (!control) return failed(message("native.not-started"));
    const [{ port }, { pairUrl }] = [
      await control.ask(CompanionEvent.status),
      await control.ask(CompanionEvent.pair),
    ];
    control.close();
    return { type: "running", port: Number(port), pairUrl: String(pairUrl) };
  } catch (error) {
    return { type: "failed", ...sentenceOf(error) };
  }
}

function failed(what: Message): NativeAnswer {
  return { type: "failed", ...saying(what) };
}

async function running(home: string): Promise<Control | undefined> {
  try {
    return await connectControl(homeAt(home));
  } catch (error) {
    if (error instanceof CommandFailed && error.exit === Exit.notRunning) return undefined;
    throw error;
  }
}

/** In a group of its own, so that it goes on when the browser ends this program. */
async function start(home: string, { node, script, words }: LaunchLine): Promise<Control | undefined> {
  const child = spawn(node, [script, ...words], { detached: true, stdio: "ignore", windowsHide: true });
  let isOver = false;
  for (const event of ["error", "exit"]) child.once(event, () => (isOver = true));
  child.unref();
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < deadline) {
    // Two asked at once: the other's child has ended, for one of them runs.
    const wasOver = isOver;
    const control = await running(home).catch(() => undefined);
    if (control || wasOver) return control;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return undefined;
}
