import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { CloseCode } from "../../../shared/protocol/protocol-error.ts";
import { eventually } from "../../support/eventually.ts";
import { Listening, ORIGIN } from "../../support/node-browser.ts";
import { type ChannelServer, openChannelServer, TICKET } from "./channel-server.ts";
import { binaryPush, expectNothingElse, reply } from "./frames.ts";
import { CARRIERS, openWire, phoenixProtocols, socketUrl, type Wire } from "./wire.ts";

let server: ChannelServer;
const wires: Wire[] = [];
beforeAll(async () => {
  server = await openChannelServer();
});
afterAll(() => server.close());
afterEach(() => {
  for (const wire of wires.splice(0)) wire.end();
});

const opened = async (carrier: Wire["carrier"], bearer?: string): Promise<Wire> => {
  const wire = await openWire(carrier, server.port, bearer);
  wires.push(wire);
  return wire;
};

describe.each(CARRIERS)("a connection by %s", (carrier) => {
  it.each([
    ["no JSON", "[nothing"],
    ["an object", '[{"topic":"a"}]'],
    ["four elements", '["1","2","room:a","e"]'],
    ["no elements", "[]"],
    ["a number as topic", '["1","2",3,"e",{}]'],
    ["null as event", '["1","2","room:a",null,{}]'],
    ["an object as ref", '["1",{},"room:a","e",{}]'],
    ["a list as join_ref", '[["1"],"2","room:a","e",{}]'],
    ["a reply of the server's own, as bytes", Buffer.from("01010108023536726f6f6d3a62696e6f6b010203", "hex")],
    ["a broadcast of the server's own, as bytes", Buffer.from("02050370726963656e657709", "hex")],
    ["an unknown kind of bytes", Buffer.from("0900000000", "hex")],
    ["bytes that end inside their head", Buffer.from("000101", "hex")],
    ["bytes that end inside their names", Buffer.from("00010108043536726f6f", "hex")],
    ["a name in bytes that is no UTF-8", Buffer.from("0000000101ff65", "hex")],
  ])("is closed, and told so, at a frame that is %s", async (_, frame) => {
    const wire = await opened(carrier);
    wire.send(frame);
    expect(await wire.closed()).toEqual({ code: CloseCode.malformed, reason: "malformed_frame" });
  });

  it("is closed at a name too long for any frame", async () => {
    const wire = await opened(carrier);
    wire.send(["1", "1", `room:${"é".repeat(126)}`, "phx_join", {}]);
    expect(await wire.closed()).toEqual({ code: CloseCode.malformed, reason: "field_too_large" });
  });

  it("takes names of exactly 255 bytes", async () => {
    const wire = await opened(carrier);
    const topic = `room:${"é".repeat(125)}`;
    expect(Buffer.byteLength(topic)).toBe(255);
    wire.send(binaryPush("1", "1", topic, "phx_join", Buffer.alloc(0)));
    expect(await wire.next()).toEqual(reply("1", "1", topic, "ok", { joinedWith: "" }));
  });

  it("leaves all its topics when it is closed", async () => {
    const wire = await opened(carrier);
    const topic = `room:ended-${carrier}`;
    wire.send(["1", "1", topic, "phx_join", {}]);
    await wire.next();
    wire.send("[]");
    await wire.closed();
    expect(server.rooms.left.filter((left) => left === topic)).toHaveLength(1);
    expect(server.rooms.tell(topic, "news", {})).toBe(0);
  });

  it("is cut when its client is, with the reason", async () => {
    const wire = await opened(carrier, "other");
    await expectNothingElse(wire);
    expect(server.connected.has("other")).toBe(true);
    server.connected.closeAll("other", CloseCode.unauthorized, "revoked");
    expect(await wire.closed()).toEqual({ code: 4401, reason: "revoked" });
    await eventually("the client to be gone", () => !server.connected.has("other"));
  });

  it("is limited to the topics its token names", async () => {
    const wire = await opened(carrier, "limited");
    for (const topic of ["room:open", "room:a", "room:abc"]) {
      wire.send(["1", "1", topic, "phx_join", {}]);
      expect(await wire.next()).toEqual(reply("1", "1", topic));
    }
    for (const topic of ["room:b", "room:open2", "room:"]) {
      wire.send(["1", "1", topic, "phx_join", {}]);
      expect(await wire.next()).toMatchObject([
        "1",
        "1",
        topic,
        "phx_reply",
        { status: "error", response: { reason: "unauthorized" } },
      ]);
    }
  });

  it("is closed as going away when the companion stops, never with 1000", async () => {
    const stopping = await openChannelServer();
    const wire = await openWire(carrier, stopping.port);
    await expectNothingElse(wire);
    // The poll behind the one that was answered.
    if (carrier === "LongPoll") await eventually("the next poll", () => stopping.polled.arrived > 1);
    await stopping.close();
    expect(await wire.closed()).toEqual({ code: 1001, reason: "the companion stops" });
  });
});

