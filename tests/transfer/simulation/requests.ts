/** The simulated requests beside a lane: stretches of the file that may fail, come late or come wrong. */

import type { RangeSizes } from "../../../shared/transfer/range-sizes.ts";
import type { ArrivedPiece, PieceOutcome, ReceivingStore } from "../../../shared/transfer/receiver.ts";
import { sha256 } from "./disk.ts";
import type { Chance } from "./world.ts";

export interface Requests {
  readonly sizes: RangeSizes;
  readonly chance: Chance;
  /** How often one fails, and how often it brings other bytes. */
  failures: number;
  lies: number;
  /** How many have brought what they were asked for. */
  fetched: number;
  /** What is there; `undefined` where nobody answers. */
  bytes: (offset: number, bytes: number) => Uint8Array | undefined;
}

/** A store that fetches: several stretches at a time, kept in their order, as the browser does. */
export function fetching(
  store: ReceivingStore<Uint8Array>,
  requests: Requests,
  later: () => Promise<void>,
  isAlive: () => boolean,
): ReceivingStore<Uint8Array> {
  let next = 0;
  /** How often its sender was asked to go back. */
  let round = 0;
  let before: Promise<unknown> = Promise.resolve();
  let storing: Promise<unknown> | undefined;
  let isReleased = false;
  const { chance } = requests;
  const answered = async (offset: number, bytes: number): Promise<Uint8Array | undefined> => {
    await later();
    if (chance.happens(requests.failures)) return undefined;
    const answer = requests.bytes(offset, bytes)?.slice();
    if (answer && chance.happens(requests.lies)) answer[chance.below(answer.length)] = 0xff;
    return answer?.length === bytes ? answer : undefined;
  };
  const kept = async (
    piece: { offset: number; bytes: number },
    digest: ArrivedPiece["sha256"],
    parts: readonly Uint8Array[],
  ): Promise<PieceOutcome> => {
    const outcome = await store.store({ ...piece, sha256: digest }, parts);
    if (outcome === "stored") next = piece.offset + piece.bytes;
    else round += 1;
    return outcome;
  };
  return {
    async consider(offer) {
      const considered = await store.consider(offer);
      if (considered.kind === "take") next = considered.offset;
      return considered;
    },
    store: ({ sha256: digest, ...piece }, parts) => kept(piece, digest, parts),
    fetch({ sha256: [digest = ""], ...piece }) {
      const answer = answered(piece.offset, piece.bytes);
      const announcedIn = round;
      const outcome = before.then(async (): Promise<PieceOutcome> => {
        const bytes = await answer;
        // It was announced behind one that has to come again.
        // Its lane is gone: nobody waits for what became of it.
        if (isReleased || !isAlive()) return await new Promise(() => undefined);
        if (announcedIn !== round || piece.offset !== next) return "wrong";
        if (!bytes || sha256(bytes) !== digest) {
          round += 1;
          return bytes ? "wrong" : "not-fetched";
        }
        requests.fetched += 1;
        const keeping = kept(piece, digest, [bytes]);
        storing = keeping.catch(() => undefined);
        return await keeping;
      });
      before = outcome.catch(() => undefined);
      return outcome;
    },
    finish(bytes) {
      // Its lane was lost while the last piece was written: the next lane finishes it.
      if (isReleased || !isAlive()) return new Promise(() => undefined);
      const finishing = store.finish(bytes);
      storing = finishing.catch(() => undefined);
      return finishing;
    },
    async release(refusal) {
      // What is still fetched is for nobody; what is being written is.
      isReleased = true;
      await storing;
      await store.release(refusal);
    },
  };
}
