import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type ChannelServer, openChannelServer } from "./channel-server.ts";
import { binaryPush, expectNothingElse, reply } from "./frames.ts";
import { CARRIERS, openWire, type Wire } from "./wire.ts";

let server: ChannelServer;
const wires: Wire[] = [];
beforeAll(async () => {
  server = await openChannelServer();
});
afterAll(() => server.close());
afterEach(() => {
  for (const wire of wires.splice(0)) wire.end();
});

const joined = async (carrier: Wire["carrier"], topic: string): Promise<Wire> => {
  const wire = await openWire(carrier, server.port);
  wires.push(wire);
  wire.send(["1", "1", topic, "phx_join", {}]);
  expect(await wire.next()).toEqual(reply("1", "1", topic));
  return wire;
};

describe.each(CARRIERS)("a broadcast to %s", (carrier) => {
  it("reaches everybody in the topic, the sender too, without refs", async () => {
    const topic = `room:all-${carrier}`;
    const [one, other] = [await joined(carrier, topic), await joined("WebSocket", topic)];
    one.send(["1", "2", topic, "broadcast", { n: 1 }]);
    const news = [null, null, topic, "news", { n: 1 }];
    expect(await one.next()).toEqual(news);
    expect(await one.next()).toEqual(reply("1", "2", topic));
    expect(await other.next()).toEqual(news);
  });

  it("from a stay spares its sender alone", async () => {
    const topic = `room:others-${carrier}`;
    const [one, two, sender] = [
      await joined(carrier, topic),
      await joined("WebSocket", topic),
      await joined("WebSocket", topic),
    ];
    sender.send(["1", "2", topic, "broadcast-from", { n: 2 }]);
    expect(await sender.next()).toEqual(reply("1", "2", topic));
    await expectNothingElse(sender);
    expect(await one.next()).toEqual([null, null, topic, "news", { n: 2 }]);
    expect(await two.next()).toEqual([null, null, topic, "news", { n: 2 }]);
  });

  it("does not reach other topics", async () => {
    const wire = await joined(carrier, `room:a-${carrier}`);
    expect(server.hub.broadcast(`room:b-${carrier}`, "news", {})).toBe(0);
    await expectNothingElse(wire);
  });

  it("does not reach a topic that was left, closed or has crashed", async () => {
    const topic = `room:gone-${carrier}`;
    for (const ending of ["phx_leave", "stop", "crash"]) {
      const wire = await joined(carrier, topic);
      wire.send(["1", "2", topic, ending, {}]);
      await wire.next();
      if (ending !== "crash") expect(await wire.next()).toEqual(["1", "1", topic, "phx_close", {}]);
      expect(server.hub.broadcast(topic, "news", {})).toBe(0);
      await expectNothingElse(wire);
    }
  });

  it("does not reach a join that is still under way", async () => {
    const topic = `room:later-${carrier}`;
    const wire = await openWire(carrier, server.port);
    wires.push(wire);
    wire.send(["1", "1", topic, "phx_join", { mode: "gate", gate: topic }]);
    await expectNothingElse(wire);
    expect(server.hub.broadcast(topic, "news", {})).toBe(0);
    server.rooms.open(topic);
    expect(await wire.next()).toEqual(reply("1", "1", topic));
    expect(server.hub.broadcast(topic, "news", { n: 3 })).toBe(1);
    expect(await wire.next()).toEqual([null, null, topic, "news", { n: 3 }]);
  });

  it("keeps its order with pushes and replies", async () => {
    const topic = `room:order-${carrier}`;
    const wire = await joined(carrier, topic);
    for (let n = 0; n < 50; n += 1) {
      server.hub.broadcast(topic, "news", { n });
    }
    wire.send(["1", "2", topic, "echo", {}]);
    for (let n = 0; n < 50; n += 1) expect(await wire.next()).toEqual([null, null, topic, "news", { n }]);
    expect(await wire.next()).toEqual(reply("1", "2", topic));
  });

  it("may carry any JSON", async () => {
    const topic = `room:json-${carrier}`;
    const wire = await joined(carrier, topic);
    for (const payload of [[1, 2], "text", 5, false, null]) {
      server.hub.broadcast(topic, "news", payload);
      expect(await wire.next()).toEqual([null, null, topic, "news", payload]);
    }
  });
});

describe("bytes", () => {
  const topic = "room:bin";
  const data = Buffer.from("010203", "hex");
  const hex = (frame: unknown): string =>
    Buffer.isBuffer(frame) ? frame.toString("hex") : JSON.stringify(frame);

  it("come back byte by byte over a WebSocket: the golden push and the golden reply", async () => {
    const wire = await openWire("WebSocket", server.port);
    wires.push(wire);
    wire.send(["5", "5", topic, "phx_join", {}]);
    await wire.next();
    wire.send(Buffer.from("00010108043536726f6f6d3a62696e6563686f010203", "hex"));
    expect(hex(await wire.next())).toBe("01010108023536726f6f6d3a62696e6f6b010203");
  });

  it("are pushed by the companion without a ref: the golden push of a server", async () => {
    const wire = await openWire("WebSocket", server.port);
    wires.push(wire);
    wire.send(["5", "5", topic, "phx_join", {}]);
    await wire.next();
    wire.send(binaryPush("5", "6", topic, "push-bytes", Buffer.from("00000007ffd8", "hex")));
    expect(hex(await wire.next())).toBe("0001080535726f6f6d3a62696e627974657300000007ffd8");
  });

  it("are broadcast with a topic and an event alone: the golden broadcast", async () => {
    const wire = await joined("WebSocket", "room:b");
    server.hub.broadcast("room:b", "new", Buffer.from("09", "hex"));
    expect(hex(await wire.next())).toBe("020603726f6f6d3a626e657709");
  });

  it("may be none, or answer a join", async () => {
    const wire = await openWire("WebSocket", server.port);
    wires.push(wire);
    wire.send(["5", "5", topic, "phx_join", { mode: "bytes" }]);
    expect(hex(await wire.next())).toBe("01010108023535726f6f6d3a62696e6f6b010203");
    wire.send(binaryPush("5", "6", topic, "echo", Buffer.alloc(0)));
    expect(hex(await wire.next())).toBe("01010108023536726f6f6d3a62696e6f6b");
  });

  it("of several mebibytes come back whole", async () => {
    const wire = await joined("WebSocket", topic);
    const large = Buffer.alloc(9 * 1024 * 1024, "pagewire");
    wire.send(binaryPush("1", "2", topic, "echo", large));
    const frame = await wire.next();
    expect(Buffer.isBuffer(frame) && frame.subarray(-large.length).equals(large)).toBe(true);
  });

  it("go down as base64 in JSON where only text gets through", async () => {
    const wire = await joined("LongPoll", topic);
    const base64 = data.toString("base64");
    wire.send(binaryPush("1", "2", topic, "echo", data));
    expect(await wire.next()).toEqual(reply("1", "2", topic, "ok", { base64 }));
    wire.send(binaryPush("1", "3", topic, "push-bytes", data));
    expect(await wire.next()).toEqual(["1", null, topic, "bytes", { base64 }]);
    server.hub.broadcast(topic, "news", data);
    expect(await wire.next()).toEqual([null, null, topic, "news", { base64 }]);
  });
});
