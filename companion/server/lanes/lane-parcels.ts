/** The parcels of one lane: whole files, each taken for this lane alone, many under way at once. */

import { LANE_TOPIC_PREFIX } from "../../../shared/protocol/lane-chunk.ts";
import { decodeParcel, type Parcel } from "../../../shared/protocol/parcels/parcel.ts";
import type { Known, Receipts, Seek } from "../../../shared/protocol/parcels/parcel-words.ts";
import { FILES_TOPIC } from "../../../shared/protocol/topics.ts";
import { message } from "../../../shared/texts/message.ts";
import { type ParcelPlace, ParcelReceiver } from "../../../shared/transfer/parcel-receiver.ts";
import { TransferRefused } from "../../files/disk-refusal.ts";
import type { Client } from "../channels/channel.ts";
import { mayUse } from "../channels/topic-pattern.ts";
import { type LaneServices, takenFor } from "./lane-files.ts";

export interface LaneParcelsOptions extends LaneServices {
  readonly client: Client;
  readonly say: (word: Known | Receipts) => void;
}

export class LaneParcels {
  readonly #options: LaneParcelsOptions;
  readonly #receiver: ParcelReceiver;

  constructor(options: LaneParcelsOptions) {
    this.#options = options;
    this.#receiver = new ParcelReceiver({
      open: (parcel, over) => this.#open(parcel, over),
      say: (word) => options.say(word),
      onRefused: options.onRefused,
    });
  }

  /** Whether one has come and is not answered yet. */
  get isBusy(): boolean {
    return this.#receiver.isBusy;
  }

  /** Takes one binary frame; resolves when it is answered. Throws `ProtocolError` at once where it is no parcel. */
  take(frame: readonly Uint8Array[]): { readonly answered: Promise<void> } {
    return { answered: this.#receiver.take(decodeParcel(frame)) };
  }

  /** Answers which contents are known. */
  seek({ sha256 }: Seek): void {
    const { client, files, say } = this.#options;
    const isAllowed = mayUse(client, FILES_TOPIC) || mayUse(client, LANE_TOPIC_PREFIX);
    say({ type: "known", sha256: isAllowed ? files.lookup.known(sha256) : [] });
  }

  /** Resolves when all that have come are done with. */
  settled(): Promise<void> {
    return this.#receiver.settled();
  }

  async #open({ head }: Parcel, over: Promise<void>): Promise<ParcelPlace> {
    const { client, files, claims } = this.#options;
    const { topic, store } = takenFor(files, client, head.id);
    if (!mayUse(client, topic) && !mayUse(client, LANE_TOPIC_PREFIX))
      throw new TransferRefused("not_allowed", message("files.not-for-topic", { topic }));
    // All of it is here: a newer lane waits for the moment that it takes.
    return { store, letGo: await claims.claim(client.id, head.id, () => over, "parcel") };
  }
}
