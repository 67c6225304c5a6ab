import { EventEmitter } from "node:events";
import { Duplex } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { WebSocket } from "ws";
import { LANE_IDLE_CLOSE_MS } from "../../../../companion/limits.ts";
import type { Client } from "../../../../companion/server/channels/channel.ts";
import { ClientTotal } from "../../../../companion/server/channels/client-totals.ts";
import type { LaneServices } from "../../../../companion/server/lanes/lane-files.ts";
import { LaneSocket } from "../../../../companion/server/lanes/lane-socket.ts";
import { laneChannel } from "../../../../companion/server/topics/lane-channel.ts";
import { LANE_STALL_MS, LANE_WAIT_MS } from "../../../../shared/protocol/limits.ts";
import { openLaneServices } from "../../../support/lane-services.ts";
import { offerOf } from "../../../support/node-browser.ts";

const client: Client = { id: "browser", kind: "browser", name: "Browser" };
const OFFER = JSON.stringify({ ...offerOf(Buffer.alloc(0)), bytes: 10_000_000 });
const WAIT = '{"type":"wait"}';

let services: LaneServices;
const closers: (() => Promise<void> | void)[] = [];
beforeEach(async () => {
  const open = await openLaneServices();
  closers.push(open.close);
  services = open.services;
  // What looks at lanes; the disk's own timers stay real.
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
});
afterEach(async () => {
  vi.useRealTimers();
  for (const close of closers.splice(0).reverse()) await close();
});

/** A lane whose words are put in by hand. */
interface HandLane {
  say(text: string): Promise<void>;
  readonly heard: string[];
  readonly ended: () => string | undefined;
  close(): Promise<void>;
}

/** Where bytes of a frame that is not whole can come in, too. */
interface RawHandLane extends HandLane {
  readonly come: (bytes: number) => void;
}

class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  isPaused = false;
  readonly heard: string[] = [];
  ended: string | undefined;
  send(text: string): void {
    this.heard.push(text);
  }
  close(_code: number, reason: string): void {
    this.ended = reason;
  }
  pause(): void {
    this.isPaused = true;
  }
  resume(): void {
    this.isPaused = false;
  }
}

function rawLane(): RawHandLane {
  const socket = new FakeSocket();
  const stream = Object.assign(
    new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() }),
    { bytesRead: 0 },
  );
  const come = (bytes: number): void => {
    stream.bytesRead += bytes;
  };
  const lane = new LaneSocket(socket as unknown as WebSocket, stream, {
    ...services,
    client,
    total: new ClientTotal(),
  });
  return {
    come,
    say: async (text) => {
      come(text.length);
      socket.emit("message", [Buffer.from(text)], false);
      await lane.settled();
    },
    heard: socket.heard,
    ended: () => socket.ended,
    close: async () => {
      socket.emit("close");
      await lane.settled();
    },
  };
}

async function channelLane(): Promise<HandLane> {
  const heard: string[] = [];
  let ended: string | undefined;
  const joined = await laneChannel(services).join(
    {
      topic: "lane:1",
      client,
      push: (event, payload) => {
        heard.push(JSON.stringify(payload));
        if (event === "closed" && typeof payload === "object" && payload !== null && "reason" in payload)
          ended = String(payload.reason);
      },
      pushLatest: () => undefined,
      drained: () => undefined,
      end: () => undefined,
    },
    {},
  );
  return {
    say: async (text) => {
      await joined.handle?.("word", JSON.parse(text), () => undefined);
      await new Promise((resolve) => setImmediate(resolve));
    },
    heard,
    ended: () => ended,
    close: async () => {
      joined.leave?.();
      await new Promise((resolve) => setTimeout(resolve, 10));
    },
  };
}

describe.each<[string, () => HandLane | Promise<HandLane>]>([
  ["a raw lane", rawLane],
  ["a lane over a channel", channelLane],
])("an offer on %s", (_, open) => {
  it("is given up where its sender says nothing but wait, with its room and its claim", async () => {
    const lane = await open();
    await lane.say(OFFER);
    expect(lane.heard.join()).toContain('"want"');
    let waitedMs = 0;
    for (; lane.ended() === undefined && waitedMs < 2 * LANE_STALL_MS; waitedMs += LANE_WAIT_MS) {
      await lane.say(WAIT);
      vi.advanceTimersByTime(LANE_WAIT_MS);
    }
    expect(lane.ended()).toBe("stalled");
    expect(waitedMs).toBeLessThanOrEqual(LANE_STALL_MS + LANE_WAIT_MS);
    await lane.close();
  });
});

it("a raw lane without a file is not kept by wait either", async () => {
  const lane = rawLane();
  for (let waitedMs = 0; lane.ended() === undefined && waitedMs < LANE_STALL_MS; waitedMs += LANE_WAIT_MS) {
    await lane.say(WAIT);
    vi.advanceTimersByTime(LANE_WAIT_MS);
    if (waitedMs < LANE_IDLE_CLOSE_MS - 2 * LANE_WAIT_MS) expect(lane.ended()).toBeUndefined();
  }
  expect(lane.ended()).toBe("idle");
  await lane.close();
});

/** Lets the lane look at itself, with so many bytes of a frame before each time, until it ends; how long that took. */
function waitedMs(lane: RawHandLane, bytes: number, mostMs: number): number {
  let waited = 0;
  for (; lane.ended() === undefined && waited < mostMs; waited += LANE_WAIT_MS) {
    lane.come(bytes);
    vi.advanceTimersByTime(LANE_WAIT_MS);
  }
  return waited;
}

describe("a parcel on a slow line", () => {
  it("has as long as a piece, and its sender hears that it comes", async () => {
    const lane = rawLane();
    waitedMs(lane, 100_000, LANE_STALL_MS - LANE_WAIT_MS);
    expect(lane.ended()).toBeUndefined();
    expect(lane.heard).toEqual(Array(LANE_STALL_MS / LANE_WAIT_MS - 1).fill(WAIT));
    await lane.close();
  });

  it("is given up where it never gets whole", async () => {
    const lane = rawLane();
    expect(waitedMs(lane, 1, 2 * LANE_STALL_MS)).toBe(LANE_STALL_MS);
    expect(lane.ended()).toBe("stalled");
    await lane.close();
  });

  it("is given up as any silent lane where nothing more comes of it", async () => {
    const lane = rawLane();
    waitedMs(lane, 100_000, LANE_WAIT_MS);
    waitedMs(lane, 0, LANE_STALL_MS);
    expect(lane.ended()).toBe("idle");
    await lane.close();
  });
});
