/** Says for a moment what a press has led to, where nothing else shows it. */

import { readError } from "../../../shared/texts/said.ts";

type Listener = (words: string) => void;
let listener: Listener = () => undefined;

/** Says it in the bar above the foot. */
export function say(words: string): void {
  listener(words);
}

/** Does something and says what came of it: `done`, or why it did not work. */
export async function sayOf(work: Promise<unknown>, done?: string): Promise<void> {
  try {
    await work;
    if (done !== undefined) say(done);
  } catch (error) {
    say(readError(error));
  }
}

/** There is one who shows it. */
export function showSpoken(by: Listener): void {
  listener = by;
}