describe("a WebSocket", () => {
  it("is answered the subprotocol phoenix and never the bearer", async () => {
    const socket = new Listening(socketUrl(server.port), phoenixProtocols("token"), {});
    expect(await socket.opened()).toBe(true);
    expect(socket.socket.protocol).toBe("phoenix");
    expect(socket.socket.extensions).toBe("");
    socket.socket.terminate();
  });

  it.each([
    ["of version 1", socketUrl(0).replace("2.0.0", "1.0.0"), phoenixProtocols("token"), {}],
    ["without a version", socketUrl(0).replace(/\?.*/, ""), phoenixProtocols("token"), {}],
    ["without a bearer", socketUrl(0), ["phoenix"], {}],
    ["with a wrong bearer", socketUrl(0), phoenixProtocols("wrong"), {}],
    ["with a ticket and no Origin", socketUrl(0), phoenixProtocols(TICKET), {}],
    ["of a web page", socketUrl(0), phoenixProtocols("token"), { origin: "https://a.test" }],
    ["on another path", socketUrl(0).replace("websocket", "other"), phoenixProtocols("token"), {}],
  ])("%s is refused before it opens", async (_, url, protocols, headers) => {
    const socket = new Listening(url.replace(":0/", `:${server.port}/`), protocols, headers);
    expect(await socket.opened()).toBe(false);
  });

  it("of the extension opens with its ticket", async () => {
    const socket = new Listening(socketUrl(server.port), phoenixProtocols(TICKET), { origin: ORIGIN });
    expect(await socket.opened()).toBe(true);
    socket.socket.terminate();
  });

  it("takes other parameters in its address, which mean nothing", async () => {
    const url = `${socketUrl(server.port)}&user[name]=x&_csrf_token=y`;
    const socket = new Listening(url, phoenixProtocols("token"), {});
    expect(await socket.opened()).toBe(true);
    socket.socket.terminate();
  });

  it("that sends more than a message may have is closed with 1009", async () => {
    const wire = await opened("WebSocket");
    wire.send(Buffer.alloc(12 * 1024 * 1024 + 1));
    expect(await wire.closed()).toMatchObject({ code: 1009 });
  });

  it("that sends a text that is no UTF-8 is closed with 1007", async () => {
    const socket = new Listening(socketUrl(server.port), phoenixProtocols("token"), {});
    await socket.opened();
    socket.socket.send(Buffer.from([0x5b, 0xff, 0x5d]), { binary: false });
    expect(await socket.closed()).toBe(1007);
  });

  it("may cut its messages into fragments", async () => {
    const socket = new Listening(socketUrl(server.port), phoenixProtocols("token"), {});
    await socket.opened();
    const text = JSON.stringify([null, "1", "phoenix", "heartbeat", {}]);
    for (const [index, part] of [...text].entries())
      socket.socket.send(part, { fin: index === text.length - 1 });
    expect(JSON.parse(String(await socket.next()))).toEqual(reply(null, "1", "phoenix"));
    socket.socket.terminate();
  });

  it("that breaks the framing is cut, and the others are not", async () => {
    const other = await opened("WebSocket");
    const socket = new Listening(socketUrl(server.port), phoenixProtocols("token"), {});
    await socket.opened();
    const raw = connect(server.port, "127.0.0.1");
    raw.on("error", () => undefined).resume();
    raw.write(
      `GET /socket/websocket?vsn=2.0.0 HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nUpgrade: websocket\r\n` +
        `Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString("base64")}\r\n` +
        `Sec-WebSocket-Protocol: ${phoenixProtocols("token").join(", ")}\r\n\r\n`,
    );
    // An unmasked frame: no client may send one.
    raw.write(Buffer.from([0x81, 0x02, 0x5b, 0x5d]));
    await new Promise((resolve) => raw.once("close", resolve));
    await expectNothingElse(other);
    socket.socket.terminate();
  });

  it("that is being cut is not listened to any more, though it goes on talking", async () => {
    const socket = new Listening(socketUrl(server.port), phoenixProtocols("other"), {});
    await socket.opened();
    const topic = "room:cut";
    socket.socket.send(JSON.stringify(["1", "1", topic, "phx_join", {}]));
    await socket.next();
    // It has not heard of the end yet, nor will it.
    socket.socket.pause();
    server.connected.closeAll("other", CloseCode.unauthorized, "revoked");
    socket.socket.send(JSON.stringify(["1", "2", topic, "bare", {}]));
    await eventually("the cut", () => !server.connected.has("other"));
    expect(server.rooms.handled).not.toContain(`${topic} bare`);
    socket.socket.terminate();
  });

  it("may ping, and is answered", async () => {
    const socket = new WebSocket(socketUrl(server.port), phoenixProtocols("token"));
    await new Promise((resolve) => socket.once("open", resolve));
    socket.ping("here");
    const data = await new Promise((resolve) => socket.once("pong", resolve));
    expect(String(data)).toBe("here");
    socket.terminate();
  });
});
