/** Files for browsers that scripts upload on lanes: what was announced of each, until it is whole and queued. */

import type { DatabaseSync } from "node:sqlite";
import { message } from "../../../shared/texts/message.ts";
import type { ReceivingStore } from "../../../shared/transfer/receiver.ts";
import { inTransaction } from "../database.ts";
import { TransferRefused } from "../disk-refusal.ts";
import { FreeSpace } from "../free-space.ts";
import type { Outbox } from "../outgoing/outbox.ts";
import type { ReadingNotes } from "../reading-notes.ts";
import type { Senders } from "./senders.ts";
import { UploadedFile } from "./uploaded-file.ts";

/** What a script says of a file before it offers it on a lane. */
export interface Announced {
  readonly name: string;
  /** The id of the browser it is for; `null`: whichever comes first. */
  readonly to: string | null;
  readonly shows: boolean;
}

/** Who uploads. */
export interface Uploader {
  readonly id: string;
  readonly name: string;
}

/** What has become of an announced file. */
export interface UploadState {
  readonly state: "announced" | "queued" | "stored";
  /** Whose it is to be, or who has stored it. */
  readonly client: string | null;
}

/** More than a client ever has under way; its oldest announcement is forgotten, and made again by its next try. */
const MAX_ANNOUNCED = 1_000;

export interface UploadsOptions {
  readonly database: DatabaseSync;
  readonly outbox: Outbox;
  readonly senders: Senders;
  /** Where copies of files on their way out are. */
  readonly folder: string;
  readonly notes?: ReadingNotes;
}

export class Uploads {
  readonly #options: UploadsOptions;
  readonly #space: FreeSpace;
  /** By client, then by file, oldest first. */
  readonly #announced = new Map<string, Map<string, Announced>>();

  constructor(options: UploadsOptions) {
    this.#options = options;
    this.#space = new FreeSpace(options.folder);
  }

  /** Notes that an offer of this id is for a browser. Says what has become of it, if it came before. */
  announce(client: string, id: string, announced: Announced): UploadState {
    const known = this.#options.outbox.find(id);
    if (known && this.#options.senders.of(id)?.client === client) {
      const { to, storedBy } = known;
      return storedBy === null ? { state: "queued", client: to } : { state: "stored", client: storedBy };
    }
    const own = this.#announced.get(client) ?? new Map<string, Announced>();
    this.#announced.set(client, own);
    own.delete(id);
    own.set(id, announced);
    const [oldest] = own.keys();
    if (own.size > MAX_ANNOUNCED && oldest !== undefined) own.delete(oldest);
    return { state: "announced", client: announced.to };
  }

  /** Whether an offer of this id is for a browser. */
  isAnnounced(client: string, id: string): boolean {
    return this.#announced.get(client)?.has(id) === true || this.#ofOwn(client, id) !== undefined;
  }

  /** Where an offer that was announced goes. */
  store(client: Uploader, id: string): ReceivingStore<Uint8Array> {
    const { folder, notes } = this.#options;
    return new UploadedFile({
      client: client.id,
      folder,
      space: this.#space,
      ...(notes && { notes }),
      known: () => {
        const own = this.#ofOwn(client.id, id);
        if (!own && this.#options.outbox.find(id))
          throw new TransferRefused("not_allowed", message("uploads.taken"));
        return own;
      },
      queue: (file) => {
        const announced = this.#announced.get(client.id)?.get(id);
        // The companion was started anew in the middle of it: the sender announces it once more.
        if (!announced) throw new TransferRefused("source_gone", message("uploads.not-announced"));
        const { database, outbox, senders } = this.#options;
        const { name, to, shows } = announced;
        const queued = inTransaction(database, () => {
          senders.note(id, { client: client.id, name: client.name, shows });
          return outbox.enqueue(file, name, to, Date.now());
        });
        this.#announced.get(client.id)?.delete(id);
        outbox.announce(queued);
        return name;
      },
    });
  }

  /** The file, where it is queued already and this client has sent it. */
  #ofOwn(client: string, id: string): { readonly sha256: string; readonly name: string } | undefined {
    const { outbox, senders } = this.#options;
    const file = senders.of(id)?.client === client ? outbox.find(id) : undefined;
    return file && { sha256: file.sha256, name: file.name };
  }
}
