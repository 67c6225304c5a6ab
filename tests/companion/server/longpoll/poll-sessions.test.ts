import { afterEach, describe, expect, it } from "vitest";
import { MAX_CLIENT_LONG_POLL_SESSIONS, MAX_LONG_POLL_SESSIONS } from "../../../../companion/limits.ts";
import { ClientTotals } from "../../../../companion/server/channels/client-totals.ts";
import { PollSessions } from "../../../../companion/server/longpoll/poll-sessions.ts";

const opened: PollSessions[] = [];
afterEach(async () => {
  for (const sessions of opened.splice(0)) await sessions.close();
});

const CHANNELS = { kinds: [], totals: new ClientTotals(), log: () => undefined };

function openSessions(): PollSessions {
  const sessions = new PollSessions();
  opened.push(sessions);
  return sessions;
}

type Kind = "browser" | "script" | "owner";

/** Opens sessions that somebody polls, so that none of them seems left. */
function open(sessions: PollSessions, id: string, count: number, kind: Kind = "script"): string[] {
  const made: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const holder = { client: { id, kind, name: id }, origin: undefined, bearer: id };
    const session = sessions.open(holder, CHANNELS);
    if (session === undefined) continue;
    sessions.find(session)?.poll({ answer: () => Promise.resolve(true), onAbandoned: () => undefined });
    made.push(session);
  }
  return made;
}
const left = (sessions: PollSessions, ids: readonly string[]): number =>
  ids.filter((id) => sessions.find(id)?.isOpen).length;

describe("long-poll sessions", () => {
  it("are had by one client in its share only", () => {
    const sessions = openSessions();
    expect(open(sessions, "greedy", 100)).toHaveLength(MAX_CLIENT_LONG_POLL_SESSIONS);
    expect(open(sessions, "browser", 3, "browser")).toHaveLength(3);
  });

  it("are had by a newcomer in the place of the greediest's oldest where all are taken", () => {
    const sessions = openSessions();
    const browser = open(sessions, "browser", 2, "browser");
    const greedy = ["a", "b", "c", "d", "e"].map((id) => open(sessions, id, 100));
    expect(sessions.size).toBe(MAX_LONG_POLL_SESSIONS);
    expect(greedy.every((ids) => left(sessions, ids) > 2)).toBe(true);
    const newcomer = open(sessions, "newcomer", 2, "browser");
    // Who was displaced comes back at once, again and again.
    for (let round = 0; round < 100; round += 1)
      for (const id of ["a", "b", "c", "d", "e"]) open(sessions, id, 1);
    expect([left(sessions, browser), left(sessions, newcomer)]).toEqual([2, 2]);
    expect(sessions.size).toBe(MAX_LONG_POLL_SESSIONS);
  });

  it("are never taken from the owner, whose next command is let in whatever it has open", () => {
    const sessions = openSessions();
    const earlier = open(sessions, "owner", MAX_CLIENT_LONG_POLL_SESSIONS, "owner");
    for (const id of ["a", "b", "c", "d", "e"]) open(sessions, id, 100);
    expect(left(sessions, earlier)).toBe(earlier.length);
    expect(open(sessions, "owner", 1, "owner")).toHaveLength(1);
    expect(left(sessions, earlier)).toBe(earlier.length - 1);
  });
});
