import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AttackedCompanion, openAttackedCompanion, phoenix } from "../../support/attacked-companion.ts";
import { ORIGIN } from "../../support/node-browser.ts";
import { closeCode, frame, Opcode, rawSocket } from "../../support/raw-frames.ts";
import type { RawConnection } from "../../support/raw-request.ts";

let attacked: AttackedCompanion;
beforeAll(async () => {
  attacked = await openAttackedCompanion();
});
afterAll(() => attacked?.close());

/** The three kinds of socket, each with what it takes to get one. */
const SOCKETS = ["/prove", "/socket/websocket?vsn=2.0.0", "/raw"] as const;
type Target = (typeof SOCKETS)[number];

function open(target: Target): Promise<RawConnection> {
  const { port, token } = attacked;
  if (target === "/prove")
    return rawSocket(port, target, [`Origin: ${ORIGIN}`, "Sec-WebSocket-Protocol: pagewire.v1"]);
  const protocols = target === "/raw" ? ["pagewire.lane.v1", `pagewire.bearer.${token}`] : phoenix(token);
  return rawSocket(port, target, [`Sec-WebSocket-Protocol: ${protocols.join(", ")}`]);
}

const HEARTBEAT = '[null,"1","phoenix","heartbeat",{}]';

const BROKEN: readonly (readonly [string, number, () => Uint8Array])[] = [
  ["a frame without a mask", 1002, () => frame({ masked: false, payload: HEARTBEAT })],
  ["the first reserved bit", 1002, () => frame({ reserved: 4, payload: HEARTBEAT })],
  ["the second reserved bit", 1002, () => frame({ reserved: 2, payload: HEARTBEAT })],
  ["the third reserved bit", 1002, () => frame({ reserved: 1, payload: HEARTBEAT })],
  ["opcode 3, which nobody has", 1002, () => frame({ opcode: 3, payload: "x" })],
  ["opcode 7, which nobody has", 1002, () => frame({ opcode: 7, payload: "x" })],
  ["opcode 11, which nobody has", 1002, () => frame({ opcode: 11 })],
  ["opcode 15, which nobody has", 1002, () => frame({ opcode: 15 })],
  ["a continuation of nothing", 1002, () => frame({ opcode: Opcode.continuation, payload: "x" })],
  [
    "a second beginning before the end",
    1002,
    () => Buffer.concat([frame({ fin: false, payload: "[" }), frame({ payload: HEARTBEAT })]),
  ],
  ["a ping in fragments", 1002, () => frame({ fin: false, opcode: Opcode.ping, payload: "x" })],
  ["a close in fragments", 1002, () => frame({ fin: false, opcode: Opcode.close })],
  ["a ping of 126 bytes", 1002, () => frame({ opcode: Opcode.ping, payload: "x".repeat(126) })],
  ["a close of 126 bytes", 1002, () => frame({ opcode: Opcode.close, payload: "x".repeat(126) })],
  ["a close of one byte", 1002, () => frame({ opcode: Opcode.close, payload: "x" })],
  ["a close code below 1000", 1002, () => frame({ opcode: Opcode.close, payload: Buffer.from([0, 1]) })],
  ["the close code 1005", 1002, () => frame({ opcode: Opcode.close, payload: Buffer.from([3, 0xed]) })],
  ["the close code 65535", 1002, () => frame({ opcode: Opcode.close, payload: Buffer.from([255, 255]) })],
  [
    "a close reason that is no UTF-8",
    1007,
    () => frame({ opcode: Opcode.close, payload: Buffer.from([3, 0xe8, 0xff]) }),
  ],
  ["a text that is no UTF-8", 1007, () => frame({ payload: Buffer.from([0x22, 0xff, 0xfe, 0x22]) })],
  ["a text with half a character", 1007, () => frame({ payload: Buffer.from([0xf0, 0x9f, 0x9a]) })],
  ["a text with a surrogate", 1007, () => frame({ payload: Buffer.from([0xed, 0xa0, 0x80]) })],
  ["a text in overlong UTF-8", 1007, () => frame({ payload: Buffer.from([0xc0, 0xaf]) })],
  ["a length of 17 MiB", 1009, () => frame({ opcode: Opcode.binary, length: 17n << 20n })],
  ["a length of 4 GiB", 1009, () => frame({ opcode: Opcode.binary, length: 1n << 32n })],
  ["a length of 2^53", 1009, () => frame({ opcode: Opcode.binary, length: 1n << 53n })],
  ["a length of 2^63 - 1", 1009, () => frame({ opcode: Opcode.binary, length: (1n << 63n) - 1n })],
  ["a length with its highest bit set", 1009, () => frame({ opcode: Opcode.binary, length: 1n << 63n })],
];

