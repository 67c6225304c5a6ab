/** Asks the running companion for its status by hand: one upgrade, one join, one answer; loading a WebSocket and HTTP takes longer than all of it. */

import { connect, type Socket } from "node:net";
import { LOOPBACK_ADDRESS } from "../../../shared/protocol/limits.ts";
import { COMPANION_TOPIC } from "../../../shared/protocol/topics.ts";
import type { Home } from "../../home/home.ts";
import { isLocked } from "../../home/lock.ts";
import { noteOfHere } from "../../home/place.ts";
import { readRunning } from "../../home/running.ts";
import { readOwnerToken } from "../../trust/owner-token.ts";
import { controlUpgrade } from "../control/upgrade.ts";
import { showStatus } from "../shown/status-lines.ts";
import { Exit, type Terminal } from "../terminal/terminal.ts";

const ANSWER_TIMEOUT_MS = 3_000;
const MAX_ANSWER_BYTES = 64 * 1024;
/** A WebSocket's text frame, whole (RFC 6455, 5.2). */
const TEXT_FRAME = 0x81;
const MASKED = 0x80;
const MASK_BYTES = 4;
const SHORT_BYTES = 125;
const MEDIUM = 126;

/** Throws where anything is not as it is with a companion that runs. */
export async function quickStatus(home: Home, terminal: Terminal): Promise<Exit> {
  if (!isLocked(home.lock)) throw new Error("None runs.");
  const token = readOwnerToken(home.ownerToken);
  const running = noteOfHere(readRunning(home.running), home.root);
  if (!running || !token) throw new Error("It can't be reached.");
  showStatus(terminal, home, await statusOf(running.port, token));
  return Exit.done;
}

async function statusOf(port: number, token: string): Promise<Readonly<Record<string, unknown>>> {
  const socket = connect(port, LOOPBACK_ADDRESS);
  socket.setTimeout(ANSWER_TIMEOUT_MS, () => socket.destroy(new Error("It does not answer.")));
  try {
    socket.write(controlUpgrade(port, token));
    const reply = await answerOf(socket);
    return reply;
  } finally {
    socket.destroy();
  }
}

/** The join is said when the socket is open; what comes as its reply is the status. */
async function answerOf(socket: Socket): Promise<Readonly<Record<string, unknown>>> {
  let bytes = Buffer.alloc(0);
  let isOpen = false;
  for await (const chunk of socket) {
    bytes = Buffer.concat([bytes, chunk]);
    if (bytes.length > MAX_ANSWER_BYTES) break;
    if (!isOpen) {
      const end = bytes.indexOf("\r\n\r\n");
      if (end < 0) continue;
      if (!bytes.toString("latin1", 0, end).startsWith("HTTP/1.1 101 ")) break;
      isOpen = true;
      bytes = bytes.subarray(end + 4);
      socket.write(textFrame(JSON.stringify(["1", "1", COMPANION_TOPIC, "phx_join", {}])));
    }
    const said = frameText(bytes);
    if (said !== undefined) return replyOf(said);
  }
  throw new Error("It is none of ours.");
}

function replyOf(said: string): Readonly<Record<string, unknown>> {
  const frame: unknown = JSON.parse(said);
  const payload: unknown = Array.isArray(frame) ? frame[4] : undefined;
  if (!isFields(payload) || payload.status !== "ok" || !isFields(payload.response))
    throw new Error("It refuses.");
  return payload.response;
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** A client's frames are masked; with zeroes that changes nothing. */
function textFrame(said: string): Buffer {
  const body = Buffer.from(said);
  return Buffer.concat([Buffer.from([TEXT_FRAME, MASKED | body.length]), Buffer.alloc(MASK_BYTES), body]);
}

/** The text of the first frame; `undefined` while it is not whole. Throws for a frame of another kind. */
function frameText(bytes: Buffer): string | undefined {
  if (bytes.length < 4) return undefined;
  const said = bytes[1] ?? 0;
  if (bytes[0] !== TEXT_FRAME || said > MEDIUM) throw new Error("It is no answer.");
  const start = said > SHORT_BYTES ? 4 : 2;
  const length = said > SHORT_BYTES ? bytes.readUInt16BE(2) : said;
  return bytes.length < start + length ? undefined : bytes.toString("utf8", start, start + length);
}
