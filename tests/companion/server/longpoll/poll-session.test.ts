import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ClientTotals } from "../../../../companion/server/channels/client-totals.ts";
import type { PollAnswer, WaitingPoll } from "../../../../companion/server/longpoll/poll-answer.ts";
import { PollSession } from "../../../../companion/server/longpoll/poll-session.ts";

const WINDOW_MS = 1000;
const HEARTBEAT = '[null,"1","phoenix","heartbeat",{}]';
const BEAT = '[null,"1","phoenix","phx_reply",{"status":"ok","response":{}}]';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function openSession() {
  let forgotten = 0;
  const session = new PollSession({
    id: "id",
    client: { id: "1", kind: "script", name: "Test" },
    windowMs: WINDOW_MS,
    channels: { kinds: [], totals: new ClientTotals(), log: () => undefined },
    onForgotten: () => {
      forgotten += 1;
    },
  });
  return { session, forgotten: () => forgotten > 0 };
}

/** A poll whose answer gets to the client or is lost on the way. */
function poll(isWritten = true) {
  const answers: PollAnswer[] = [];
  let abandon = (): void => undefined;
  const waiting: WaitingPoll = {
    answer: (answer) => {
      answers.push(answer);
      return Promise.resolve(isWritten);
    },
    onAbandoned: (listener) => {
      abandon = listener;
    },
  };
  return { waiting, answers, abandon: () => abandon() };
}

describe("PollSession", () => {
  it("sends what is said in one turn with one answer", async () => {
    const { session } = openSession();
    const { waiting, answers } = poll();
    session.poll(waiting);
    await session.take([HEARTBEAT, HEARTBEAT]);
    await vi.advanceTimersByTimeAsync(0);
    expect(answers).toEqual([{ status: 200, token: "id", messages: [BEAT, BEAT] }]);
  });

  it("is closed when an answer with messages was lost: the client shall not go on as if it had heard them", async () => {
    const { session } = openSession();
    session.poll(poll(false).waiting);
    await session.take([HEARTBEAT]);
    await vi.advanceTimersByTimeAsync(0);
    expect(session.isOpen).toBe(false);
    const { waiting, answers } = poll();
    session.poll(waiting);
    const close = { code: 1001, reason: "an answer was lost" };
    expect(answers).toEqual([{ status: 410, token: "id", messages: [], close }]);
  });

  it("goes on when an answer without messages was lost", async () => {
    const { session } = openSession();
    session.poll(poll(false).waiting);
    await vi.advanceTimersByTimeAsync(WINDOW_MS);
    expect(session.isOpen).toBe(true);
  });

  it("keeps what comes after a poll was given up for the next one", async () => {
    const { session } = openSession();
    const given = poll();
    session.poll(given.waiting);
    given.abandon();
    await session.take([HEARTBEAT]);
    await vi.advanceTimersByTimeAsync(0);
    const { waiting, answers } = poll();
    session.poll(waiting);
    expect([given.answers, answers]).toEqual([[], [{ status: 200, token: "id", messages: [BEAT] }]]);
  });

  it("answers the older of two polls with 204", () => {
    const { session } = openSession();
    const [older, newer] = [poll(), poll()];
    session.poll(older.waiting);
    session.poll(newer.waiting);
    expect(older.answers).toEqual([{ status: 204, token: "id", messages: [] }]);
    expect(newer.answers).toEqual([]);
  });

  it.each([
    ["never polled", 0],
    ["polled and given up", 1],
  ])("is forgotten one and a half windows after it was %s, and leaves no timer", async (_, polls) => {
    const { session, forgotten } = openSession();
    for (let index = 0; index < polls; index += 1) {
      await vi.advanceTimersByTimeAsync(WINDOW_MS);
      const given = poll();
      session.poll(given.waiting);
      given.abandon();
    }
    await vi.advanceTimersByTimeAsync(WINDOW_MS * 1.5 - 1);
    expect(forgotten()).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect([forgotten(), vi.getTimerCount()]).toEqual([true, 0]);
  });

  it("resolves its end when its last answer is written", async () => {
    const { session } = openSession();
    const { waiting, answers } = poll();
    session.poll(waiting);
    await session.end(1001, "the companion stops");
    expect(answers).toMatchObject([{ status: 410, close: { code: 1001 } }]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
