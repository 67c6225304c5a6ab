/** A file read from its site as it downloads: opened at any offset its site allows, never whole in memory. */

import type { OpenStream, StreamMemory, StreamPlatform } from "../../shared/transfer/stream-source.ts";
import { SourceBlocked, TransferRefused } from "../../shared/transfer/transfer-refused.ts";
import { deniedOrigin, unreadableBecause } from "./capture-failed.ts";
import { digestOf } from "./digest.ts";
import { fetchReadable } from "./readable-fetch.ts";

/** What the first answer of a site says of a file. */
export interface SiteHead {
  /** The address the bytes came from in the end. */
  readonly url: string;
  /** `null` where the site does not say, or says the size of something compressed. */
  readonly bytes: number | null;
  readonly mediaType: string;
  readonly contentDisposition: string | null;
}

/**
 * Opens a file at its site from its beginning, with what its head says. Throws `TransferRefused` where the site
 * says no, else what `fetch` throws.
 */
export async function openSite(url: string): Promise<{ head: SiteHead; stream: OpenStream }> {
  const { response, stream } = await request(url, 0, undefined);
  const length = response.headers.get("content-length");
  const isPlain = !response.headers.has("content-encoding");
  return {
    stream,
    head: {
      url: response.url || url,
      bytes: isPlain && length !== null && /^\d+$/.test(length) ? Number(length) : null,
      mediaType: response.headers.get("content-type") ?? "",
      contentDisposition: response.headers.get("content-disposition"),
    },
  };
}

/** What a stream source needs here: the site behind an address. */
export function sitePlatform(
  url: string,
  remember: (memory: StreamMemory) => Promise<void>,
): StreamPlatform<Blob> {
  return {
    open: async (offset, validator) => {
      try {
        return (await request(url, offset, validator)).stream;
      } catch (error) {
        if (error instanceof TransferRefused) throw error;
        // The permission of a click ends with its tab: what is left needs one that stays.
        const denied = await deniedOrigin(url);
        if (denied === undefined) throw error;
        const cause = unreadableBecause(url, denied);
        throw new SourceBlocked(cause.message, { cause });
      }
    },
    digest: digestOf,
    wrap: (bytes) => new Blob([bytes]),
    remember,
    nowMs: () => performance.now(),
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
}

async function request(
  url: string,
  offset: number,
  validator: string | undefined,
): Promise<{ response: Response; stream: OpenStream }> {
  const abort = new AbortController();
  // RFC 9110 §13.1.5: the range counts only while the file is still the same; else all of it comes.
  const isRange = offset > 0 && validator !== undefined;
  const response = await fetchReadable(url, {
    credentials: "include",
    cache: "no-store",
    signal: abort.signal,
    ...(isRange ? { headers: { range: `bytes=${offset}-`, "if-range": validator } } : {}),
  });
  if (isRange && response.status === 416) {
    abort.abort();
    return endsAt(response, offset)
      ? { response, stream: emptyStream(offset, validator) }
      : await request(url, 0, undefined);
  }
  try {
    refuseFailure(response);
  } catch (error) {
    abort.abort();
    throw error;
  }
  const begins = response.status === 206 ? rangeStart(response) : 0;
  const reader = response.body?.getReader();
  const stream: OpenStream = {
    offset: begins,
    validator: validatorOf(response),
    next: async () => (await reader?.read())?.value,
    close: () => abort.abort(),
  };
  return { response, stream };
}

/** RFC 9110 §15.5.17: what was asked for begins where the file ends. */
function endsAt({ headers }: Response, offset: number): boolean {
  return headers.get("content-range") === `bytes */${offset}`;
}

function emptyStream(offset: number, validator: string | undefined): OpenStream {
  return { offset, validator, next: () => Promise.resolve(undefined), close: () => undefined };
}

/** A site that is overloaded may answer later; one that does not have the file never will. */
function refuseFailure({ ok, status }: Response): void {
  if (ok) return;
  const message = `The site answered ${status} instead of the file: nothing was sent.`;
  if (status >= 500 || status === 429 || status === 408) throw new Error(message);
  throw new TransferRefused("source_gone", message);
}

function rangeStart(response: Response): number {
  const start = /^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "")?.[1];
  if (start === undefined)
    throw new TransferRefused("source_gone", "The site sent a part without saying which.");
  return Number(start);
}

/** A strong ETag, else the date; nothing where the bytes are compressed on their way, for then offsets mean others. */
function validatorOf({ headers }: Response): string | undefined {
  if (headers.has("content-encoding")) return undefined;
  const etag = headers.get("etag");
  return etag !== null && !etag.startsWith("W/") ? etag : (headers.get("last-modified") ?? undefined);
}
