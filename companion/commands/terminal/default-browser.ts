/** Opens a page in the browser that the system opens links with. */

import { text } from "../../../shared/texts/text.ts";
import type { Terminal } from "./terminal.ts";

/** A link that is longer than the terminal is wide is copied in pieces by some: there is another way. */
export function sayLongLink(url: string, terminal: Terminal): void {
  const { columns } = terminal.look;
  if (columns !== undefined && url.length >= columns && !terminal.json) terminal.say(text("start.long-link"));
}

/** Says so where none can be opened. */
export async function openInBrowser(url: string, terminal: Terminal): Promise<boolean> {
  try {
    // Only who asks for it pays for loading it.
    const { default: open } = await import("open");
    await open(url);
    return true;
  } catch {
    terminal.say(text("start.no-browser"));
    return false;
  }
}
