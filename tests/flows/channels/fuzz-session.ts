/** Generated frames into channel sessions, as fast as they go: nothing may throw, hang or pile up. */

import { expect } from "vitest";
import { ChannelSession } from "../../../companion/server/channels/channel-session.ts";
import { ClientTotals } from "../../../companion/server/channels/client-totals.ts";
import type { Transport } from "../../../companion/server/channels/transport.ts";
import { encodeAsText } from "../../../companion/server/longpoll/text-frame.ts";
import { type CompanionFrame, encodeCompanionFrame } from "../../../shared/protocol/channel-frame.ts";
import { CloseCode } from "../../../shared/protocol/protocol-error.ts";
import { TOKENS } from "./channel-server.ts";
import { generatedFrames } from "./generated-frames.ts";
import { heapAfterCollection } from "./heap.ts";
import { Rooms, roomChannel } from "./room-channel.ts";

/** What came of it. */
export interface FuzzResult {
  frames: number;
  sessions: number;
  /** Frames that were answered by anything at all. */
  sent: number;
  closed: number;
  grownBytes: number;
}

/** After this many frames a session ends though nothing was wrong with any of them. */
const FRAMES_PER_SESSION = 50;
const FRAMES_PER_TURN = 1000;

/** Feeds `count` frames to session after session. */
export async function fuzzSessions(count: number, seed: number): Promise<FuzzResult> {
  const totals = new ClientTotals();
  const rooms = new Rooms();
  const kinds = [roomChannel(rooms)];
  const result: FuzzResult = { frames: 0, sessions: 0, sent: 0, closed: 0, grownBytes: 0 };
  const client = TOKENS.token;
  if (!client) throw new Error("The token is missing.");
  const open = (): { session: ChannelSession; isOpen: () => boolean } => {
    let isOpen = true;
    const transport: Transport = {
      send: (frame) => {
        if (!isOpen) return;
        result.sent += 1;
        expectSayable(frame);
      },
      drained: () => undefined,
      pause: () => undefined,
      resume: () => undefined,
      close: (code, reason) => {
        expect(isOpen).toBe(true);
        isOpen = false;
        result.closed += 1;
        session.end();
        expect([code, reason]).toEqual([
          CloseCode.malformed,
          expect.stringMatching(/^(malformed_frame|field_too_large)$/),
        ]);
      },
    };
    const session = new ChannelSession(transport, client, { kinds, totals, log: () => undefined });
    result.sessions += 1;
    return { session, isOpen: () => isOpen };
  };
  let { session, isOpen } = open();
  let inSession = 0;
  const before = heapAfterCollection();
  for (const frame of generatedFrames(count, seed)) {
    if (!isOpen() || inSession === FRAMES_PER_SESSION) {
      session.end();
      ({ session, isOpen } = open());
      inSession = 0;
    }
    session.receive(frame);
    inSession += 1;
    result.frames += 1;
    if (result.frames % FRAMES_PER_TURN === 0) {
      rooms.left.length = 0;
      rooms.handled.length = 0;
      rooms.former.length = 0;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  await new Promise((resolve) => setImmediate(resolve));
  session.end();
  for (const topic of ["room:1", "room:2"]) expect(rooms.tell(topic, "news", {})).toBe(0);
  result.grownBytes = heapAfterCollection() - before;
  return result;
}

/** Whatever is sent can be sent: it has its bytes, and its text is a frame of five. */
function expectSayable(frame: CompanionFrame): void {
  if (Buffer.byteLength(encodeCompanionFrame(frame)) < 2) throw new Error("an empty frame was sent");
  const parsed: unknown = JSON.parse(encodeAsText(frame));
  if (!Array.isArray(parsed) || parsed.length !== 5) throw new Error("a frame that is none was sent");
}
