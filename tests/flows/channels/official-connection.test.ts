import type { Socket } from "phoenix";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { eventually } from "../../support/eventually.ts";
import { type ChannelServer, openChannelServer } from "./channel-server.ts";
import { clientFor, connected, outcome } from "./official-client.ts";
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

describe.each(CARRIERS)("the official client's connection over %s", (carrier) => {
  beforeEach(async () => {
    socket = clientFor(carrier, server.port);
    await connected(socket);
  });

  it("comes back when the companion was away, and rejoins its channels", async () => {
    socket.disconnect();
    socket = clientFor(carrier, server.port, { reconnects: true });
    await connected(socket);
    const channel = socket.channel("room:back");
    await outcome(channel.join());
    let closes = 0;
    socket.onClose(() => {
      closes += 1;
    });
    const { port } = server;
    await server.close();
    await eventually("the loss", () => closes > 0 && channel.state === "errored", { intervalMs: 5 });
    server = await openChannelServer({ port });
    await eventually("the rejoin", () => channel.state === "joined", { intervalMs: 5 });
    expect((await outcome(channel.push("echo", { n: 1 }))).response).toEqual({ n: 1 });
  });

  it("never opens with a wrong bearer", async () => {
    const stranger = clientFor(carrier, server.port, { bearer: "wrong" });
    let opened = false;
    stranger.onOpen(() => {
      opened = true;
    });
    await new Promise<void>((resolve) => {
      stranger.onError(() => resolve());
      stranger.connect();
    });
    stranger.disconnect();
    expect(opened).toBe(false);
  });

  it("asks for its bearer anew at each connection", async () => {
    socket.disconnect();
    const bearers = ["wrong", "token"];
    // The typings know a text; the client takes a function too.
    const authToken = (() => bearers.shift() ?? "token") as unknown as string;
    socket = clientFor(carrier, server.port, { authToken, reconnects: true });
    await connected(socket);
    expect(bearers).toEqual([]);
  });
});

describe("the official client's fallback", () => {
  it("takes to long polling where a WebSocket is refused, and works there", async () => {
    class Refused extends WebSocket {
      constructor(url: string, protocols?: string[]) {
        super(url.replace("/socket/websocket", "/nowhere"), protocols);
      }
    }
    socket = clientFor("WebSocket", server.port, { transport: Refused, longPollFallbackMs: 5_000 });
    await connected(socket);
    const channel = socket.channel("room:fallback");
    expect((await outcome(channel.join())).status).toBe("ok");
    expect((await outcome(channel.push("echo", { n: 1 }))).response).toEqual({ n: 1 });
    expect(server.polls.size).toBe(1);
  });

  it("stays on the WebSocket where that works", async () => {
    socket = clientFor("WebSocket", server.port, { longPollFallbackMs: 5_000 });
    await connected(socket);
    expect((await outcome(socket.channel("room:first").join())).status).toBe("ok");
    expect(server.polls.size).toBe(0);
  });
});
