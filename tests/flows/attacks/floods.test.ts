import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { MAX_CLIENT_CONNECTIONS } from "../../../companion/limits.ts";
import {
  type AttackedCompanion,
  OTHER_ORIGIN,
  openAttackedCompanion,
  phoenix,
} from "../../support/attacked-companion.ts";
import { eventually } from "../../support/eventually.ts";
import { Listening, openLane, proveFrom, ticketOf } from "../../support/node-browser.ts";
import { frame } from "../../support/raw-frames.ts";
import { head, RawConnection, UPGRADE } from "../../support/raw-request.ts";

let attacked: AttackedCompanion;
const connections: RawConnection[] = [];
beforeAll(async () => {
  attacked = await openAttackedCompanion();
});
afterEach(() => {
  for (const connection of connections.splice(0)) connection.socket.destroy();
});
afterAll(() => attacked?.close());

function flood(count: number, bytes: string): RawConnection[] {
  const made = Array.from({ length: count }, () => new RawConnection(attacked.port));
  for (const connection of made) connection.send(bytes);
  connections.push(...made);
  return made;
}

const open = (): number => connections.filter(({ isClosed }) => !isClosed).length;

/** The paired browser proves anew and opens a lane, as after a loss. */
async function comesBack(): Promise<void> {
  const lane = await openLane(attacked.port, await ticketOf(attacked.browser));
  lane.socket.close();
  await lane.closed();
}

describe("a flood of connections", () => {
  it("of 1,000 that say nothing: a few are kept, and the paired browser comes back", async () => {
    flood(1_000, "");
    await eventually("all but a few are cut", () => open() <= 256);
    await comesBack();
    await attacked.unharmed();
    await eventually("the silent are cut", () => open() === 0);
  });

  it("of 300 whose heads never end, a byte at a time", async () => {
    const slow = flood(300, "GET / HTTP/1.1\r\nHost: ");
    const drip = setInterval(() => {
      for (const connection of slow) if (!connection.isClosed) connection.send("x");
    }, 100);
    await comesBack();
    await attacked.unharmed();
    await eventually("the slow are cut", () => open() === 0);
    clearInterval(drip);
    for (const { told } of slow) expect(told).toBe("");
  });

  it("of 300 whose bodies never end", async () => {
    const host = `Host: 127.0.0.1:${attacked.port}`;
    flood(300, head(["POST /prove HTTP/1.1", host, `Origin: ${OTHER_ORIGIN}`, "Content-Length: 100"]));
    await comesBack();
    expect(open()).toBeLessThanOrEqual(256);
    await attacked.unharmed();
  });

  it("of 300 that want to prove and say nothing: eight are kept, and the paired browser proves at once", async () => {
    const host = `Host: 127.0.0.1:${attacked.port}`;
    const lines = [
      "GET /prove HTTP/1.1",
      host,
      ...UPGRADE,
      `Origin: ${OTHER_ORIGIN}`,
      "Sec-WebSocket-Protocol: pagewire.v1",
    ];
    flood(300, head(lines));
    await comesBack();
    await eventually("all but eight are cut", () => open() <= 8);
    await attacked.unharmed();
  });

  it("of 200 that say hello and never answer: the paired browser proves between them", async () => {
    const host = `Host: 127.0.0.1:${attacked.port}`;
    const lines = [
      "GET /prove HTTP/1.1",
      host,
      ...UPGRADE,
      `Origin: ${OTHER_ORIGIN}`,
      "Sec-WebSocket-Protocol: pagewire.v1",
    ];
    const hello = JSON.stringify({
      type: "hello",
      version: 1,
      mode: "client",
      id: "0".repeat(32),
      nonce: "0".repeat(64),
      features: [],
    });
    for (let wave = 0; wave < 10; wave += 1) {
      for (const connection of flood(20, head(lines))) connection.send(frame({ payload: hello }));
      await comesBack();
    }
    await attacked.unharmed();
  });

  it("of 2,000 refused requests on one connection after the other", async () => {
    const line = head(["GET / HTTP/1.1", "Host: evil.test"]);
    for (let wave = 0; wave < 20; wave += 1) {
      await Promise.all(flood(100, line).map((connection) => connection.closed()));
    }
    await comesBack();
    await attacked.unharmed();
  });

  it("of requests without waiting for answers, on one connection", async () => {
    const [connection] = flood(
      1,
      head(["GET /health HTTP/1.1", `Host: 127.0.0.1:${attacked.port}`]).repeat(5_000),
    );
    await comesBack();
    connection?.socket.destroy();
    await attacked.unharmed();
  });

  it("of resets in the middle of an upgrade", async () => {
    const host = `Host: 127.0.0.1:${attacked.port}`;
    for (const connection of flood(
      100,
      head(["GET /prove HTTP/1.1", host, ...UPGRADE, `Origin: ${OTHER_ORIGIN}`]).slice(0, 80),
    )) {
      connection.socket.resetAndDestroy();
    }
    await comesBack();
    await attacked.unharmed();
  });
});

describe("a flood of a client's own", () => {
  it("opens no more control sockets than one client's share of connections, and takes no other's place", async () => {
    const token = await attacked.limitedToken("price:*");
    const url = `ws://127.0.0.1:${attacked.port}/socket/websocket?vsn=2.0.0`;
    const sockets = Array.from({ length: 140 }, () => new Listening(url, phoenix(token), {}));
    const opened = await Promise.all(sockets.map((socket) => socket.opened()));
    await comesBack();
    for (const { socket } of sockets) socket.terminate();
    expect(opened.filter(Boolean)).toHaveLength(MAX_CLIENT_CONNECTIONS);
    await attacked.unharmed();
  });

  it("opens no more lanes than one client may have", async () => {
    const protocols = ["pagewire.lane.v1", `pagewire.bearer.${attacked.token}`];
    const lanes = Array.from(
      { length: 90 },
      () => new Listening(`ws://127.0.0.1:${attacked.port}/raw`, protocols, {}),
    );
    const opened = await Promise.all(lanes.map((lane) => lane.opened()));
    expect(opened.filter(Boolean)).toHaveLength(64);
    await comesBack();
    for (const { socket } of lanes) socket.terminate();
    await attacked.unharmed();
  });

  it("joins no more topics on one socket than it may", async () => {
    const url = `ws://127.0.0.1:${attacked.port}/socket/websocket?vsn=2.0.0`;
    const socket = new Listening(url, phoenix(attacked.token), {});
    await socket.opened();
    const symbols = Array.from({ length: 400 }, (_, index) => `price:A${index}-USD`);
    for (const topic of symbols) socket.socket.send(JSON.stringify(["1", topic, topic, "phx_join", {}]));
    const refused = await eventually("a refusal", () =>
      socket.rest().find((one) => String(one).includes("too many channels joined")),
    );
    expect(String(refused)).toContain("error");
    socket.socket.terminate();
    await attacked.unharmed();
  });
});

describe("a flood of guesses", () => {
  it("is answered, but not as fast as it comes", async () => {
    const guess = async (): Promise<void> => {
      const { word } = await proveFrom(attacked.port, {
        mode: "client",
        id: "0".repeat(32),
        key: Buffer.alloc(32),
      });
      expect(word).toMatchObject({ type: "refuse", code: "wrong_proof" });
    };
    const began = performance.now();
    for (let count = 0; count < 200; count += 8) await Promise.all(Array.from({ length: 8 }, guess));
    // Two hundred, less the first few that are answered at once, at 4 ms each.
    expect(performance.now() - began).toBeGreaterThan(700);
    await comesBack();
    await attacked.unharmed();
  });
});
