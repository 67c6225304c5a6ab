/** A hand on the mouse and the keyboard of a screen: xdotool, one call a gesture. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { ScreenArea } from "./screenshot.ts";

const run = promisify(execFile);
const SEARCH_ATTEMPTS = 5;

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
}

/** The hand for the display named so. */
export function handOn(display: string): Hand {
  const env = { ...process.env, DISPLAY: display };
  const xdotool = async (...args: string[]): Promise<string> => {
    const { stdout } = await run("xdotool", args, { env, timeout: 10_000 });
    return stdout;
  };
  return {
    async move(x, y) {
      await xdotool("mousemove", String(Math.round(x)), String(Math.round(y)));
    },
    async click(button) {
      await xdotool("click", String(button));
    },
    async keys(...names) {
      await xdotool("key", "--delay", "30", ...names);
    },
    async type(text) {
      await xdotool("type", "--delay", "10", text);
    },
    async windows() {
      const found = await search(xdotool);
      const windows = new Map<string, ScreenArea>();
      for (const id of found.split("\n").filter(Boolean)) {
        // A window that has gone since is exit status 1.
        const area = parseGeometry(await xdotool("getwindowgeometry", "--shell", id).catch(() => ""));
        if (area) windows.set(id, area);
      }
      return windows;
    },
  };
}

/** The ids of all windows. A window that goes while xdotool looks ends its whole search; no window at all does, too. */
async function search(xdotool: (...args: string[]) => Promise<string>): Promise<string> {
  for (let attempt = 1; attempt < SEARCH_ATTEMPTS; attempt += 1) {
    const found = await xdotool("search", "--onlyvisible", "--name", "").catch(() => "");
    if (found !== "") return found;
  }
  return "";
}

function parseGeometry(text: string): ScreenArea | undefined {
  const value = (name: string): number => Number(new RegExp(`^${name}=(-?\\d+)$`, "m").exec(text)?.[1]);
  const area = { x: value("X"), y: value("Y"), width: value("WIDTH"), height: value("HEIGHT") };
  return Object.values(area).some(Number.isNaN) ? undefined : area;
}
