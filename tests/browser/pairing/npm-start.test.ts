import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { openCompanion, pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { setup } from "../../support/extension-build.ts";
import { type Frame, pixel, readFrame } from "../../support/screenshot.ts";
import { handOn } from "../../support/xdotool.ts";
import { openXvfb } from "../../support/xvfb.ts";

const START = path.resolve(import.meta.dirname, "../../../scripts/start.mjs");
const LONG = { timeoutMs: 120_000, intervalMs: 500 };

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

// The build says again how commands are run where nobody has named a home.
afterAll(setup);

/** The processes whose command line names a folder. */
async function processesNaming(folder: string): Promise<string[]> {
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "")));
  return lines.filter((line) => line.includes(folder));
}

async function emptyHome(): Promise<string> {
  const home = await mkdtemp(path.join(tmpdir(), "pagewire-home-"));
  opened.push(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
  return home;
}

async function startOn(
  display: string | undefined,
): Promise<{ home: string; said: () => string; interrupt(): Promise<number | null> }> {
  const home = await emptyHome();
  const env = display === undefined ? {} : { DISPLAY: display };
  return { home, ...(await start(["--home", home, "--port", "0"], env)) };
}

async function start(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ said: () => string; interrupt(): Promise<number | null>; left: Promise<number | null> }> {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...rest } = process.env;
  const child = spawn(process.execPath, [START, ...words], {
    env: { ...rest, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => (said += chunk));
  const left = once(child, "close").then(() => child.exitCode);
  const interrupt = async (): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    child.kill("SIGINT");
    return await left;
  };
  opened.push(interrupt);
  await eventually("the three steps", () => said.includes("3. Open http://127.0.0.1:"), LONG);
  return { said: () => said, interrupt, left };
}

/** The middle of the page's one blue button. */
function blueBlock(frame: Frame): { x: number; y: number } | undefined {
  const isButton = (x: number, y: number): boolean => pixel(frame, x, y).join() === "26,99,216";
  for (let y = PAGE_TOP; y < frame.height; y += 4) {
    for (let x = 0; x + MIN_BUTTON_WIDTH < frame.width; x += 8) {
      if (isButton(x, y) && isButton(x + MIN_BUTTON_WIDTH, y))
        return { x: x + MIN_BUTTON_WIDTH / 2, y: y + 8 };
    }
  }
  return undefined;
}

/** Below the browser's own bars. */
const PAGE_TOP = 160;
const MIN_BUTTON_WIDTH = 100;

describe("npm start", () => {
  it("opens a browser with the extension and the pairing page: one press pairs, and Ctrl-C ends all of it", async () => {
    const xvfb = await openXvfb({ width: 1280, height: 900 });
    opened.push(() => xvfb.close());
    const { home, interrupt } = await startOn(xvfb.display);
    const hand = handOn(xvfb.display);
    opened.push(async () => hand.close());
    const button = await eventually(
      "the button",
      async () => blueBlock(await readFrame(xvfb.framebufferPath)),
      LONG,
    );
    const clients = await eventually(
      "the browser to be paired",
      async () => {
        // The extension may come a moment after the page: a click before it does nothing.
        await hand.move(button.x, button.y);
        await hand.click(1);
        const { objects } = await pagewire(home, ["clients"]);
        return objects[0]?.connected === true && objects;
      },
      LONG,
    );
    expect(clients).toMatchObject([{ kind: "browser" }]);
    expect((await processesNaming(home)).length).toBeGreaterThan(1);
    expect(await interrupt()).toBe(0);
    await eventually("everything to have ended", async () => (await processesNaming(home)).length === 0);
    expect((await pagewire(home, ["status"])).objects).toMatchObject([{ running: false }]);
  });

  it("without a screen says the three steps and runs the companion all the same", async () => {
    const { home, said, interrupt } = await startOn(undefined);
    expect(said()).toContain("chrome://extensions");
    expect(said()).toContain(".output/chrome-mv3");
    expect((await pagewire(home, ["status"])).objects).toMatchObject([{ running: true }]);
    expect(await interrupt()).toBe(0);
    expect((await pagewire(home, ["status"])).objects).toMatchObject([{ running: false }]);
  });

  it("joins the companion that runs already, in the home folder that all commands use", async () => {
    const user = await emptyHome();
    const home = path.join(user, "Pagewire");
    const running = await openCompanion({ home });
    opened.push(() => running.close());
    const { said, left } = await start([], { HOME: user, PAGEWIRE_HOME: "" });
    expect(said()).toContain(`keeps its files in ${home}.`);
    // Without a screen there is nothing to stay for.
    expect(await left).toBe(0);
    expect((await pagewire(home, ["status"])).objects).toMatchObject([{ running: true }]);
  });
});
