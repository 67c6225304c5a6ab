/** What moves now, in both directions: read from the database, with the speed of what is coming. */

import { useEffect, useState } from "preact/hooks";
import { oneAtATime } from "../../../shared/extension/connection/one-at-a-time.ts";
import { onChange } from "../../../shared/extension/store/changes.ts";
import { database, type ReceivedItem, type SendItem } from "../../../shared/extension/store/database.ts";
import { isSoundReceived, isSoundSend } from "../../../shared/extension/store/sound-items.ts";
import { inState } from "../../../shared/extension/store/transition.ts";

/** More than these are not drawn one by one. */
const MAX_MOVING = 50;
const LOOK_EVERY_MS = 200;
/** How much of a new measurement counts. */
const WEIGHT = 0.3;

/** One file on its way. */
export type Moving = {
  readonly id: string;
  readonly name: string;
  readonly done: number;
  /** `null` as long as it is unknown. */
  readonly bytes: number | null;
  readonly bytesPerSecond: number | undefined;
} & (
  | { readonly direction: "up"; readonly item: SendItem }
  | { readonly direction: "down"; readonly item: ReceivedItem }
);

/** Follows both lists. */
export function useActivity(): readonly Moving[] {
  const [moving, setMoving] = useState<readonly Moving[]>([]);
  useEffect(() => {
    const speeds = new Speeds();
    const look = oneAtATime(async () => setMoving(await readMoving(speeds)), LOOK_EVERY_MS);
    look();
    return onChange((changed) => {
      if (changed !== "pairing") look();
    });
  }, []);
  return moving;
}

async function readMoving(speeds: Speeds): Promise<Moving[]> {
  const transaction = (await database()).transaction(["sends", "received"]);
  const [sending, receiving] = await Promise.all([
    transaction.objectStore("sends").index("state").getAll(inState("sending"), MAX_MOVING),
    transaction.objectStore("received").index("state").getAll(inState("receiving"), MAX_MOVING),
  ]);
  speeds.keepOnly(receiving);
  return [
    ...sending.filter(isSoundSend).map(
      (item): Moving => ({
        id: item.id,
        name: item.storedName ?? item.name,
        done: item.ackedBytes,
        bytes: item.bytes,
        bytesPerSecond: item.bytesPerSecond,
        direction: "up",
        item,
      }),
    ),
    ...receiving.filter(isSoundReceived).map(
      (item): Moving => ({
        id: item.id,
        name: item.name,
        done: item.storedBytes,
        bytes: item.bytes,
        bytesPerSecond: speeds.of(item, performance.now()),
        direction: "down",
        item,
      }),
    ),
  ];
}

interface Measured {
  readonly bytes: number;
  readonly at: number;
  readonly bytesPerSecond: number | undefined;
}

/** How fast files come, smoothed: the database has only how much of each is there. */
export class Speeds {
  readonly #files = new Map<string, Measured>();

  of({ id, storedBytes: bytes }: Pick<ReceivedItem, "id" | "storedBytes">, now: number): number | undefined {
    const before = this.#files.get(id);
    if (!before) {
      this.#files.set(id, { bytes, at: now, bytesPerSecond: undefined });
      return undefined;
    }
    if (bytes <= before.bytes || now <= before.at) return before.bytesPerSecond;
    const measured = ((bytes - before.bytes) * 1_000) / (now - before.at);
    const known = before.bytesPerSecond;
    const bytesPerSecond = known === undefined ? measured : known + WEIGHT * (measured - known);
    this.#files.set(id, { bytes, at: now, bytesPerSecond });
    return bytesPerSecond;
  }

  keepOnly(items: readonly Pick<ReceivedItem, "id">[]): void {
    const ids = new Set(items.map(({ id }) => id));
    for (const id of this.#files.keys()) if (!ids.has(id)) this.#files.delete(id);
  }
}
