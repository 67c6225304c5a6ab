/** Which run of the browser this is: a random number that lives as long as the browser runs, and is in no copy of its profile. */

import { toHex } from "../../protocol/hex.ts";

const KEY = "run";
const RUN_BYTES = 8;

/** The same in every context of the extension: only one of them makes it. */
export function browserRun(): Promise<string> {
  return navigator.locks.request("pagewire-run", async () => {
    const { [KEY]: known } = await chrome.storage.session.get(KEY);
    if (typeof known === "string") return known;
    const run = toHex(crypto.getRandomValues(new Uint8Array(RUN_BYTES)));
    await chrome.storage.session.set({ [KEY]: run });
    return run;
  });
}
