/** A raw lane of a command: opened, spoken over for one file, and closed. */

import { WebSocket } from "ws";
import { decodeLaneWord, encodeLaneWord, type LaneWord } from "../../../shared/protocol/lane-words.ts";
import { LANE_WAIT_MS, MAX_LANE_FRAME_BYTES } from "../../../shared/protocol/limits.ts";
import { LANE_BEARER_PREFIX, LANE_SUBPROTOCOL } from "../../../shared/protocol/proof.ts";
import { ProtocolError } from "../../../shared/protocol/protocol-error.ts";
import { message } from "../../../shared/texts/message.ts";
import { Patience } from "../../../shared/transfer/patience.ts";
import { CommandFailed } from "../terminal/terminal.ts";
import { REFUSED_STATUS } from "./door.ts";
import type { Remote } from "./remote.ts";

const HANDSHAKE_TIMEOUT_MS = 10_000;

/** The line is gone; the file goes on over another. */
export class LineBroken extends Error {
  override readonly name = "LineBroken";
}

/** One end of the dialogue of one file. */
export interface LaneEnd {
  takeWord(word: LaneWord): Promise<void> | void;
  takeBytes?(bytes: Buffer): Promise<void>;
  /** Whether the other end waits for this one. */
  readonly isOurTurn: boolean;
}

/** What an end speaks into. */
export interface LaneOutlet {
  say(word: LaneWord): void;
  sendBytes(bytes: Uint8Array): void;
}

/** Runs the dialogue of one file until `over` settles. Throws `LineBroken` where the line ends before, `CommandFailed` where the token is not taken. */
export async function overLane<Result>(
  { url, token }: Remote,
  begin: (outlet: LaneOutlet) => { readonly end: LaneEnd; readonly over: Promise<Result> },
): Promise<Result> {
  const socket = new WebSocket(`${url}/raw`, [LANE_SUBPROTOCOL, LANE_BEARER_PREFIX + token], {
    handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
    maxPayload: MAX_LANE_FRAME_BYTES,
    perMessageDeflate: false,
  });
  const { promise: broken, reject: fail } = Promise.withResolvers<never>();
  broken.catch(() => undefined);
  socket.on("unexpected-response", (_, { statusCode }) =>
    fail(
      statusCode === REFUSED_STATUS
        ? new CommandFailed(message("far.token-refused", { url }))
        : new LineBroken(),
    ),
  );
  socket.on("error", () => fail(new LineBroken()));
  socket.on("close", () => fail(new LineBroken()));
  let timer: NodeJS.Timeout | undefined;
  let letGo: (() => Promise<void>) | undefined;
  try {
    await Promise.race([new Promise((resolve) => socket.once("open", resolve)), broken]);
    const { end, over } = begin({
      say: (word) => socket.send(encodeLaneWord(word)),
      sendBytes: (bytes) => socket.send(bytes),
    });
    timer = patient(socket, end, fail);
    letGo = take(socket, end, fail);
    return await Promise.race([over, broken]);
  } finally {
    clearInterval(timer);
    socket.close();
    // What is just being written belongs to the file before another line goes on with it.
    await letGo?.();
  }
}

/** Hands over what comes, one after the other, until it is told to let go: that resolves when nothing is under way any more. */
function take(socket: WebSocket, end: LaneEnd, fail: (error: unknown) => void): () => Promise<void> {
  let isOver = false;
  let work: Promise<void> = Promise.resolve();
  socket.on("message", (data: Buffer, isBinary) => {
    work = work.then(() => {
      if (isOver) return undefined;
      const { takeBytes } = end;
      if (!isBinary) return end.takeWord(decodeLaneWord(data.toString("utf8")));
      if (!takeBytes) throw new ProtocolError("unexpected_word", "Bytes came for a file that is sent.");
      return takeBytes(data);
    });
    work.catch((error: unknown) =>
      fail(error instanceof ProtocolError ? new LineBroken(error.message) : error),
    );
  });
  return async () => {
    isOver = true;
    await work.catch(() => undefined);
  };
}

/** A line that is silent is given up; while this end works the other is told so. */
function patient(socket: WebSocket, end: LaneEnd, fail: (error: unknown) => void): NodeJS.Timeout {
  const patience = new Patience(performance.now());
  let seenBytes = 0;
  socket.on("message", (data: Buffer) => {
    seenBytes += data.byteLength;
    patience.heard(performance.now());
  });
  return setInterval(() => {
    const verdict = patience.look({ nowMs: performance.now(), isOurTurn: end.isOurTurn, seenBytes });
    if (verdict === "say-wait") socket.send(encodeLaneWord({ type: "wait" }));
    else if (verdict !== undefined) {
      socket.terminate();
      fail(new LineBroken(verdict));
    }
  }, LANE_WAIT_MS);
}
