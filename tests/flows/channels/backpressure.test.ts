import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { CloseCode } from "../../../shared/protocol/protocol-error.ts";
import { eventually } from "../../support/eventually.ts";
import { Listening } from "../../support/node-browser.ts";
import { type ChannelServer, openChannelServer } from "./channel-server.ts";
import { binaryPush, expectNothingElse, heartbeat, reply } from "./frames.ts";
import { heapAfterCollection } from "./heap.ts";
import { CARRIERS, openWire, phoenixProtocols, pollOnce, sendBatch, socketUrl, type Wire } from "./wire.ts";

const MIB = 1024 * 1024;
let server: ChannelServer;
const listeners: Listening[] = [];
beforeAll(async () => {
  server = await openChannelServer();
});
afterAll(() => server.close());
afterEach(() => {
  for (const listener of listeners.splice(0)) listener.socket.terminate();
});

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
/** A client that has joined the topic and reads when it is told to. */
const listening = async (topic: string, bearer = "token"): Promise<Listening> => {
  const listener = new Listening(socketUrl(server.port), phoenixProtocols(bearer), {});
  listeners.push(listener);
  await listener.opened();
  listener.socket.send(JSON.stringify(["1", "1", topic, "phx_join", {}]));
  expect(JSON.parse(String(await listener.next()))).toEqual(reply("1", "1", topic));
  return listener;
};
/** Tells until the client is gone; calls at every step. */
const tellUntilGone = async (topic: string, bytes: number, step: () => void): Promise<number> => {
  const payload = { text: "x".repeat(bytes) };
  let sent = 0;
  while (server.rooms.tell(topic, "news", payload) > 0) {
    sent += 1;
    if (sent % 200 === 0) await turn();
    if (sent % Math.ceil(MIB / bytes) === 0) step();
  }
  return sent;
};

describe("a reader that stops", () => {
  it.each([
    ["large", 64 * 1024],
    ["small", 64],
  ])("is closed with 1013 once too much waits, at no great cost: %s messages", async (name, bytes) => {
    const topic = `room:stopped-${name}`;
    const stopped = await listening(topic);
    stopped.socket.pause();
    const before = heapAfterCollection();
    let most = 0;
    const sent = await tellUntilGone(topic, bytes, () => {
      most = Math.max(most, heapAfterCollection() - before);
    });
    // Less than the companion keeps for one reader would have been no test.
    expect(sent * bytes).toBeGreaterThan(bytes > 1000 ? 4 * MIB : 128 * 1024);
    expect(most).toBeLessThan(16 * MIB);
    stopped.socket.resume();
    expect(await stopped.closed()).toBe(CloseCode.tooSlow);
    expect(server.rooms.left).toContain(topic);
  });

  it("has heard everything, in order, up to the close", async () => {
    const topic = "room:in-order";
    const stopped = await listening(topic);
    stopped.socket.pause();
    let sent = 0;
    while (server.rooms.tell(topic, "news", { n: sent, fill: "x".repeat(1000) }) > 0) {
      sent += 1;
      if (sent % 100 === 0) await turn();
    }
    stopped.socket.resume();
    let heard = 0;
    for (;;) {
      const message = await stopped.next().catch(() => undefined);
      if (message === undefined) break;
      const [, , , event, payload] = JSON.parse(String(message)) as [
        null,
        null,
        string,
        string,
        { n: number },
      ];
      expect([event, payload.n]).toEqual(["news", heard]);
      heard += 1;
    }
    expect(heard).toBeGreaterThan(0);
    expect(heard).toBeLessThan(sent);
    expect(stopped.closeCode).toBe(CloseCode.tooSlow);
  });

  it("does not hold the others up", async () => {
    const topic = "room:others";
    const [stopped, reading] = [await listening(topic), await listening(topic, "other")];
    stopped.socket.pause();
    for (let n = 0; n < 3000; n += 1) {
      server.rooms.tell(topic, "news", { n, fill: "x".repeat(1000) });
      expect(JSON.parse(String(await reading.next()))).toMatchObject(["1", null, topic, "news", { n }]);
    }
    expect(server.connected.has("other")).toBe(true);
  });

  it("gets the replies to all it asked for, once it reads: it is not closed for asking", async () => {
    const topic = "room:asking";
    const asking = await listening(topic);
    asking.socket.pause();
    const before = heapAfterCollection();
    const part = Buffer.alloc(MIB, "p");
    for (let index = 0; index < 40; index += 1) {
      asking.socket.send(binaryPush("1", String(index), topic, "echo", part));
    }
    const handled = (): number => server.rooms.handled.filter((entry) => entry === `${topic} echo`).length;
    await eventually("the first replies", () => handled() > 0, { intervalMs: 5 });
    for (let turns = 0; turns < 200; turns += 1) await turn();
    // What waits is the client's own copies; of replies there is one on its way.
    expect(handled()).toBeLessThan(20);
    expect(heapAfterCollection() - before).toBeLessThan(100 * MIB);
    asking.socket.resume();
    for (let index = 0; index < 40; index += 1) {
      const message = await asking.next();
      expect(Buffer.isBuffer(message) && message.subarray(-MIB).equals(part)).toBe(true);
    }
    expect(asking.closeCode).toBeUndefined();
  });

  it("finds its state when it joins again", async () => {
    const topic = "room:again";
    const stopped = await listening(topic);
    stopped.socket.pause();
    await tellUntilGone(topic, 64 * 1024, () => undefined);
    stopped.socket.resume();
    await stopped.closed();
    const back = await listening(topic);
    expect(server.rooms.tell(topic, "news", { n: 1 })).toBe(1);
    expect(JSON.parse(String(await back.next()))).toEqual(["1", null, topic, "news", { n: 1 }]);
  });

  it("by polling no more is closed with 1013 as well, and told so by its next poll", async () => {
    const token = String((await pollOnce(server.port)).token);
    await sendBatch(server.port, token, [["1", "1", "room:unpolled", "phx_join", {}]]);
    expect((await pollOnce(server.port, token)).messages).toHaveLength(1);
    const sent = await tellUntilGone("room:unpolled", 1000, () => undefined);
    expect(sent).toBeGreaterThan(1000);
    expect(await pollOnce(server.port, token)).toEqual({
      status: 410,
      token,
      messages: [],
      close: { code: CloseCode.tooSlow, reason: "too slow" },
    });
  });
});

