/** A hand on the mouse and the keyboard of a screen: one xdotool that lives as long as the hand, and does a line at a time. */
import { type ChildProcessWithoutNullStreams, execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import type { ScreenArea } from "./screenshot.ts";

const run = promisify(execFile);
const SEARCH_ATTEMPTS = 5;
/** Every window that is shown, with its place. */
const SHOWN_WINDOWS = 'search --onlyvisible --name "" getwindowgeometry --shell %@';
/** As a hand does it: without this a line would be for the windows that an earlier one has found, which see it is no hand's. */
const AS_A_HAND = "--window 0";
/** Said behind each line: what it prints, and nothing else does, ends the answer. It asks after no window: one that goes meanwhile, such as a menu whose item was clicked, would end the program. */
const END_OF_LINE = "getdisplaygeometry";
const END_MARK = /^\d+ \d+$/m;

/** The mouse, the keyboard and the windows of one display. */
export interface Hand {
  /** Moves the pointer there. */
  move(x: number, y: number): Promise<void>;
  /** Presses and releases a mouse button (1 left, 3 right) where the pointer is. */
  click(button: 1 | 3): Promise<void>;
  /** Presses keys one after another, each named as X names it: "Up", "Return", "ctrl+l". */
  keys(...names: string[]): Promise<void>;
  /** Types text. */
  type(text: string): Promise<void>;
  /** Where each visible window stands, by its id. */
  windows(): Promise<Map<string, ScreenArea>>;
  /** Ends its program; a hand that is used again begins another. */
  close(): void;
}

/** The hand for the display named so. Whoever opens it closes it. */
export function handOn(display: string): Hand {
  const env = { ...process.env, DISPLAY: display };
  const lines = new ScriptedXdotool(env);
  return {
    async move(x, y) {
      await lines.say(`mousemove ${Math.round(x)} ${Math.round(y)}`);
    },
    async click(button) {
      await lines.say(`click ${AS_A_HAND} ${button}`);
    },
    async keys(...names) {
      await lines.say(`key ${AS_A_HAND} --delay 30 ${names.join(" ")}`);
    },
    async type(text) {
      // A line has its own rules for quotes.
      await run("xdotool", ["type", "--delay", "10", text], { env, timeout: 10_000 });
    },
    async windows() {
      return new Map((await shownWindows(lines)).flatMap(parseGeometry));
    },
    close: () => lines.close(),
  };
}

/** A window that goes while xdotool looks ends the program. */
async function shownWindows(lines: ScriptedXdotool): Promise<string[]> {
  for (let attempt = 1; attempt < SEARCH_ATTEMPTS; attempt += 1) {
    const found = await lines.say(SHOWN_WINDOWS).catch(() => "");
    if (found !== "") return found.split(/^(?=WINDOW=)/m);
  }
  return [];
}

function parseGeometry(text: string): [string, ScreenArea][] {
  const value = (name: string): number => Number(new RegExp(`^${name}=(-?\\d+)$`, "m").exec(text)?.[1]);
  const area = { x: value("X"), y: value("Y"), width: value("WIDTH"), height: value("HEIGHT") };
  return Object.values(area).some(Number.isNaN) ? [] : [[String(value("WINDOW")), area]];
}

/** Starting a program for each gesture took the test's own process more time than the browser took for what it was asked. */
class ScriptedXdotool {
  readonly #env: NodeJS.ProcessEnv;
  #child: ChildProcessWithoutNullStreams | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
  }

  /** Does one line after those before it; resolves with what it printed, rejects where it ended the program. */
  say(line: string): Promise<string> {
    const said = this.#last.then(() => this.#answer(line));
    this.#last = said.catch(() => undefined);
    return said;
  }

  close(): void {
    this.#child?.stdin.end();
    this.#child = undefined;
  }

  #answer(line: string): Promise<string> {
    this.#child ??= this.#begin();
    const child = this.#child;
    return new Promise((resolve, reject) => {
      let out = "";
      const hear = (chunk: string): void => {
        out += chunk;
        const end = out.search(END_MARK);
        if (end < 0 || !out.endsWith("\n")) return;
        stop();
        resolve(out.slice(0, end));
      };
      const ended = (): void => {
        stop();
        reject(new Error(`xdotool ended at "${line}"`));
      };
      const stop = (): void => {
        child.stdout.off("data", hear);
        child.off("close", ended);
      };
      child.stdout.on("data", hear);
      child.once("close", ended);
      child.stdin.write(`${line}\n${END_OF_LINE}\n`);
    });
  }

  #begin(): ChildProcessWithoutNullStreams {
    // Line by line: to a pipe it would say all at its end.
    const child = spawn("stdbuf", ["-oL", "xdotool", "-"], { env: this.#env });
    child.stdout.setEncoding("utf8");
    child.stdin.on("error", () => undefined);
    child.stderr.resume();
    const forget = (): void => {
      if (this.#child === child) this.#child = undefined;
    };
    child.once("error", forget);
    child.once("close", forget);
    return child;
  }
}
