/** The browser that somebody names as the one a file is for. */

import type { Keys } from "./keys.ts";

/** Nobody, or more than one, is called that. */
export class UnknownRecipient extends Error {
  override readonly name = "UnknownRecipient";
  readonly code = "unknown_recipient";
}

/** The id of the browser with this id, this name, or an id that begins so. Throws `UnknownRecipient`. */
export function recipientNamed(to: string, keys: Keys): string {
  const browsers = keys.list().filter((client) => client.kind === "browser");
  const named = browsers.filter((client) => client.id === to || client.name === to);
  const [only] = named.length === 1 ? named : browsers.filter((client) => client.id.startsWith(to));
  if (!only) {
    throw new UnknownRecipient(`No paired browser is called ${to}: \`npx pagewire clients\` lists them.`);
  }
  return only.id;
}
