/** Which file a lane's first word means: what is offered goes into the inbox or to the browsers, what is asked for comes from either. */

import type { Offer, Refuse } from "../../../shared/protocol/lane-words.ts";
import { ProtocolError } from "../../../shared/protocol/protocol-error.ts";
import { FILES_TOPIC, OUTBOX_TOPIC } from "../../../shared/protocol/topics.ts";
import type { ReceivingStore } from "../../../shared/transfer/receiver.ts";
import type { PieceSource, SendingOutcome } from "../../../shared/transfer/sender.ts";
import type { Inbox } from "../../files/incoming/inbox.ts";
import { IncomingTransfer } from "../../files/incoming/incoming-transfer.ts";
import type { Outbox } from "../../files/outgoing/outbox.ts";
import type { ReceivedLookup } from "../../files/received/received-lookup.ts";
import type { ReceivedRecord } from "../../files/received/received-record.ts";
import { ReceivedSource } from "../../files/received/received-source.ts";
import type { Uploads } from "../../files/uploads/uploads.ts";
import type { Log } from "../../process/log.ts";
import type { Client } from "../channels/channel.ts";
import type { LaneClaims } from "./lane-claims.ts";
import type { FetchedFile, RangeFiles } from "./range-files.ts";

export interface LaneFiles {
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly uploads: Uploads;
  readonly lookup: ReceivedLookup;
}

/** What every dialogue of one companion shares. */
export interface LaneServices {
  readonly files: LaneFiles;
  readonly claims: LaneClaims;
  /** What is fetched beside the lanes. */
  readonly ranges: RangeFiles;
  readonly log: Log;
  /** A file that a client has offered is not taken. */
  readonly onRefused: (name: string, refusal: Refuse) => void;
}

/** A file that is sent on a lane. Whoever opened it closes it. */
export interface SentOnLane {
  readonly offer: Offer;
  readonly source: PieceSource<Buffer>;
  /** What its receiver may fetch of it, where that can be. */
  readonly fetched?: FetchedFile;
  /** A piece that was read is sent: its memory may be used again. */
  reuse(piece: Buffer): void;
  onProgress?(ackedBytes: number): void;
  /** The dialogue is over. Throws `ProtocolError` where the receiver broke it. */
  ended(outcome: SendingOutcome): Promise<void>;
  close(): Promise<void>;
}

/** Where an offered file goes. */
export interface TakenOnLane {
  /** Whose topic a token must be for. */
  readonly topic: string;
  readonly store: ReceivingStore<Uint8Array>;
}

/** What was announced for a browser goes there, all else into the inbox. */
export function takenFor({ inbox, uploads }: LaneFiles, client: Client, id: string): TakenOnLane {
  return uploads.isAnnounced(client.id, id)
    ? { topic: OUTBOX_TOPIC, store: uploads.store(client, id) }
    : { topic: FILES_TOPIC, store: new IncomingTransfer(inbox, client.id) };
}

/** What is asked for: whose topic a token must be for, and how it is opened. */
export interface AskedOnLane {
  readonly topic: string;
  /** Throws `TransferRefused` where it can't be had. */
  open(): Promise<SentOnLane>;
}

/** What waits for a client is meant first; what is in the inbox is for the owner and for scripts alone. */
export function askedBy(files: LaneFiles, client: Client, id: string): AskedOnLane {
  const received = client.kind === "browser" ? undefined : receivedAs(files, id);
  return received
    ? { topic: FILES_TOPIC, open: () => openReceived(received, id) }
    : { topic: OUTBOX_TOPIC, open: () => openWaiting(files.outbox, client, id) };
}

/** Only a whole id is one here. */
function receivedAs({ outbox, lookup }: LaneFiles, id: string): ReceivedRecord | undefined {
  return outbox.find(id) ? undefined : lookup.withId(id)?.record;
}

async function openReceived(record: ReceivedRecord, id: string): Promise<SentOnLane> {
  const source = await ReceivedSource.open(record, id);
  return {
    offer: source.offer,
    source,
    reuse: () => undefined,
    ended(outcome) {
      if (outcome.kind === "broken") throw new ProtocolError("unexpected_word", outcome.message);
      return Promise.resolve();
    },
    close: () => source.close(),
  };
}

async function openWaiting(outbox: Outbox, client: Client, id: string): Promise<SentOnLane> {
  const file = await outbox.open(client.id, id);
  return {
    offer: file.offer,
    source: file,
    ...(file.digests && { fetched: file }),
    reuse: (piece) => file.reuse(piece),
    onProgress: outbox.progressOf(client.id, id),
    async ended(outcome) {
      switch (outcome.kind) {
        case "finished":
          // What the browser stored must be what was sent; else the copy stays and is asked for again.
          if (outcome.sha256 !== file.offer.sha256)
            throw new ProtocolError("field_wrong", "The browser stored other bytes than were sent.");
          return await outbox.stored(client.id, id, Date.now());
        case "refused":
          // A copy that is cut or changed can't be sent by any lane.
          if (outcome.isOurs && outcome.refusal.code === "source_changed") outbox.changed(id);
          else if (outcome.isOurs) outbox.withdraw(id);
          return;
        case "broken":
          throw new ProtocolError("unexpected_word", outcome.message);
      }
    },
    close: () => file.close(),
  };
}
