/** A few lanes that work on whatever waits, whenever the companion is connected. */

import type { Connection } from "../../shared/extension/connection.ts";
import { type Lane, LaneLost } from "./lane.ts";
import { LaneDoor } from "./lane-door.ts";

/** A lane that was lost while the companion stays connected is tried again after this. */
const RETRY_LANE_MS = 1_000;

export interface LanePoolOptions<Item extends { readonly id: string }> {
  readonly connection: Connection;
  /** How many lanes work side by side, so that a small file does not wait behind a large one. */
  readonly maxLanes: number;
  /** What waits, in the order it is to be done; the pool passes over what it is already doing. */
  readonly waiting: () => Promise<readonly Item[]>;
  /** Does one item on a lane. One that throws stays waiting. */
  readonly work: (lane: Lane, item: Item) => Promise<void>;
  /** Called whenever something has changed. */
  readonly onChange: () => void;
}

export interface LanePool {
  /** Looks at what waits now. */
  kick(): void;
}

/** Starts a pool; it works until the background ends. */
export function openLanePool<Item extends { readonly id: string }>(options: LanePoolOptions<Item>): LanePool {
  const { connection, maxLanes, waiting, work, onChange } = options;
  const door = new LaneDoor(connection);
  const underWay = new Set<string>();
  let connected = false;
  let lanes = 0;

  const open = async (): Promise<Item[]> => (await waiting()).filter((item) => !underWay.has(item.id));

  const takeNext = async (): Promise<Item | undefined> => {
    const [next] = await open();
    if (next) underWay.add(next.id);
    return next;
  };

  const runLane = async (): Promise<void> => {
    lanes += 1;
    let lane: Lane | undefined;
    try {
      for (let item = await takeNext(); item; item = await takeNext()) {
        try {
          lane ??= await door.open();
          await work(lane, item);
        } finally {
          underWay.delete(item.id);
        }
        onChange();
      }
    } catch (error) {
      // What was under way stays waiting; it goes on from where the receiver says it is.
      if (connected) setTimeout(kick, RETRY_LANE_MS);
      if (!(error instanceof LaneLost)) console.warn("A lane failed:", error);
    } finally {
      lane?.close();
      lanes -= 1;
      onChange();
    }
  };

  const kick = (): void => {
    if (!connected) return;
    void open().then((items) => {
      for (let more = Math.min(items.length, maxLanes - lanes); more > 0; more -= 1) void runLane();
    });
  };

  connection.onSocket((socket) => {
    connected = socket !== undefined;
    kick();
  });
  return { kick };
}
