/** The browser that somebody names as the one a file is for. */

import type { Keys } from "./keys.ts";

/** Nobody, or more than one, is called that. */
export class UnknownRecipient extends Error {
  override readonly name = "UnknownRecipient";
  readonly code = "unknown_recipient";
}

/** The id of the browser with this id, this name, or, of all, the one id that begins so. Throws `UnknownRecipient`. */
export function recipientNamed(to: string, keys: Keys): string {
  const browsers = keys.list().filter((client) => client.kind === "browser");
  const named = browsers.filter((client) => client.id === to || client.name === to);
  const meant = named.length === 0 && to !== "" ? browsers.filter(({ id }) => id.startsWith(to)) : named;
  const [only] = meant;
  if (!only) {
    throw new UnknownRecipient(
      `No paired browser is called ${to || "nothing"}: \`npx pagewire clients\` lists them.`,
    );
  }
  if (meant.length > 1) {
    throw new UnknownRecipient(
      `More than one paired browser can be meant by ${to}: say more of the id that \`npx pagewire clients\` lists.`,
    );
  }
  return only.id;
}
