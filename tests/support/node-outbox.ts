/** How a browser that is played by plain Node hears of files for it and receives them. */

import { createHash } from "node:crypto";
import type { Socket } from "phoenix";
import {
  decodeLaneWord,
  encodeLaneWord,
  type LaneWord,
  type Piece,
} from "../../shared/protocol/lane-words.ts";
import { type Listening, type NodeBrowser, openControl, ticketOf } from "./node-browser.ts";

/** A file that waits for the browser. */
export interface Waiting {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** One event of the topic, as it came. */
export interface OutboxHeard {
  readonly event: string;
  readonly payload: unknown;
}

export interface OutboxListener {
  /** What waits, from the join's reply and from events. */
  readonly waiting: readonly Waiting[];
  /** Every event since the join. */
  readonly heard: readonly OutboxHeard[];
  readonly socket: Socket;
}

/** Joins the outbox as a browser and collects what it hears. */
export async function listenToOutbox(browser: NodeBrowser): Promise<OutboxListener> {
  return await joinOutbox(await openControl(browser.port, await ticketOf(browser)));
}

/** Joins the outbox over a socket that is open. */
export async function joinOutbox(socket: Socket): Promise<OutboxListener> {
  const waiting: Waiting[] = [];
  const heard: OutboxHeard[] = [];
  const channel = socket.channel("outbox", {});
  channel.onMessage = (event: string, payload: unknown) => {
    if (!event.startsWith("phx_") && !event.startsWith("chan_")) heard.push({ event, payload });
    return payload;
  };
  channel.on("waiting", (file: Waiting) => void waiting.push(file));
  await new Promise<void>((resolve, reject) => {
    channel
      .join()
      .receive("ok", (reply: { waiting: Waiting[] }) => {
        waiting.push(...reply.waiting);
        resolve();
      })
      .receive("error", reject);
  });
  return { waiting, heard, socket };
}

/**
 * Receives one file over a lane, behind the bytes it `had`; `stopAfter` leaves after so many bytes. `pace`, where
 * given, is awaited before each acknowledgement.
 */
export async function receiveOver(
  lane: Listening,
  id: string,
  had: Buffer = Buffer.alloc(0),
  stopAfter = Number.POSITIVE_INFINITY,
  pace: (bytes: number) => Promise<unknown> | undefined = () => undefined,
): Promise<Buffer> {
  const say = (word: LaneWord): void => lane.socket.send(encodeLaneWord(word));
  say({ type: "ask", id });
  let bytes: Buffer = had;
  let piece: Omit<Piece, "type"> = { offset: 0, bytes: 0, sha256: "" };
  for (;;) {
    const message = await lane.next();
    if (typeof message !== "string") {
      bytes = Buffer.concat([bytes, message]);
      // A piece may come in several frames.
      if (bytes.length < piece.offset + piece.bytes) continue;
      if (sha256(bytes.subarray(piece.offset)) !== piece.sha256)
        throw new Error("a piece came with a wrong digest");
      if (bytes.length >= stopAfter) return bytes;
      await pace(bytes.length);
      say({ type: "ack", offset: bytes.length });
      continue;
    }
    const word = decodeLaneWord(message);
    if (word.type === "offer") say({ type: "want", offset: had.length });
    else if (word.type === "piece") {
      if (word.offset !== bytes.length) throw new Error(`a piece for ${word.offset} came at ${bytes.length}`);
      piece = word;
    } else if (word.type === "end") {
      say({ type: "done", sha256: sha256(bytes), name: "x" });
      return bytes;
    } else throw new Error(message);
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
