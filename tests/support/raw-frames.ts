/** WebSocket frames by hand, those included that no library would send. */

import { randomBytes } from "node:crypto";
import { head, RawConnection, UPGRADE } from "./raw-request.ts";

export interface FrameParts {
  readonly fin?: boolean;
  /** The three reserved bits. */
  readonly reserved?: number;
  readonly opcode?: number;
  readonly masked?: boolean;
  readonly payload?: string | Uint8Array;
  /** What the head says the payload's length is, where it lies. */
  readonly length?: bigint;
}

export const Opcode = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** One frame as bytes. */
export function frame(parts: FrameParts): Buffer {
  const { fin = true, reserved = 0, opcode = Opcode.text, masked = true } = parts;
  const payload = Buffer.from(parts.payload ?? "");
  const length = parts.length ?? BigInt(payload.length);
  const first = (fin ? 0x80 : 0) | (reserved << 4) | opcode;
  const bit = masked ? 0x80 : 0;
  const mask = masked ? randomBytes(4) : Buffer.alloc(0);
  const body = masked ? payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0)) : payload;
  return Buffer.concat([Buffer.from([first]), lengthBytes(length, bit), mask, body]);
}

function lengthBytes(length: bigint, bit: number): Buffer {
  if (length < 126n) return Buffer.from([bit | Number(length)]);
  if (length < 65_536n) {
    const bytes = Buffer.from([bit | 126, 0, 0]);
    bytes.writeUInt16BE(Number(length), 1);
    return bytes;
  }
  const bytes = Buffer.concat([Buffer.from([bit | 127]), Buffer.alloc(8)]);
  bytes.writeBigUInt64BE(length, 1);
  return bytes;
}

/** An accepted upgrade whose frames are written by hand. */
export async function rawSocket(
  port: number,
  target: string,
  lines: readonly string[],
): Promise<RawConnection> {
  const connection = new RawConnection(port);
  connection.send(head([`GET ${target} HTTP/1.1`, `Host: 127.0.0.1:${port}`, ...UPGRADE, ...lines]));
  await connection.toldUntil("\r\n\r\n");
  if (!connection.told.startsWith("HTTP/1.1 101")) throw new Error(`refused: ${connection.told}`);
  return connection;
}

/** The code of the close frame behind what was told, if there is one. */
export function closeCode(told: string): number | undefined {
  const bytes = Buffer.from(told, "latin1");
  for (let at = bytes.indexOf("\r\n\r\n") + 4; at + 2 <= bytes.length; ) {
    const opcode = (bytes[at] ?? 0) & 0x0f;
    const short = (bytes[at + 1] ?? 0) & 0x7f;
    if (opcode === Opcode.close) return short >= 2 ? bytes.readUInt16BE(at + 2) : 1005;
    at += short === 126 ? 4 + bytes.readUInt16BE(at + 2) : 2 + short;
  }
  return undefined;
}
