/** The extension's own proof, run by plain Node for a paired browser. */

import { hmacKey, type ProofLine, prove } from "../../shared/extension/connection/prove.ts";
import { fromHex } from "../../shared/protocol/hex.ts";
import type { NodeBrowser } from "./node-browser.ts";

/** Proves over a line as the extension does; `location` must be stubbed with its Origin. */
export async function proveAsExtension(
  browser: NodeBrowser,
  line: ProofLine,
  port = browser.port,
): Promise<unknown> {
  const { clientId: id, companionId } = browser;
  const key = await hmacKey(fromHex(browser.key.toString("hex")));
  return await prove({ port, mode: "client", id, companionId, key }, line);
}
