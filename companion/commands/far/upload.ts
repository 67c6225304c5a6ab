/** A file on its way to a companion on another computer. */

import { createHash } from "node:crypto";
import type { Offer } from "../../../shared/protocol/lane-words.ts";
import { OUTBOX_TOPIC, OutboxAsk } from "../../../shared/protocol/topics.ts";
import { message } from "../../../shared/texts/message.ts";
import {
  type PieceSource,
  type ReadPiece,
  Sender,
  type SendingOutcome,
} from "../../../shared/transfer/sender.ts";
import { TransferRefused } from "../../../shared/transfer/transfer-refused.ts";
import { mustBeUnchanged, type SourceFile, unreadable } from "../../files/outgoing/source-file.ts";
import { connectFar } from "../control/far.ts";
import { type LaneEnd, LineBroken, overLane } from "../control/lane.ts";
import type { Remote } from "../control/remote.ts";
import type { Answer } from "../control/socket.ts";
import { CommandFailed } from "../terminal/terminal.ts";
import { persistently } from "./persistence.ts";

/** What is sent, and what is said of it. */
export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly source: SourceFile;
  readonly to: string | undefined;
  readonly shows: boolean;
}

/** What the companion says of it. */
export interface Uploaded {
  readonly sha256: string;
  readonly announced: Answer;
}

/** Announces the file and sends it, however often the line breaks. Throws `CommandFailed`, or what its source does. */
export async function upload(
  remote: Remote,
  file: Upload,
  onBytes: (bytes: number) => void,
): Promise<Uploaded> {
  let acked = 0;
  const onProgress = (bytes: number): void => {
    acked = bytes;
    onBytes(bytes);
  };
  return await persistently(
    remote,
    () => acked,
    async () => {
      // A companion that was started anew in the meantime knows nothing of what was announced.
      const announced = await announce(remote, file);
      const outcome = await overLane<SendingOutcome>(remote, (outlet) => {
        const sender = new Sender({
          offer: offerOf(file),
          source: new SourcePieces(file.source),
          outlet,
          onProgress,
        });
        const end: LaneEnd = {
          takeWord: (word) => sender.takeWord(word),
          get isOurTurn() {
            return sender.isOurTurn;
          },
        };
        sender.begin();
        return { end, over: sender.outcome };
      });
      return { sha256: finished(outcome), announced };
    },
  );
}

async function announce(remote: Remote, { id, name, to, shows }: Upload): Promise<Answer> {
  const topics = await connectFar(remote);
  try {
    const topic = await topics.join(OUTBOX_TOPIC);
    const asked = topic.ask(OutboxAsk.send, {
      ...{ id, name },
      ...(to !== undefined && { to }),
      ...(shows && { show: true }),
    });
    const lost = topics.lost.then(() => {
      throw new LineBroken();
    });
    return await Promise.race([asked, lost]);
  } finally {
    topics.close();
  }
}

function finished(outcome: SendingOutcome): string {
  switch (outcome.kind) {
    case "finished":
      return outcome.sha256;
    case "refused":
      // Its lane is still there on the other side: that one has not noticed yet that the line is gone.
      if (outcome.refusal.code === "busy" || outcome.refusal.code === "superseded") throw new LineBroken();
      throw new CommandFailed({ message: outcome.refusal.message, said: outcome.refusal.said });
    case "broken":
      throw new LineBroken(outcome.message);
  }
}

function offerOf({ id, name, source }: Upload): Offer {
  const { size: bytes } = source.stats;
  // What it is the other end sees for itself.
  const mediaType = "application/octet-stream";
  return { type: "offer", id, name, bytes, mediaType, expects: "any", fidelity: "original" };
}

/** The pieces of an open file, read in order. */
class SourcePieces implements PieceSource<Buffer> {
  readonly isSliced = false;
  readonly #source: SourceFile;

  constructor(source: SourceFile) {
    this.#source = source;
  }

  async read(offset: number, bytes: number): Promise<ReadPiece<Buffer>> {
    const { handle, shown, stats } = this.#source;
    const piece = Buffer.allocUnsafe(bytes);
    for (let read = 0; read < bytes; ) {
      const { bytesRead } = await handle
        .read(piece, read, bytes - read, offset + read)
        .catch((error: unknown) => {
          throw unreadable(shown, error);
        });
      if (bytesRead === 0) break;
      read += bytesRead;
    }
    if (offset + bytes === stats.size) {
      await mustBeUnchanged(this.#source).catch((error: unknown) => {
        throw new TransferRefused("source_changed", message("outgoing.changing", { file: shown }), error);
      });
    }
    return { bytes: piece, length: bytes, sha256: createHash("sha256").update(piece).digest("hex") };
  }
}
