/** The one way a file is fetched for the user: what its address may not lead to is refused before its body is read. */

import { readPairing } from "../../../shared/extension/connection/pairing.ts";
import type { SendItem } from "../../../shared/extension/store/database.ts";
import { DEFAULT_PORT } from "../../../shared/protocol/limits.ts";
import type { Message } from "../../../shared/texts/message.ts";
import { TransferRefused } from "../../../shared/transfer/transfer-refused.ts";
import { whyNotRead } from "./readable.ts";

/** What an image request of Chromium says: some sites choose the format by it. */
const IMAGE_ACCEPT = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";

/** What is to be fetched, until when, and how. */
export interface ReadableRequest {
  readonly url: string;
  readonly expects: SendItem["expects"];
  /** Ends the request and its body. */
  readonly signal: AbortSignal;
  readonly cache: RequestCache;
  /** For a private window: without what the browser knows its user by. */
  readonly isPrivate: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Where the companion was when it was last asked for. */
let lastPort: number | undefined;

/** Also unpaired: what runs there may be the companion that this browser is paired with next. */
async function readPort(): Promise<number> {
  lastPort = (await readPairing())?.port ?? DEFAULT_PORT;
  return lastPort;
}

/** As `fetch`, as the browser's own request would be. Throws `TransferRefused` where nothing there may be read. */
export async function fetchReadable({
  url,
  expects,
  headers,
  isPrivate,
  ...options
}: ReadableRequest): Promise<Response> {
  // The request need not wait for the database: it is asked meanwhile, and no answer is read before it has said.
  const reading = readPort();
  reading.catch(() => undefined);
  refuseFor(whyNotRead(url, url, lastPort ?? (await reading)));
  const response = await fetch(url, {
    ...options,
    credentials: isPrivate ? "omit" : "include",
    headers: { ...(expects === "image" ? { accept: IMAGE_ACCEPT } : {}), ...headers },
  });
  const companionPort = await reading;
  const reason = whyNotRead(url, url, companionPort) ?? whyNotRead(url, response.url, companionPort);
  if (reason !== undefined) await response.body?.cancel();
  refuseFor(reason);
  return response;
}

function refuseFor(reason: Message | undefined): void {
  if (reason !== undefined) throw new TransferRefused("not_allowed", reason);
}
