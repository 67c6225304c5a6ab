/** What is sent of one item of the queue: its offer, and where its bytes come from. */

import type { SendItem, StreamNote } from "../../shared/extension/database.ts";
import { changeSend } from "../../shared/extension/sends.ts";
import type { Offer } from "../../shared/protocol/lane-words.ts";
import { MAX_TYPE_BYTES } from "../../shared/protocol/limits.ts";
import type { PieceSource } from "../../shared/transfer/sender.ts";
import { StreamSource } from "../../shared/transfer/stream-source.ts";
import { BlobSource } from "./blob-source.ts";
import { proposedName } from "./file-name.ts";
import { type LaneBytes, LaneLost } from "./lane.ts";
import { openSite, type SiteHead, sitePlatform } from "./site-stream.ts";

export interface Outgoing {
  readonly offer: Offer;
  readonly source: PieceSource<LaneBytes>;
  /** The companion has everything before this offset. */
  acknowledged(offset: number): void;
}

/** A site that gives another file at every try is given up after so many. */
const MAX_RESTARTS = 3;

export class OutgoingFiles {
  /** Downloads that are under way: a lane that is lost does not break them off. */
  readonly #streams = new Map<string, { readonly note: StreamNote; readonly source: StreamSource<Blob> }>();

  /** Items whose site has not answered yet; one that is let go of meanwhile is no longer among them. */
  readonly #opening = new Set<string>();

  /** An item whose bytes are here. Throws `TransferRefused` where they can't be read. */
  async ofBlob(item: SendItem, blob: Blob, bytes?: ArrayBuffer): Promise<Outgoing> {
    const source = new BlobSource(blob, bytes);
    const sha256 = await source.sha256();
    const offer = { ...offerOf(item), bytes: blob.size, ...(sha256 === undefined ? {} : { sha256 }) };
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

  /** The site's file changed on its way: forgets what was sent. Returns whether it is worth another try. */
  async restart(item: SendItem): Promise<boolean> {
    this.close(item.id);
    const restarts = (item.stream?.restarts ?? 0) + 1;
    await changeSend(item.id, { stream: { restarts }, ackedBytes: 0, bytes: null });
    return restarts <= MAX_RESTARTS;
  }

  /** Lets go of an item's download, if there is one; what is known of it stays in the queue. */
  close(id: string): void {
    this.#opening.delete(id);
    this.#streams.get(id)?.source.close();
    this.#streams.delete(id);
  }

  async #open(item: SendItem): Promise<{ note: StreamNote; source: StreamSource<Blob> }> {
    let note = item.stream ?? {};
    const remember = async (memory: StreamNote["memory"]): Promise<void> => {
      note = { ...note, ...(memory === undefined ? {} : { memory }) };
      await changeSend(item.id, { stream: note });
    };
    const platform = sitePlatform(item.url, remember);
    if (note.head) {
      const opened = { note, source: new StreamSource(platform, note.head.bytes, note.memory) };
      this.#streams.set(item.id, opened);
      return opened;
    }
    this.#opening.add(item.id);
    const { head, stream } = await openSite(item.url);
    if (!this.#opening.delete(item.id)) {
      stream.close();
      throw new LaneLost("It was taken off the list.");
    }
    note = { ...note, head: headOf(head, item) };
    await changeSend(item.id, { stream: note, ...note.head });
    const source = new StreamSource(platform, head.bytes, undefined, stream);
    const opened = { note, source };
    this.#streams.set(item.id, opened);
    return opened;
  }
}

function headOf({ url, contentDisposition, bytes, mediaType }: SiteHead, item: SendItem) {
  const name = proposedName(url, contentDisposition, item.name);
  return { name, bytes, mediaType: mediaType.slice(0, MAX_TYPE_BYTES) };
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
    source: {
      url: item.url,
      at: item.at,
      ...(item.pageUrl === undefined ? {} : { pageUrl: item.pageUrl }),
      ...(item.title === undefined ? {} : { title: item.title }),
      ...(item.alt === undefined ? {} : { alt: item.alt }),
    },
  };
}
