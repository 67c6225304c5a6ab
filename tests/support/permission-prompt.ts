/**
 * The browser's own prompt for an optional permission. It is drawn inside the browser's window, over everything
 * else darkened: that is how it is seen here.
 */
import { eventually, type WaitOptions } from "./eventually.ts";
import { brightness, type Frame, pixel, readFrame, readStillFrame } from "./screenshot.ts";
import type { Hand } from "./xdotool.ts";

/** The screen the browser fills, and the hand upon it. */
export interface PromptSurroundings {
  readonly hand: Hand;
  readonly framebufferPath: string;
}

/** A place in the tab strip that holds nothing (from the screen's upper right corner), and how dark it gets. */
const EMPTY_PLACE = { fromRight: 12, fromTop: 8 };
const DARKENED_BELOW = 450;
/** The browser ignores what is done within a double click's time of a prompt being drawn (500 ms). */
const ACT_AFTER_MS = 700;
/**
 * What was ignored nevertheless is done again. Not sooner: on a busy machine a prompt that was answered is still drawn for
 * a while, and the second click fell on the page under it, where it removed the permission that had just been given.
 */
const ACT_AGAIN_MS = 5_000;
const MIN_BUTTON_WIDTH = 20;
const BUTTON_HEIGHT = 38;

/** Whether the prompt stands there now. */
export async function permissionPromptIsOpen({ framebufferPath }: PromptSurroundings): Promise<boolean> {
  const frame = await readFrame(framebufferPath);
  return brightness(frame, frame.width - EMPTY_PLACE.fromRight, EMPTY_PLACE.fromTop) < DARKENED_BELOW;
}

/** Waits for the prompt and allows what it asks for, with the mouse. */
export async function acceptPermissionPrompt(
  around: PromptSurroundings,
  options?: WaitOptions,
): Promise<void> {
  await waitForPrompt(around, options);
  await eventually('"Allow" to be enabled', async () =>
    findAllowButton(await readFrame(around.framebufferPath)),
  );
  await actUntilGone(around, async () => {
    // Where it is now: the prompt moves until all of it is drawn, and beside "Allow" is "Deny".
    const allow = findAllowButton(await readStillFrame(around.framebufferPath));
    if (!allow) return;
    await around.hand.move(allow.x, allow.y);
    await around.hand.click(1);
  });
}

/** Waits for the prompt and escapes from it. */
export async function dismissPermissionPrompt(
  around: PromptSurroundings,
  options?: WaitOptions,
): Promise<void> {
  await waitForPrompt(around, options);
  await actUntilGone(around, () => around.hand.keys("Escape"));
}

/**
 * Finds the middle of "Allow": it is the pale button to the right of the strong blue one, "Deny".
 * Nothing else on the screen is as blue while all but the prompt is darkened; an icon in it stands higher.
 * In the prompt's first moment the button is disabled, which is grey: it is not found then.
 */
export function findAllowButton(frame: Frame): { x: number; y: number } | undefined {
  const isStrong = (x: number, y: number): boolean => {
    const [red, , blue] = pixel(frame, x, y);
    return blue > 180 && blue - red > 150;
  };
  const isPale = (x: number, y: number): boolean => {
    const [red, , blue] = pixel(frame, x, y);
    return blue > 220 && blue - red > 25 && blue - red < 80;
  };
  const columns = Array.from({ length: frame.width }, (_, x) => x);
  const strongIn = (y: number): number[] => columns.filter((x) => isStrong(x, y));
  let bottom = frame.height - 1;
  while (bottom > 0 && strongIn(bottom).length < MIN_BUTTON_WIDTH) bottom -= 1;
  const y = bottom - Math.round(BUTTON_HEIGHT / 2);
  const denyEnd = strongIn(y).at(-1);
  const pale = columns.filter((x) => denyEnd !== undefined && x > denyEnd && isPale(x, y));
  const [first, last] = [pale[0], pale.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return { x: Math.round((first + last) / 2), y };
}

/** Waits until the prompt is there and no longer changes. */
async function waitForPrompt(around: PromptSurroundings, options?: WaitOptions): Promise<void> {
  await eventually("the permission prompt", () => permissionPromptIsOpen(around), options);
  await readStillFrame(around.framebufferPath);
}

async function actUntilGone(around: PromptSurroundings, act: () => Promise<void>): Promise<void> {
  let actedAt = Date.now() - ACT_AGAIN_MS + ACT_AFTER_MS;
  await eventually("the permission prompt to go", async () => {
    if (!(await permissionPromptIsOpen(around))) return true;
    if (Date.now() - actedAt > ACT_AGAIN_MS) {
      actedAt = Date.now();
      await act();
    }
    return false;
  });
}
