/** What is sent of one item of the queue: its offer, and where its bytes come from. */

import { proposedName } from "../../../shared/extension/names/file-name.ts";
import type { SendItem, StreamNote } from "../../../shared/extension/store/database.ts";
import { changeSend } from "../../../shared/extension/store/sends.ts";
import {
  noteStreamPiece,
  restartStream,
  streamMemory,
} from "../../../shared/extension/store/stream-pieces.ts";
import type { Offer } from "../../../shared/protocol/lane-words.ts";
import { MAX_TYPE_BYTES } from "../../../shared/protocol/limits.ts";
import { message } from "../../../shared/texts/message.ts";
import type { PieceSource } from "../../../shared/transfer/sender.ts";
import { type OpenStream, type StreamMemory, StreamSource } from "../../../shared/transfer/stream-source.ts";
import { TransferRefused } from "../../../shared/transfer/transfer-refused.ts";
import { BlobSource } from "../bytes/blob-source.ts";
import { type LaneBytes, LaneLost } from "../lanes/lane.ts";
import { signalOf, stopReading } from "../sites/item-signals.ts";
import { openSite, type SiteFile, type SiteHead, sitePlatform } from "../sites/site-stream.ts";

export interface Outgoing {
  readonly offer: Offer;
  readonly source: PieceSource<LaneBytes>;
  /** The companion has everything before this offset. */
  acknowledged(offset: number): void;
}

interface StreamUnderWay {
  readonly note: StreamNote;
  readonly source: StreamSource<Blob>;
}

/** Downloads that were begun before their turn: each may hold what has come of it in memory. */
const MAX_HANDED_OVER = 4;
/**
 * Where a picture ends whose site does not say how large it is: far beyond any that is one, and before a site can fill
 * the computer's disk with it.
 */
export const MAX_UNSIZED_PICTURE_BYTES = 2 * 1024 ** 3;

/** A site that gives another file at every try is given up after this many. */
const MAX_RESTARTS = 3;

export class OutgoingFiles {
  /** Downloads that are under way: a lane that is lost does not break them off. */
  readonly #streams = new Map<string, StreamUnderWay>();

  /** An item whose bytes are here. Throws `TransferRefused` where they can't be read. */
  async ofBlob(item: SendItem, blob: Blob, bytes?: ArrayBuffer): Promise<Outgoing> {
    const source = new BlobSource(blob, bytes);
    const sha256 = await source.sha256();
    // What has no digest as a whole goes in several pieces.
    const known = sha256 === undefined ? ({ digests: "parts" } as const) : { sha256 };
    const offer = { ...offerOf(item), bytes: blob.size, ...known };
    return { offer, source, acknowledged: () => undefined };
  }

  /** An item that is read from its site while it is sent. Throws what `openSite` does. */
  async ofSite(item: SendItem): Promise<Outgoing> {
    const { note, source } = this.#streams.get(item.id) ?? (await this.#open(item));
    const { name, bytes, mediaType } = note.head ?? item;
    return {
      offer: { ...offerOf(item), name, bytes, mediaType },
      source,
      acknowledged: (offset) => source.acknowledged(offset),
    };
  }

  /** Takes over a download that was begun before the item's turn, whose head is in the queue. */
  adopt(item: SendItem, note: StreamNote, stream: OpenStream): void {
    if (this.#streams.size < MAX_HANDED_OVER && !this.#streams.has(item.id))
      this.#keep(item, note, undefined, stream);
    // Its site is asked again when its turn comes.
    else stream.close();
  }

  /** The site's file changed on its way: forgets what was sent. Returns whether it is worth another try. */
  async restart(item: SendItem): Promise<boolean> {
    this.close(item.id);
    const restarts = (item.stream?.restarts ?? 0) + 1;
    await restartStream(item.id, restarts);
    return restarts <= MAX_RESTARTS;
  }

  /** Lets go of an item's download, if there is one; what is known of it stays in the queue. */
  close(id: string): void {
    this.#streams.get(id)?.source.close();
    this.#streams.delete(id);
    stopReading(id);
  }

  async #open(item: SendItem): Promise<StreamUnderWay> {
    const note = item.stream ?? {};
    const file = siteFile(item);
    if (note.head) {
      const memory = await streamMemory(item.id);
      if (file.signal.aborted) throw takenOff();
      return this.#keep(item, note, memory);
    }
    const { head, stream } = await openSite(file).catch((error: unknown) => {
      throw file.signal.aborted ? takenOff() : error;
    });
    if (file.signal.aborted) throw takenOff();
    const known = { ...note, head: headOf(head, item.name) };
    await changeSend(item.id, { stream: known, ...known.head });
    return this.#keep(item, known, undefined, stream);
  }

  #keep(item: SendItem, note: StreamNote, memory?: StreamMemory, opened?: OpenStream): StreamUnderWay {
    const bytes = note.head?.bytes ?? null;
    const isEndless = item.expects === "image" && bytes === null;
    const ending = (stream: OpenStream): OpenStream =>
      isEndless ? endingAt(stream, MAX_UNSIZED_PICTURE_BYTES) : stream;
    const platform = sitePlatform(siteFile(item), (piece, validator) =>
      noteStreamPiece(item.id, piece, validator),
    );
    const source = new StreamSource(
      { ...platform, open: async (...from) => ending(await platform.open(...from)) },
      bytes,
      memory,
      opened && ending(opened),
    );
    const underWay = { note, source };
    this.#streams.set(item.id, underWay);
    return underWay;
  }
}

function siteFile({ id, url, expects, isPrivate = false }: SendItem): SiteFile {
  return { url, expects, isPrivate, signal: signalOf(id) };
}

/** The user has paused or removed it, or its page is gone, while its site had not answered yet. */
function takenOff(): LaneLost {
  return new LaneLost("It was taken off the list.");
}

/** What the queue notes of a site's answer; `fallback` is the name where the site says none. */
export function headOf(
  { url, contentDisposition, bytes, mediaType }: SiteHead,
  fallback: string,
): NonNullable<StreamNote["head"]> {
  const name = proposedName(url, contentDisposition, fallback);
  return { name, bytes, mediaType: mediaType.slice(0, MAX_TYPE_BYTES) };
}

/** A stream that fails with `TransferRefused` where it goes on beyond `maxBytes`. */
export function endingAt(stream: OpenStream, maxBytes: number): OpenStream {
  let position = stream.offset;
  return {
    ...stream,
    async next() {
      const chunk = await stream.next();
      position += chunk?.byteLength ?? 0;
      if (position <= maxBytes) return chunk;
      const gib = Math.round(maxBytes / 1024 ** 3);
      throw new TransferRefused("too_large", message("capture.endless", { gib }));
    },
  };
}

function offerOf(item: SendItem): Offer {
  return {
    type: "offer",
    id: item.id,
    name: item.name,
    bytes: item.bytes,
    mediaType: item.mediaType,
    expects: item.expects,
    fidelity: item.fidelity,
    ...(item.how && { how: item.how }),
    source: {
      url: item.url,
      at: item.at,
      ...(item.pageUrl === undefined ? {} : { pageUrl: item.pageUrl }),
      ...(item.title === undefined ? {} : { title: item.title }),
      ...(item.alt === undefined ? {} : { alt: item.alt }),
    },
  };
}
