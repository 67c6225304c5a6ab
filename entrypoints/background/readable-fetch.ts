/** The one way a file is fetched for the user: what its address may not lead to is refused before its body is read. */

import { readPairing } from "../../shared/extension/pairing.ts";
import { DEFAULT_PORT } from "../../shared/protocol/limits.ts";
import { TransferRefused } from "../../shared/transfer/transfer-refused.ts";
import { whyNotRead } from "./readable.ts";

/** As `fetch`. Throws `TransferRefused` where nothing there may be read. */
export async function fetchReadable(url: string, words: RequestInit): Promise<Response> {
  // Also unpaired: what runs there may be the companion that this browser is paired with next.
  const companionPort = (await readPairing())?.port ?? DEFAULT_PORT;
  refuseFor(whyNotRead(url, url, companionPort));
  const response = await fetch(url, words);
  const reason = whyNotRead(url, response.url, companionPort);
  if (reason !== undefined) await response.body?.cancel();
  refuseFor(reason);
  return response;
}

function refuseFor(reason: string | undefined): void {
  if (reason !== undefined) throw new TransferRefused("not_allowed", reason);
}
