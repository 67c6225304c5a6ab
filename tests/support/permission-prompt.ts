/**
 * The browser's own prompt for an optional permission. It is drawn inside the browser's window, over everything
 * else darkened: that is how it is seen here. "Deny" has the focus at first, "Allow" is the next stop.
 */
import { eventually, type WaitOptions } from "./eventually.ts";
import { brightness, fingerprint, readFrame } from "./screenshot.ts";
import type { Hand } from "./xdotool.ts";

/** The screen the browser fills, and the hand upon it. */
export interface PromptSurroundings {
  readonly hand: Hand;
  readonly framebufferPath: string;
}

/** A place in the tab strip that holds nothing (from the screen's upper right corner), and how dark it gets. */
const EMPTY_PLACE = { fromRight: 12, fromTop: 8 };
const DARKENED_BELOW = 450;
/** The browser ignores what is pressed in the first moment of a prompt's life, so the key is pressed again. */
const PRESS_AGAIN_MS = 700;

/** Whether the prompt stands there now. */
export async function permissionPromptIsOpen({ framebufferPath }: PromptSurroundings): Promise<boolean> {
  const frame = await readFrame(framebufferPath);
  return brightness(frame, frame.width - EMPTY_PLACE.fromRight, EMPTY_PLACE.fromTop) < DARKENED_BELOW;
}

/** Waits for the prompt and allows what it asks for. */
export async function acceptPermissionPrompt(
  around: PromptSurroundings,
  options?: WaitOptions,
): Promise<void> {
  const shown = await waitForPrompt(around, options);
  await eventually("Allow to have the focus", async () => {
    await around.hand.keys("Tab");
    return (await fingerprint(around.framebufferPath)) !== shown;
  });
  await pressUntilGone(around, "Return");
}

/** Waits for the prompt and escapes from it. */
export async function dismissPermissionPrompt(
  around: PromptSurroundings,
  options?: WaitOptions,
): Promise<void> {
  await waitForPrompt(around, options);
  await pressUntilGone(around, "Escape");
}

/** Waits until the prompt is there and no longer changes; returns the screen's fingerprint. */
async function waitForPrompt(around: PromptSurroundings, options?: WaitOptions): Promise<string> {
  await eventually("the permission prompt", () => permissionPromptIsOpen(around), options);
  let last = "";
  return await eventually(
    "the permission prompt to be drawn",
    async () => {
      const previous = last;
      last = await fingerprint(around.framebufferPath);
      return last === previous && last;
    },
    { intervalMs: 150 },
  );
}

async function pressUntilGone(around: PromptSurroundings, key: string): Promise<void> {
  let pressedAt = 0;
  await eventually("the permission prompt to go", async () => {
    if (!(await permissionPromptIsOpen(around))) return true;
    if (Date.now() - pressedAt > PRESS_AGAIN_MS) {
      pressedAt = Date.now();
      await around.hand.keys(key);
    }
    return false;
  });
}
