import { Presence, type Socket } from "phoenix";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { type ChannelServer, openChannelServer } from "./channel-server.ts";
import { clientFor, connected, eventOf, outcome } from "./official-client.ts";
import { CARRIERS } from "./wire.ts";

let server: ChannelServer;
let socket: Socket;
beforeEach(async () => {
  server = await openChannelServer();
});
afterEach(async () => {
  socket.disconnect();
  await server.close();
});

const bytes = (value: unknown): string =>
  value instanceof ArrayBuffer ? Buffer.from(value).toString("hex") : JSON.stringify(value);

describe.each(CARRIERS)("the official client over %s", (carrier) => {
  beforeEach(async () => {
    socket = clientFor(carrier, server.port);
    await connected(socket);
  });
  /** Bytes arrive as such, or as base64 in JSON where only text gets through. */
  const down = (hex: string): string =>
    carrier === "WebSocket" ? hex : JSON.stringify({ base64: Buffer.from(hex, "hex").toString("base64") });

  it("joins, and hears what the channel replies", async () => {
    const channel = socket.channel("room:1", { reply: { hello: "there" } });
    expect(await outcome(channel.join())).toEqual({ status: "ok", response: { hello: "there" } });
    expect(channel.state).toBe("joined");
  });

  it("hears why a join is refused, and tries again until it leaves", async () => {
    let joins = 0;
    const channel = socket.channel("room:1", () => {
      joins += 1;
      return { mode: "refuse" };
    });
    const refused = { status: "error", response: { reason: "full", message: "The room is full." } };
    expect(await outcome(channel.join())).toEqual(refused);
    await eventually("another try", () => joins > 2, { intervalMs: 5 });
    channel.leave();
    expect(channel.state).toBe("closed");
  });

  it("hears of a topic that nobody has", async () => {
    const channel = socket.channel("nowhere");
    expect(await outcome(channel.join())).toEqual({
      status: "error",
      response: { reason: "unmatched topic" },
    });
    channel.leave();
  });

  it("hears of a join that crashed", async () => {
    const channel = socket.channel("room:1", { mode: "crash" });
    expect(await outcome(channel.join())).toEqual({ status: "error", response: { reason: "join crashed" } });
    channel.leave();
  });

  it("pushes and hears the reply", async () => {
    const channel = socket.channel("room:1");
    channel.join();
    const push = channel.push("echo", { n: 1, café: "🚀" });
    expect(await outcome(push)).toEqual({ status: "ok", response: { n: 1, café: "🚀" } });
  });

  it("hears a reply of any status", async () => {
    const channel = socket.channel("room:1");
    channel.join();
    const push = channel.push("status", { status: "accepted" });
    expect(await outcome(push, "accepted")).toEqual({ status: "accepted", response: { x: 1 } });
  });

  it("hears nothing where there is no reply: its push times out", async () => {
    const channel = socket.channel("room:1");
    await outcome(channel.join());
    expect((await outcome(channel.push("silent", {}, 30))).status).toBe("timeout");
  });

  it("hears replies that come later and in another order", async () => {
    const channel = socket.channel("room:1");
    channel.join();
    const first = outcome(channel.push("later", {}));
    const second = outcome(channel.push("later", {}));
    channel.push("answer-all", {});
    expect(await second).toEqual({ status: "ok", response: { index: 0 } });
    expect(await first).toEqual({ status: "ok", response: { index: 1 } });
  });

  it("pushes bytes and gets bytes back", async () => {
    const channel = socket.channel("room:bin");
    channel.join();
    const { status, response } = await outcome(channel.push("echo", new Uint8Array([1, 2, 3]).buffer));
    expect({ status, response: bytes(response) }).toEqual({ status: "ok", response: down("010203") });
  });

  it("joins with bytes, and is answered bytes", async () => {
    const withBytes = socket.channel("room:join", () => new Uint8Array([0xca, 0xfe]).buffer);
    expect(await outcome(withBytes.join())).toEqual({ status: "ok", response: { joinedWith: "cafe" } });
    const { response } = await outcome(socket.channel("room:other", { mode: "bytes" }).join());
    expect(bytes(response)).toBe(down("010203"));
  });

  it("hears what is pushed, asked for or not, of JSON and of bytes", async () => {
    const channel = socket.channel("room:news");
    await outcome(channel.join());
    const pushed = eventOf(channel, "hello");
    channel.push("push", { event: "hello", payload: { n: 1 } });
    expect(await pushed).toEqual({ n: 1 });
    const inBytes = eventOf(channel, "bytes");
    channel.push("push-bytes", new Uint8Array([9]).buffer);
    expect(bytes(await inBytes)).toBe(down("09"));
    const news = eventOf(channel, "news");
    server.rooms.tell("room:news", "news", { n: 2 });
    expect(await news).toEqual({ n: 2 });
    const newsInBytes = eventOf(channel, "news");
    server.rooms.tell("room:news", "news", new Uint8Array([7, 8]));
    expect(bytes(await newsInBytes)).toBe(down("0708"));
  });

  it("keeps what it pushes before the join in order", async () => {
    const channel = socket.channel("room:order", { mode: "gate", gate: "order" });
    channel.join();
    const outcomes = [1, 2, 3].map((n) => outcome(channel.push("echo", { n })));
    server.rooms.open("order");
    expect((await Promise.all(outcomes)).map(({ response }) => response)).toEqual([
      { n: 1 },
      { n: 2 },
      { n: 3 },
    ]);
  });

  it("pushes 250 times at once and hears 250 replies, in order", async () => {
    const channel = socket.channel("room:many");
    await outcome(channel.join());
    const heard: unknown[] = [];
    await Promise.all(
      Array.from({ length: 250 }, (_, n) =>
        outcome(channel.push("echo", { n })).then(({ response }) => heard.push(response)),
      ),
    );
    expect(heard).toEqual(Array.from({ length: 250 }, (_, n) => ({ n })));
  });

  it("leaves: it is told so, and hears nothing more", async () => {
    const channel = socket.channel("room:1");
    await outcome(channel.join());
    let closed = 0;
    channel.onClose(() => {
      closed += 1;
    });
    expect((await outcome(channel.leave())).status).toBe("ok");
    expect(channel.state).toBe("closed");
    expect(closed).toBe(1);
    await eventually("the channel to be left", () => server.rooms.left.length === 1, { intervalMs: 5 });
    expect(server.rooms.tell("room:1", "news", {})).toBe(0);
  });

  it("joins a topic a second time: the first channel is closed, the second hears", async () => {
    const first = socket.channel("room:twice");
    await outcome(first.join());
    const second = socket.channel("room:twice");
    expect((await outcome(second.join())).status).toBe("ok");
    expect(first.state).toBe("closed");
    const news = eventOf(second, "news");
    expect(server.rooms.tell("room:twice", "news", { n: 1 })).toBe(1);
    expect(await news).toEqual({ n: 1 });
    expect(server.rooms.left).toEqual(["room:twice"]);
  });

  it("rejoins a channel that crashed, and what waited is never answered", async () => {
    const channel = socket.channel("room:1");
    await outcome(channel.join());
    const errors: unknown[] = [];
    channel.onError((reason: unknown) => {
      errors.push(reason);
    });
    const lost = outcome(channel.push("crash", {}, 60));
    await eventually("the error", () => errors.length === 1, { intervalMs: 5 });
    expect(errors).toEqual([{ reason: "channel_crash" }]);
    await eventually("the rejoin", () => channel.state === "joined", { intervalMs: 5 });
    expect((await outcome(channel.push("echo", { again: true }))).response).toEqual({ again: true });
    expect((await lost).status).toBe("timeout");
  });

  it("does not come back to a channel that ended in peace, but to one that failed", async () => {
    const channel = socket.channel("room:1");
    await outcome(channel.join());
    const closed = new Promise<void>((resolve) => channel.onClose(() => resolve()));
    expect((await outcome(channel.push("stop", {}))).response).toEqual({ bye: true });
    await closed;
    expect(channel.state).toBe("closed");
    const failing = socket.channel("room:2");
    await outcome(failing.join());
    const failed = new Promise<unknown>((resolve) => failing.onError(resolve));
    failing.push("fail", {});
    expect(await failed).toEqual({ reason: "channel_crash" });
    await eventually("the rejoin", () => failing.state === "joined", { intervalMs: 5 });
  });

  it("pings", async () => {
    const roundTripMs = await new Promise<number>((resolve) => socket.ping(resolve));
    expect(roundTripMs).toBeGreaterThanOrEqual(0);
  });

  it("follows who is there by Presence's own events", async () => {
    const channel = socket.channel("room:presence");
    const presence = new Presence(channel);
    const keys = () => presence.list((key: string) => key);
    channel.join();
    channel.push("push", { event: "presence_state", payload: { ann: { metas: [{ phx_ref: "1" }] } } });
    await eventually("ann", () => keys().join() === "ann", { intervalMs: 5 });
    const joins = { bob: { metas: [{ phx_ref: "2" }] } };
    channel.push("push", { event: "presence_diff", payload: { joins, leaves: {} } });
    await eventually("bob", () => keys().join() === "ann,bob", { intervalMs: 5 });
    expect(keys()).toEqual(["ann", "bob"]);
  });
});
