/** Documents of MHTML as Chromium 156 writes them, and streams that bring them in pieces. */

/** One part; a picture in base64 where nothing else is said. */
export interface DocumentPart {
  readonly location?: string;
  readonly type?: string;
  readonly encoding?: string;
  /** Further fields, each with its line end. */
  readonly fields?: string;
  readonly bytes?: Uint8Array;
  /** The body as it is written down, instead of `bytes`. */
  readonly written?: string;
}

export const BOUNDARY = "----MultipartBoundary--mY8a0rORaV7YDZX29nZNUwQLKHoXI9WXSsjAuOEzMo----";
export const PAGE_URL = "http://pics.test/";
/** The part that is the page itself. */
export const PAGE_PART: DocumentPart = {
  type: "text/html",
  encoding: "quoted-printable",
  location: PAGE_URL,
  fields: "Content-ID: <frame-5B5EA5B19F64B25A44BB83511976F22A@mhtml.blink>\r\n",
  written: '<!DOCTYPE html><html lang=3D"en"><body>=\r\n</body></html>\r\n',
};

export function documentHead(boundary = BOUNDARY): string {
  const fields = `Subject: Test site\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n`;
  return `From: <Saved by Blink>\r\nSnapshot-Content-Location: ${PAGE_URL}\r\n${fields}\tboundary="${boundary}"\r\n\r\n\r\n`;
}

/** A part with the delimiter before it. */
export function writtenPart(part: DocumentPart, boundary = BOUNDARY): string {
  const { location, type = "image/png", encoding = "base64", fields = "" } = part;
  const place = location === undefined ? "" : `Content-Location: ${location}\r\n`;
  const head = `Content-Type: ${type}\r\n${fields}Content-Transfer-Encoding: ${encoding}\r\n${place}`;
  return `--${boundary}\r\n${head}\r\n${part.written ?? inLines(part.bytes ?? new Uint8Array(0))}\r\n`;
}

/** Base64 in lines of 76, as Chromium writes it. */
export function inLines(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64").replace(/.{76}/g, "$&\r\n");
}

/** A whole document: the page, and these parts. */
export function mhtmlDocument(parts: readonly DocumentPart[], boundary = BOUNDARY): Buffer {
  const written = [PAGE_PART, ...parts].map((part) => writtenPart(part, boundary));
  return Buffer.from(`${documentHead(boundary)}${written.join("")}--${boundary}--\r\n`, "latin1");
}

/** A stream that brings bytes as they are asked for. */
export function streamOf(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const copies = async function* (): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    for await (const chunk of chunks) if (chunk.length > 0) yield new Uint8Array(chunk);
  };
  const source = copies();
  return new ReadableStream({
    type: "bytes",
    async pull(controller) {
      const { done, value } = await source.next();
      if (!done) return controller.enqueue(value);
      controller.close();
      // A reader that waits with memory of its own gets it back only so.
      controller.byobRequest?.respond(0);
    },
    async cancel() {
      await source.return(undefined);
    },
  });
}

/** Bytes cut into pieces of these sizes, over and over. */
export function* cutInto(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? bytes.length;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}
