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

describe.each(CARRIERS)("what all of a topic are told over %s", (carrier) => {
  it("reaches each with the join_ref of its own join, and no ref", async () => {
    const topic = `room:all-${carrier}`;
    const one = await joined(carrier, topic);
    const other = await openWire("WebSocket", server.port);
    wires.push(other);
    other.send(["7", "7", topic, "phx_join", {}]);
    expect(await other.next()).toEqual(reply("7", "7", topic));
    one.send(["1", "2", topic, "tell", { n: 1 }]);
    expect(await one.next()).toEqual(["1", null, topic, "news", { n: 1 }]);
    expect(await one.next()).toEqual(reply("1", "2", topic));
    expect(await other.next()).toEqual(["7", null, topic, "news", { n: 1 }]);
  });

  it("does not reach other topics", async () => {
    const wire = await joined(carrier, `room:a-${carrier}`);
    expect(server.rooms.tell(`room:b-${carrier}`, "news", {})).toBe(0);
    await expectNothingElse(wire);
  });

  it("does not reach a topic that was left, closed or has crashed", async () => {
    const topic = `room:gone-${carrier}`;
    for (const ending of ["phx_leave", "stop", "crash"]) {
      const wire = await joined(carrier, topic);
      wire.send(["1", "2", topic, ending, {}]);
      await wire.next();
      if (ending !== "crash") expect(await wire.next()).toEqual(["1", "1", topic, "phx_close", {}]);
      expect(server.rooms.tell(topic, "news", {})).toBe(0);
      await expectNothingElse(wire);
    }
  });

  it("waits for a join that is still under way, and comes after its reply", async () => {
    const topic = `room:later-${carrier}`;
    const wire = await openWire(carrier, server.port);
    wires.push(wire);
    wire.send(["1", "1", topic, "phx_join", { mode: "gate", gate: topic }]);
    await expectNothingElse(wire);
    expect(server.rooms.tell(topic, "news", { n: 2 })).toBe(1);
    await expectNothingElse(wire);
    server.rooms.open(topic);
    expect(await wire.next()).toEqual(reply("1", "1", topic));
    expect(await wire.next()).toEqual(["1", null, topic, "news", { n: 2 }]);
    expect(server.rooms.tell(topic, "news", { n: 3 })).toBe(1);
    expect(await wire.next()).toEqual(["1", null, topic, "news", { n: 3 }]);
  });

  it("keeps its order with replies", async () => {
    const topic = `room:order-${carrier}`;
    const wire = await joined(carrier, topic);
    for (let n = 0; n < 50; n += 1) {
      server.rooms.tell(topic, "news", { n });
    }
    wire.send(["1", "2", topic, "echo", {}]);
    for (let n = 0; n < 50; n += 1) expect(await wire.next()).toEqual(["1", null, topic, "news", { n }]);
    expect(await wire.next()).toEqual(reply("1", "2", topic));
  });

  it("comes whole at every length where a message's head changes, counted in bytes", async () => {
    const topic = `room:lengths-${carrier}`;
    const wire = await joined(carrier, topic);
    const around = Buffer.byteLength(JSON.stringify(["1", null, topic, "news", ""]));
    for (const length of [125, 126, 65_535, 65_536]) {
      for (const text of ["x".repeat(length - around), `é🚀${"x".repeat(length - around - 6)}`]) {
        server.rooms.tell(topic, "news", text);
        expect(await wire.next()).toEqual(["1", null, topic, "news", text]);
      }
    }
  });

  it("may carry any JSON", async () => {
    const topic = `room:json-${carrier}`;
    const wire = await joined(carrier, topic);
    for (const payload of [[1, 2], "text", 5, false, null]) {
      server.rooms.tell(topic, "news", payload);
      expect(await wire.next()).toEqual(["1", null, topic, "news", payload]);
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
    server.rooms.tell(topic, "news", data);
    expect(await wire.next()).toEqual(["1", null, topic, "news", { base64 }]);
  });
});
