/** A received file on its way to a script: read as it is now, a piece at a time. */

import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import type { Offer } from "../../../shared/protocol/lane-words.ts";
import { message } from "../../../shared/texts/message.ts";
import type { PieceSource, ReadPiece } from "../../../shared/transfer/sender.ts";
import { reason } from "../../process/system-error.ts";
import { TransferRefused } from "../disk-refusal.ts";
import { openRegular } from "../regular-file.ts";
import type { ReceivedRecord } from "./received-record.ts";

export class ReceivedSource implements PieceSource<Buffer> {
  readonly isSliced = false;
  readonly offer: Offer;
  readonly #handle: FileHandle;

  private constructor(offer: Offer, handle: FileHandle) {
    this.offer = offer;
    this.#handle = handle;
  }

  /** Opens the file of a record; `id` is what it was asked for by. Throws `TransferRefused` where it is gone. */
  static async open(record: ReceivedRecord, id: string): Promise<ReceivedSource> {
    const { name, type: mediaType, fidelity, how, sha256 } = record;
    const handle = await openRegular(record.path).catch((error: unknown) => {
      throw new TransferRefused("source_gone", message("arrived.vanished", { name }), error);
    });
    try {
      const { size: bytes } = await handle.stat();
      const offer: Offer = {
        ...{ type: "offer", id, name, bytes, mediaType, expects: "any", fidelity },
        ...(how && { how }),
        // Of one that was changed since, nobody knows the hash.
        ...(bytes === record.bytes && { sha256 }),
      };
      return new ReceivedSource(offer, handle);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async read(offset: number, bytes: number): Promise<ReadPiece<Buffer>> {
    const { name } = this.offer;
    const piece = Buffer.allocUnsafe(bytes);
    for (let read = 0; read < bytes; ) {
      const { bytesRead } = await this.#handle
        .read(piece, read, bytes - read, offset + read)
        .catch((error: unknown) => {
          const said = message("files.unreadable-ask", { name, reason: reason(error) });
          throw new TransferRefused("source_gone", said, error);
        });
      if (bytesRead === 0)
        throw new TransferRefused("source_changed", message("files.shorter-ask", { name }));
      read += bytesRead;
    }
    return { bytes: piece, length: bytes, sha256: createHash("sha256").update(piece).digest("hex") };
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}
