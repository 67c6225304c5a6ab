/** A file read from its site as it downloads: opened at any offset its site allows, never whole in memory. */

import type { SendItem } from "../../../shared/extension/store/database.ts";
import { message } from "../../../shared/texts/message.ts";
import { SaidError } from "../../../shared/texts/said.ts";
import type { BodyReader } from "../../../shared/transfer/limited-body.ts";
import type { OpenStream, StreamPlatform } from "../../../shared/transfer/stream-source.ts";
import { SourceBlocked, TransferRefused } from "../../../shared/transfer/transfer-refused.ts";
import { digestOf } from "../bytes/digest.ts";
import { deniedOrigin, unreadableBecause } from "./capture-failed.ts";
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

/** A file as its site is asked for it; its signal ends whatever is being read of it. */
export interface SiteFile extends Pick<SendItem, "url" | "expects"> {
  /** For a private window: without what the browser knows its user by. */
  readonly isPrivate: boolean;
  readonly signal: AbortSignal;
}

/**
 * Opens a file at its site from its beginning, with what its head says. Throws `TransferRefused` where the site
 * says no, else what `fetch` throws.
 */
export async function openSite(file: SiteFile): Promise<{ head: SiteHead; stream: OpenStream }> {
  const { response, stream } = await request(file, 0, undefined);
  return { stream, head: siteHead(response, file.url) };
}

/** What an answer says of the file that was asked for at `url`. */
export function siteHead({ headers, url: final }: Response, url: string): SiteHead {
  return {
    url: final || url,
    bytes: declaredBytes(headers),
    mediaType: headers.get("content-type") ?? "",
    contentDisposition: headers.get("content-disposition"),
  };
}

/** How long a body is that ends there by the rules of HTTP; `null` where what is said means something else. */
export function declaredBytes(headers: Headers): number | null {
  const length = headers.get("content-length");
  // RFC 9112 §6.3: in chunks it ends where the last chunk says; compressed it may become much larger.
  const isOther = headers.has("content-encoding") || headers.has("transfer-encoding");
  return !isOther && length !== null && /^\d+$/.test(length) ? Number(length) : null;
}

/** The body of an answer that begins at `offset`; `close` ends its request. */
export function openBody(
  { headers }: Response,
  offset: number,
  reader: BodyReader | undefined,
  close: () => void,
): OpenStream {
  return {
    offset,
    validator: validatorOf(headers),
    next: async () => (await reader?.read())?.value,
    close,
  };
}

/** What a stream source needs here: the site at an address. */
export function sitePlatform(
  file: SiteFile,
  remember: StreamPlatform<Blob>["remember"],
): StreamPlatform<Blob> {
  return {
    open: async (offset, validator) => {
      try {
        return (await request(file, offset, validator)).stream;
      } catch (error) {
        if (error instanceof TransferRefused) throw error;
        // The permission of a click ends with its tab: what is left needs one that stays.
        const denied = await deniedOrigin(file.url);
        if (denied === undefined) throw error;
        const cause = unreadableBecause(file.url, denied);
        throw new SourceBlocked(cause, { cause });
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
  file: SiteFile,
  offset: number,
  validator: string | undefined,
): Promise<{ response: Response; stream: OpenStream }> {
  const abort = new AbortController();
  // RFC 9110 §13.1.5: the range counts only while the file is still the same; else all of it comes.
  const isRange = offset > 0 && validator !== undefined;
  const { url, expects, signal, isPrivate } = file;
  const response = await fetchReadable({
    url,
    expects,
    isPrivate,
    signal: AbortSignal.any([abort.signal, signal]),
    cache: "no-store",
    ...(isRange ? { headers: { range: `bytes=${offset}-`, "if-range": validator } } : {}),
  });
  if (isRange && response.status === 416) {
    abort.abort();
    return endsAt(response, offset)
      ? { response, stream: emptyStream(offset, validator) }
      : await request(file, 0, undefined);
  }
  try {
    refuseFailure(response);
  } catch (error) {
    abort.abort();
    throw error;
  }
  const begins = response.status === 206 ? rangeStart(response) : 0;
  const stream = openBody(response, begins, response.body?.getReader(), () => abort.abort());
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
  const said = message("capture.site-status", { status });
  if (status >= 500 || status === 429 || status === 408) throw new SaidError(said);
  throw new TransferRefused("source_gone", said);
}

function rangeStart(response: Response): number {
  const start = /^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "")?.[1];
  if (start === undefined) throw new TransferRefused("source_gone", message("capture.part-unnamed"));
  return Number(start);
}

/** A strong ETag, else the date; nothing where the bytes are compressed on their way, for then offsets mean others. */
function validatorOf(headers: Headers): string | undefined {
  if (headers.has("content-encoding")) return undefined;
  const etag = headers.get("etag");
  return etag !== null && !etag.startsWith("W/") ? etag : (headers.get("last-modified") ?? undefined);
}
