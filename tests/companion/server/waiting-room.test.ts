import { describe, expect, it } from "vitest";
import { WaitingRoom } from "../../../companion/server/waiting-room.ts";

const roomOf = (most: number): { room: WaitingRoom<string>; out: string[] } => {
  const out: string[] = [];
  return { room: new WaitingRoom<string>(most, (guest) => out.push(guest)), out };
};

describe("WaitingRoom", () => {
  it("turns out who waits longest when one more comes than it holds", () => {
    const { room, out } = roomOf(2);
    for (const guest of ["first", "second", "third", "fourth"]) room.enter(guest);
    expect(out).toEqual(["first", "second"]);
    expect(room.size).toBe(2);
  });

  it("keeps those that somebody vouched for as long as there are others", () => {
    const { room, out } = roomOf(2);
    room.enter("known");
    room.vouch("known");
    for (const guest of ["second", "third", "fourth"]) room.enter(guest);
    expect(out).toEqual(["second", "third"]);
  });

  it("turns out a known one where there are only known ones", () => {
    const { room, out } = roomOf(1);
    room.enter("known");
    room.vouch("known");
    room.enter("next");
    expect(out).toEqual(["known"]);
  });

  it("turns nobody out whose place was left, and vouches for nobody who is gone", () => {
    const { room, out } = roomOf(1);
    room.enter("first");
    expect(room.leave("first")).toBe(true);
    expect(room.leave("first")).toBe(false);
    room.vouch("first");
    expect(room.size).toBe(0);
    room.enter("second");
    expect(out).toEqual([]);
  });
});
