/** A picture that is nearly there is waited for: only when it is whole does the page have its bytes. */

import { isLoading, type ShownPicture } from "./shown-picture.ts";

/** What takes longer than this is read from its site instead, as it comes. */
const PATIENCE_MS = 1_500;

export async function loaded(picture: ShownPicture): Promise<void> {
  if (!isLoading(picture)) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const options = { once: true, signal: AbortSignal.timeout(PATIENCE_MS) };
  picture.element.addEventListener("load", () => resolve(), options);
  picture.element.addEventListener("error", () => resolve(), options);
  options.signal.addEventListener("abort", () => resolve());
  await promise;
}
