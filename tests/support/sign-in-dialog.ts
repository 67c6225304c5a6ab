/** The browser's own dialog that asks for a name and a password; it darkens the page that it lies over. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import type { Desktop } from "./desktop.ts";
import { eventually } from "./eventually.ts";

/** A place of the empty page behind it, and how dark it gets. */
const PLACE = { x: 20, y: 780, width: 4, height: 4 };
const DARK_BELOW = 128;
const DIALOG_MS = 30_000;

/** Waits for the dialog and fills it in, with the keyboard; what is typed before it is there would go elsewhere. */
export async function signIn(
  desktop: Desktop,
  folder: string,
  { user, password }: { readonly user: string; readonly password: string },
): Promise<void> {
  const file = path.join(folder, "dialog.png");
  const isDark = async (): Promise<boolean> => {
    await desktop.screenshot(file, PLACE);
    // sharp remembers a file that it has read by its path, and would see the first picture of it again.
    const { channels } = await sharp(await readFile(file)).stats();
    return channels.every(({ mean }) => mean < DARK_BELOW);
  };
  await eventually("the dialog", isDark, { timeoutMs: DIALOG_MS });
  await desktop.hand.type(user);
  await desktop.hand.keys("Tab");
  await desktop.hand.type(password);
  await desktop.hand.keys("Return");
}