describe.each(SOCKETS)("a broken frame on %s", (target) => {
  it.each(BROKEN)("ends the socket: %s (%i)", async (_, code, bytesOf) => {
    const connection = await open(target);
    connection.send(bytesOf());
    await connection.toldUntil("\x88");
    // What comes behind it is not looked at.
    connection.send(frame({ payload: HEARTBEAT }));
    connection.socket.end();
    const told = await connection.closed();
    expect(closeCode(told)).toBe(code);
    expect(told).not.toContain("phx_reply");
    await attacked.unharmed(told);
  });

  it("ends the socket: more fragments than anybody sends (1008)", async () => {
    const connection = await open(target);
    const piece = frame({ fin: false, opcode: Opcode.continuation, payload: " " });
    connection.send(
      Buffer.concat([frame({ fin: false, payload: "[" }), ...Array.from({ length: 5_000 }, () => piece)]),
    );
    await connection.toldUntil("\x88");
    connection.socket.end();
    const told = await connection.closed();
    expect(closeCode(told)).toBe(1008);
    await attacked.unharmed(told);
  });

  it("ends the connection of one that pings and never reads", async () => {
    const connection = await open(target);
    connection.socket.pause();
    const pings = Buffer.concat(
      Array.from({ length: 1_000 }, () => frame({ opcode: Opcode.ping, payload: "x".repeat(125) })),
    );
    // Far more than the system keeps on its own between two ends of a connection.
    for (let mebibytes = 0; mebibytes < 256 && !connection.isClosed; mebibytes += 1) {
      connection.send(pings);
      if (connection.socket.writableNeedDrain) {
        await Promise.race([
          new Promise((resolve) => connection.socket.once("drain", resolve)),
          connection.closed(),
        ]);
      }
    }
    await connection.closed();
    expect(connection.isClosed).toBe(true);
    await attacked.unharmed();
  });

  it("survives bytes that are no frames", async () => {
    const connection = await open(target);
    connection.send(Buffer.from(Array.from({ length: 3_000 }, (_, index) => (index * 31) % 256)));
    connection.socket.end();
    const told = await connection.closed();
    expect(told).toContain("101 Switching Protocols");
    await attacked.unharmed(told);
  });

  it("is answered at most with the protocol's name, never with the bearer, and never compressed", async () => {
    const connection = await open(target);
    connection.socket.destroy();
    const told = await connection.closed();
    expect(told).not.toContain("bearer");
    expect(told.toLowerCase()).not.toContain("extensions");
    await attacked.unharmed(told);
  });
});

describe("a message that is too large on /prove", () => {
  it.each([
    ["5 KiB of spaces", " ".repeat(5 * 1024)],
    ["a hello with 100,000 features", JSON.stringify({ type: "hello", features: Array(100_000).fill("x") })],
    ["an object 2,000 deep", '{"a":'.repeat(2_000)],
  ])("ends the socket: %s (1009)", async (_, payload) => {
    const connection = await open("/prove");
    connection.send(frame({ payload }));
    await connection.toldUntil("\x88");
    connection.socket.end();
    const told = await connection.closed();
    expect(closeCode(told)).toBe(1009);
    await attacked.unharmed(told);
  });
});
