/** Carries out the sending half in the browser: a Blob's pieces are digested natively and sent as Blobs. */

import { toHex } from "../../shared/protocol/hex.ts";
import type { Offer, Refuse } from "../../shared/protocol/lane-words.ts";
import { SendingHalf, type SendingInput, type SendingOutput } from "../../shared/transfer/sending-half.ts";
import { type Lane, LaneLost } from "./lane.ts";

export type UploadOutcome =
  | { readonly kind: "finished"; readonly name: string; readonly already: boolean }
  | { readonly kind: "refused"; readonly refusal: Refuse };

/**
 * Sends one file over a lane. Throws `LaneLost` where the lane ends first: the companion then knows how far it
 * came. `onProgress` is told what the companion has acknowledged.
 */
export async function upload(
  lane: Lane,
  offer: Offer,
  blob: Blob,
  onProgress: (ackedBytes: number) => void,
): Promise<UploadOutcome> {
  const half = new SendingHalf(offer);
  const { promise: outcome, resolve, reject } = Promise.withResolvers<UploadOutcome>();
  const carryOut = (outputs: readonly SendingOutput[]): void => {
    for (const output of outputs) {
      switch (output.kind) {
        case "say":
          lane.say(output.word);
          break;
        case "read-piece":
          // Pieces are digested side by side; the half puts them back into order.
          void readPiece(blob, output.offset, output.bytes).then(
            (input) => carryOut(half.take(input)),
            reject,
          );
          break;
        case "send-bytes":
          lane.sendBytes(blob.slice(output.offset, output.offset + output.bytes));
          break;
        case "progress":
          onProgress(output.ackedBytes);
          break;
        case "finished":
          resolve({ kind: "finished", name: output.name, already: output.already });
          break;
        case "refused":
          resolve({ kind: "refused", refusal: output.refusal });
          break;
        case "broken":
          reject(new LaneLost(output.message));
          break;
      }
    }
  };
  const listen = async (): Promise<void> => {
    while (!half.over) {
      const arrival = await lane.next();
      if (arrival.kind === "bytes") throw new LaneLost("The companion sent bytes where none were expected.");
      carryOut(half.take({ kind: "word", word: arrival.word }));
    }
  };
  carryOut(half.begin());
  listen().catch(reject);
  return await outcome;
}

async function readPiece(blob: Blob, offset: number, bytes: number): Promise<SendingInput> {
  try {
    const data = await blob.slice(offset, offset + bytes).arrayBuffer();
    const digest = await crypto.subtle.digest("SHA-256", data);
    return { kind: "piece-read", offset, bytes, sha256: toHex(new Uint8Array(digest)) };
  } catch {
    const message = "The browser can no longer read the bytes it kept: send the file again from its page.";
    return { kind: "source-failed", refusal: { type: "refuse", code: "source_gone", message } };
  }
}
