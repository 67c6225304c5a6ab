import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { JOIN_DEADLINE_MS, MAX_CONTROL_UNHANDLED_BYTES } from "../../../../companion/limits.ts";
import type { ChannelKind, JoinedChannel } from "../../../../companion/server/channels/channel.ts";
import { ChannelSession } from "../../../../companion/server/channels/channel-session.ts";
import { ClientTotals } from "../../../../companion/server/channels/client-totals.ts";
import type { Transport } from "../../../../companion/server/channels/transport.ts";
import { encodeAsText } from "../../../../companion/server/longpoll/text-frame.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A session whose transport is a list. */
function openSession(kind: Omit<ChannelKind, "topics" | "authorize">) {
  const said: string[] = [];
  const transport: Transport = {
    send: (frame) => said.push(encodeAsText(frame)),
    drained: () => undefined,
    pause: () => said.push("pause"),
    resume: () => said.push("resume"),
    close: (code, reason) => said.push(`close ${code} ${reason}`),
  };
  const logged: string[] = [];
  const session = new ChannelSession(
    transport,
    { id: "1", kind: "script", name: "Test" },
    {
      kinds: [{ topics: "t", authorize: () => true, ...kind }],
      totals: new ClientTotals(),
      log: (event) => logged.push(event),
    },
  );
  return { session, said, logged };
}

const JOIN = '["1","1","t","phx_join",{}]';
const JOINED = '["1","1","t","phx_reply",{"status":"ok","response":{}}]';
const CRASHED = '["1","1","t","phx_reply",{"status":"error","response":{"reason":"join crashed"}}]';

describe("ChannelSession", () => {
  it("gives a join up that takes too long, and lets go of what still comes of it", async () => {
    const { promise, resolve } = Promise.withResolvers<JoinedChannel>();
    let left = 0;
    const { session, said, logged } = openSession({ join: () => promise });
    session.receive(JOIN);
    await vi.advanceTimersByTimeAsync(JOIN_DEADLINE_MS - 1);
    expect(said).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(said).toEqual([CRASHED]);
    expect(logged).toEqual(["channel.join-crashed"]);
    const leave = (): void => {
      left += 1;
    };
    resolve({ reply: {}, leave });
    await vi.advanceTimersByTimeAsync(0);
    expect([left, said.length]).toEqual([1, 1]);
  });

  it("leaves no timer behind a join that was in time", async () => {
    const { session, said } = openSession({ join: () => Promise.resolve({ reply: {} }) });
    session.receive(JOIN);
    await vi.advanceTimersByTimeAsync(0);
    expect(said).toEqual([JOINED]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("lets go of a join that comes in when the connection is gone", async () => {
    const { promise, resolve } = Promise.withResolvers<JoinedChannel>();
    let left = 0;
    const { session, said } = openSession({ join: () => promise });
    session.receive(JOIN);
    await vi.advanceTimersByTimeAsync(0);
    session.end();
    const leave = (): void => {
      left += 1;
    };
    resolve({ reply: {}, leave });
    await vi.advanceTimersByTimeAsync(0);
    expect([left, said]).toEqual([1, []]);
  });

  it("survives a channel that throws as it leaves", async () => {
    const leave = (): never => {
      throw new Error("boom");
    };
    const { session, said, logged } = openSession({ join: () => ({ reply: {}, leave }) });
    session.receive(JOIN);
    await vi.advanceTimersByTimeAsync(0);
    session.receive('["1","2","t","phx_leave",{}]');
    await vi.advanceTimersByTimeAsync(0);
    expect(said.slice(1)).toEqual([
      '["1","2","t","phx_reply",{"status":"ok","response":{}}]',
      '["1","1","t","phx_close",{}]',
    ]);
    expect(logged).toEqual(["channel.leave-failed"]);
  });

  it("answers a push once, whatever the channel does with its answer", async () => {
    const { session, said } = openSession({
      join: () => ({
        reply: {},
        handle: (_, __, answer) => {
          answer({ status: "now", end: "close" });
          answer({ status: "again" });
          return { status: "ok" };
        },
      }),
    });
    session.receive(JOIN);
    session.receive('["1","2","t","e",{}]');
    await vi.advanceTimersByTimeAsync(0);
    expect(said.slice(1)).toEqual([
      '["1","2","t","phx_reply",{"status":"now","response":{}}]',
      '["1","1","t","phx_close",{}]',
    ]);
  });

  it("stops reading from a client whose frames pile up, small ones too, and goes on when half are handled", async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const { session, said } = openSession({ join: () => ({ reply: {}, handle: () => promise }) });
    session.receive(JOIN);
    const most = MAX_CONTROL_UNHANDLED_BYTES / 512;
    for (let frames = 0; frames < most; frames += 1) session.receive('["1","2","t","e",{}]');
    await vi.advanceTimersByTimeAsync(0);
    expect(said).toEqual(["pause", JOINED]);
    resolve(undefined);
    await vi.advanceTimersByTimeAsync(0);
    expect(said).toEqual(["pause", JOINED, "resume"]);
  });

  it("takes nothing more once it has ended", async () => {
    const { session, said } = openSession({ join: () => ({ reply: {} }) });
    session.end();
    session.receive(JOIN);
    session.receive("{");
    await vi.advanceTimersByTimeAsync(0);
    expect(said).toEqual([]);
  });
});
