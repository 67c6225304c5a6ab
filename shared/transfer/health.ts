/** What a companion says of itself to everybody, and how that is read. */

import { MAX_HEALTH_BYTES } from "../protocol/limits.ts";
import { type Answer, BodyTooLarge, limitedText } from "./limited-body.ts";

/** What `GET /health` says, and all it says. */
export const HEALTH = '{"name":"pagewire"}';

/** Whether an answer to `GET /health` is a companion's; it is read no further than that takes. Throws where the line breaks. */
export async function isPagewire(answer: Answer & { readonly ok: boolean }): Promise<boolean> {
  try {
    if (answer.ok) return (await limitedText(answer, MAX_HEALTH_BYTES)) === HEALTH;
    await answer.body?.getReader().cancel();
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error;
  }
  return false;
}
