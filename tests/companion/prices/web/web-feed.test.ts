/** A venue's stream against servers that do what servers should not: it always ends, and says why. */

import { createHash } from "node:crypto";
import { createServer as createWebServer } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { afterEach, describe, expect, it, vi } from "vitest";
import { VENUE_HANDSHAKE_MS } from "../../../../companion/prices/limits.ts";
import type { Obstacle } from "../../../../companion/prices/web/connections.ts";
import { webFeed } from "../../../../companion/prices/web/web-feed.ts";
import { makeSelfSigned } from "../../../support/self-signed.ts";
import { untilHolds } from "../../../support/until-holds.ts";
import { manualClock } from "../manual-clock.ts";

/** RFC 6455, 1.3. */
const ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
/** Well below the half minute that the library waits by itself. */
const HELD_MS = 20_000;

const cleanups: (() => unknown)[] = [];
const before = { ...process.env };
afterEach(async () => {
  process.env = { ...before };
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A server on 127.0.0.1, and the sockets that it holds. */
async function listening(server: Server): Promise<{ port: number; sockets: Set<Socket> }> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, sockets };
}

function dial(url: string) {
  const clock = manualClock(Date.UTC(2026, 0, 5));
  const closed: (Obstacle | undefined)[] = [];
  let opened = 0;
  const socket = webFeed(url)(
    {
      opened: () => void opened++,
      text: () => undefined,
      binary: () => undefined,
      refused: () => undefined,
      closed: (_detail, obstacle) => closed.push(obstacle),
    },
    clock,
    [],
  );
  cleanups.push(() => socket.close());
  return { clock, closed, opened: () => opened, socket };
}

describe("a stream that never comes to be", () => {
  it.each([
    ["accepts and goes silent", undefined],
    ["says a little now and then", "HTTP/1.1 101 Switching Protocols\r\nX-Filler: "],
  ])("is given up where a server %s", async (_what, words) => {
    const { port, sockets } = await listening(
      createServer((socket) => {
        if (words !== undefined) socket.write(words);
        socket.resume();
      }),
    );
    const { clock, closed } = dial(`ws://127.0.0.1:${port}`);
    await untilHolds(() => expect(sockets.size).toBe(1));
    clock.advance(VENUE_HANDSHAKE_MS - 1);
    expect(closed).toEqual([]);
    clock.advance(1);
    expect(closed).toEqual(["unreachable"]);
    await untilHolds(() => expect(sockets.size).toBe(0));
    expect(clock.pending()).toBe(0);
  });

  it("is given up where the proxy accepts and goes silent, and its socket with it", async () => {
    const { port, sockets } = await listening(createServer((socket) => void socket.resume()));
    process.env.HTTPS_PROXY = `http://127.0.0.1:${port}`;
    delete process.env.NO_PROXY;
    const { clock, closed } = dial("ws://127.0.0.1:9");
    await untilHolds(() => expect(sockets.size).toBe(1));
    clock.advance(VENUE_HANDSHAKE_MS);
    expect(closed).toEqual(["proxy-gone"]);
    await untilHolds(() => expect(sockets.size).toBe(0));
  });

  it("tells a certificate that nobody vouches for, and an answer that is no TLS at all", async () => {
    const secure = await listening(createTlsServer(makeSelfSigned("localhost")));
    const false_ = dial(`wss://localhost:${secure.port}`);
    await untilHolds(() => expect(false_.closed).toEqual(["certificate"]));
    const plain = await listening(
      createWebServer((_request, response) => void response.end("<html>Welcome</html>")),
    );
    const stranger = dial(`wss://localhost:${plain.port}`);
    await untilHolds(() => expect(stranger.closed).toEqual(["stranger"]));
  });
});

describe("a stream that is over", () => {
  it.each([1000, 1001, 1012])("with code %d is not waited for where the line is held", async (code) => {
    const server = createWebServer();
    server.on("upgrade", ({ headers }, socket) => {
      // By hand: a server of the library's would end the connection after its goodbye.
      const accept = createHash("sha1").update(`${headers["sec-websocket-key"]}${ACCEPT_SUFFIX}`);
      socket.write(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
          `Sec-WebSocket-Accept: ${accept.digest("base64")}\r\n\r\n`,
      );
      socket.write(Buffer.from([0x88, 2, code >> 8, code & 0xff]));
      socket.resume();
    });
    const { port } = await listening(server);
    const { closed, opened } = dial(`ws://127.0.0.1:${port}`);
    await untilHolds(() => expect(opened()).toBe(1));
    await vi.waitFor(() => expect(closed).toEqual([undefined]), { timeout: HELD_MS });
  });

  it("has no timer left, nor any when it is closed before it began", () => {
    const { clock, socket, closed } = dial("ws://127.0.0.1:9");
    expect(clock.pending()).toBe(1);
    socket.close();
    expect(clock.pending()).toBe(0);
    expect(closed).toEqual([]);
  });
});
