/** Proxies of the environment: streams and requests go through them, and what they refuse is told apart from the venue. */

import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { systemClock } from "../../../../companion/prices/clock.ts";
import type { Obstacle } from "../../../../companion/prices/web/connections.ts";
import { proxyFor } from "../../../../companion/prices/web/proxy.ts";
import { webFeed } from "../../../../companion/prices/web/web-feed.ts";
import { webTexts } from "../../../../companion/prices/web/web-texts.ts";
import { untilHolds } from "../../../support/until-holds.ts";
import { startFakeExchange } from "../fake-exchange.ts";

const cleanups: (() => unknown)[] = [];
const before = { ...process.env };
afterEach(async () => {
  process.env = { ...before };
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A proxy that tunnels, or answers each CONNECT with a status. */
async function startProxy(status = 200): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer();
  server.on("connect", (request, socket) => {
    asked.push(request.url ?? "");
    if (status !== 200) return void socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`);
    const [host, port] = (request.url ?? "").split(":");
    const far = connect(Number(port), host, () => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
    sockets.add(far);
    far.pipe(socket).pipe(far);
    far.on("error", () => socket.destroy());
    socket.on("error", () => far.destroy());
  });
  server.on("connection", (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

function dial(url: string) {
  const heard = { opened: 0, refused: [] as [number, boolean][], closed: [] as (Obstacle | undefined)[] };
  const events = {
    opened: () => void heard.opened++,
    text: () => undefined,
    binary: () => undefined,
    refused: (status: number, isProxy: boolean) => heard.refused.push([status, isProxy]),
    closed: (_detail: string, obstacle?: Obstacle) => heard.closed.push(obstacle),
  };
  const socket = webFeed(url)(events, systemClock, []);
  cleanups.push(() => socket.close());
  return heard;
}

describe("a proxy of the environment", () => {
  it("carries streams and requests alike", async () => {
    const exchange = await startFakeExchange();
    cleanups.push(() => exchange.close());
    const proxy = await startProxy();
    process.env.HTTPS_PROXY = proxy.url;
    process.env.HTTP_PROXY = proxy.url;
    delete process.env.NO_PROXY;
    const heard = dial(exchange.url);
    await untilHolds(() => expect(heard.opened).toBe(1));
    const text = await webTexts(exchange.restUrl)("/x", new AbortController().signal, systemClock);
    expect(text).toBe("[]");
    expect(proxy.asked).toEqual(Array(2).fill(new URL(exchange.restUrl).host));
  });

  it.each([403, 407])("that answers with %d is told from the venue", async (status) => {
    const proxy = await startProxy(status);
    process.env.HTTPS_PROXY = proxy.url;
    const heard = dial("ws://127.0.0.1:9");
    await untilHolds(() => expect(heard.refused).toEqual([[status, true]]));
  });

  it("that is gone is told from a venue that is down, and both from a name that is nowhere", async () => {
    const down = dial("ws://127.0.0.1:9");
    await untilHolds(() => expect(down.closed).toEqual(["unreachable"]));
    process.env.HTTPS_PROXY = "http://127.0.0.1:9";
    const gone = dial("ws://127.0.0.1:9");
    await untilHolds(() => expect(gone.closed).toEqual(["proxy-gone"]));
    process.env.NO_PROXY = "*";
    const nowhere = dial("ws://nowhere.invalid");
    await untilHolds(() => expect(nowhere.closed).toEqual(["no-address"]));
  });
});

describe("the choice of a proxy", () => {
  const env = {
    HTTPS_PROXY: "http://s:1",
    http_proxy: "p:2",
    NO_PROXY: "localhost,.example.org,10.0.0.1:8080",
  };
  it.each([
    ["wss://venue.test/x", "http://s:1/"],
    ["ws://venue.test/x", "http://s:1/"],
    ["http://venue.test/x", "http://p:2/"],
    ["https://a.example.org/", undefined],
    ["http://10.0.0.1:8080/", undefined],
    ["http://10.0.0.1:81/", "http://p:2/"],
  ])("for %s is %s", (address, proxy) => {
    expect(proxyFor(new URL(address), env)?.href).toBe(proxy);
  });
});
