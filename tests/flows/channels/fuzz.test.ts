import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChannelServer, openChannelServer } from "./channel-server.ts";
import { numbersHarmNobody } from "./fuzz-numbers.ts";
import { fuzzSessions } from "./fuzz-session.ts";
import { fuzzConnections } from "./fuzz-sockets.ts";
import { generatedFrames } from "./generated-frames.ts";
import { generatedNumbers, NUMBERED_TOPICS } from "./generated-numbers.ts";

const MIB = 1024 * 1024;
let server: ChannelServer;
beforeAll(async () => {
  server = await openChannelServer();
});
afterAll(() => server.close());

describe("generated frames", () => {
  it("are the same for the same seed, of every sort, and others for another", () => {
    const first = [...generatedFrames(200, 1)];
    expect([...generatedFrames(200, 1)]).toEqual(first);
    expect([...generatedFrames(200, 2)]).not.toEqual(first);
    expect(new Set(first.map((frame) => typeof frame))).toEqual(new Set(["string", "object"]));
  });

  it("fifty thousand of them crash no session and leave nothing behind", async () => {
    const result = await fuzzSessions(50_000, 3);
    expect(result.frames).toBe(50_000);
    // Both happen a lot, or the frames are not worth sending.
    expect(result.closed).toBeGreaterThan(5_000);
    expect(result.sent).toBeGreaterThan(10_000);
    expect(result.grownBytes).toBeLessThan(16 * MIB);
  });

  it("five thousand of them over WebSockets close their own connection with 4400 and no other", async () => {
    expect([...(await fuzzConnections(server, "WebSocket", 5_000, 4))]).toEqual([4400]);
  });

  it("a thousand of them over long polls close their own session with 4400 and no other", async () => {
    expect([...(await fuzzConnections(server, "LongPoll", 1_000, 5))]).toEqual([4400]);
  });
});

describe("words and pushes with their numbers at every edge", () => {
  it("are the same for the same seed and of every sort", () => {
    const first = [...generatedNumbers(2_000, 1, "")];
    expect([...generatedNumbers(2_000, 1, "")]).toEqual(first);
    expect(new Set(first.map(({ topic }) => topic))).toEqual(new Set(NUMBERED_TOPICS));
    expect(first.some(({ isBroken }) => isBroken)).toBe(true);
  });

  it("three thousand of them over sockets harm nobody: list, feed and program go on", async () => {
    await numbersHarmNobody(3_000, 8);
  });
});
