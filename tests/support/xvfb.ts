/** A screen without a monitor: one Xvfb of its own a caller, on whatever display number is free. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { startOwnedProcess } from "./owned-process.ts";

/** A running screen. */
export interface Xvfb {
  /** What DISPLAY is set to, such as ":3". */
  readonly display: string;
  readonly width: number;
  readonly height: number;
  /** The file that always holds the screen's pixels (XWD). */
  readonly framebufferPath: string;
  close(): Promise<void>;
}

const START_ATTEMPTS = 3;
const START_TIMEOUT_MS = 15_000;
/** Ends the program when this process goes, however it goes: the pipe on standard input closes then. */
const GUARD = 'trap : TERM; "$@" <&- & child=$!; cat >/dev/null; kill $child 2>/dev/null; wait $child';

/** Starts a screen. Several can run side by side. */
export async function openXvfb({ width = 1280, height = 900 } = {}): Promise<Xvfb> {
  let failure: unknown;
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt += 1) {
    try {
      return await startXvfb(width, height);
    } catch (error) {
      failure = error; // Two that start at once may choose the same number; the loser tries again.
    }
  }
  throw new Error("Xvfb does not start", { cause: failure });
}

async function startXvfb(width: number, height: number): Promise<Xvfb> {
  const folder = await mkdtemp(join(tmpdir(), "pagewire-screen-"));
  const screen = ["-screen", "0", `${width}x${height}x24`, "-fbdir", folder];
  const owned = await startOwnedProcess(
    "sh",
    ["-c", GUARD, "sh", "Xvfb", "-displayfd", "1", ...screen, "-nolisten", "tcp", "-noreset"],
    { stdio: ["pipe", "pipe", "ignore"] },
  );
  const close = async (): Promise<void> => {
    await owned.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const number = await firstLine(owned.child.stdout);
    const framebufferPath = join(folder, "Xvfb_screen0");
    return { display: `:${number}`, width, height, framebufferPath, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Reads one line, or fails when the stream ends or nothing comes in time. */
function firstLine(stream: Readable | null): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!stream) {
      reject(new Error("Xvfb has no standard output"));
      return;
    }
    const lines = createInterface({ input: stream });
    const timer = setTimeout(() => lines.close(), START_TIMEOUT_MS);
    lines.once("line", (line) => {
      resolve(line.trim());
      lines.close();
    });
    lines.once("close", () => {
      clearTimeout(timer);
      reject(new Error("Xvfb names no display"));
    });
  });
}