describe.each(CARRIERS)("of events that only count while they are new, over %s", (carrier) => {
  it("a slow reader gets the newest, and every other event, in the order they were sent", async () => {
    const topic = `room:latest-${carrier}`;
    const wire: Wire = await openWire(carrier, server.port);
    wire.send(["1", "1", topic, "phx_join", {}]);
    await wire.next();
    const count = 100_000;
    wire.send(["1", "2", topic, "ticks", { count }]);
    const ticks: number[] = [];
    const marks: number[] = [];
    let before = -1;
    for (;;) {
      const [, , , event, payload] = (await wire.next()) as [null, null, string, string, { n: number }];
      if (event === "phx_reply") break;
      expect(payload.n).toBeGreaterThanOrEqual(before);
      before = payload.n;
      (event === "tick" ? ticks : marks).push(payload.n);
    }
    expect(marks).toEqual(Array.from({ length: count / 1000 }, (_, index) => index * 1000 + 999));
    expect(ticks.length).toBeLessThan(count / 2);
    expect(ticks.at(-1)).toBe(count - 1);
    wire.end();
  });
});

describe("a client that sends faster than it is handled", () => {
  it("is read no further, and handled whole once there is time", async () => {
    const topic = "room:flood";
    const flood = await listening(topic);
    flood.socket.send(JSON.stringify(["1", "2", topic, "wait", { gate: "flood" }]));
    const part = Buffer.alloc(MIB);
    for (let index = 0; index < 64; index += 1) {
      flood.socket.send(binaryPush("1", `p${index}`, topic, "bare", part));
    }
    // What the companion has not read stays with the client: less each time, until it stops.
    let left = flood.socket.bufferedAmount;
    for (let same = 0; same < 50; ) {
      await turn();
      same = flood.socket.bufferedAmount === left ? same + 1 : 0;
      left = flood.socket.bufferedAmount;
    }
    expect(left).toBeGreaterThan(32 * MIB);
    await expectNothingElse(await openWire("WebSocket", server.port));
    server.rooms.open("flood");
    expect(JSON.parse(String(await flood.next()))).toEqual(reply("1", "2", topic, "ok", { waited: true }));
    for (let index = 0; index < 64; index += 1) {
      expect(JSON.parse(String(await flood.next()))).toEqual(reply("1", `p${index}`, topic));
    }
  });

  it("by batches is answered 408 when they are not handled within the window", async () => {
    const hasty = await openChannelServer({ windowMs: 1_500 });
    const token = String((await pollOnce(hasty.port)).token);
    let isPolling = true;
    const polling = (async () => {
      while (isPolling) await pollOnce(hasty.port, token);
    })();
    const topic = "room:hasty";
    const send = (...frames: Parameters<typeof sendBatch>[2]) => sendBatch(hasty.port, token, frames);
    const part = Buffer.alloc(11 * MIB);
    await send(["1", "1", topic, "phx_join", {}], ["1", "2", topic, "wait", { gate: "hasty" }]);
    expect(await send(binaryPush("1", "3", topic, "bare", part))).toEqual({ status: 200 });
    expect(await send(binaryPush("1", "4", topic, "bare", part))).toEqual({ status: 408 });
    expect(await send(heartbeat)).toEqual({ status: 408 });
    hasty.rooms.open("hasty");
    expect(await send(heartbeat)).toEqual({ status: 200 });
    isPolling = false;
    await polling;
    await hasty.close();
  });
});
