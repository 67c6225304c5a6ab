import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChannelServer, openChannelServer } from "./channel-server.ts";
import { numbersHarmNobody } from "./fuzz-numbers.ts";
import { fuzzSessions } from "./fuzz-session.ts";
import { fuzzConnections } from "./fuzz-sockets.ts";

const MIB = 1024 * 1024;
/** On two busy cores it takes about a minute. */
const TIMEOUT_MS = 600_000;
let server: ChannelServer;
beforeAll(async () => {
  server = await openChannelServer();
});
afterAll(() => server.close());

describe("a million generated frames", { timeout: TIMEOUT_MS }, () => {
  it("crash no session and leave nothing behind", async () => {
    const result = await fuzzSessions(1_000_000, 6);
    expect(result.frames).toBe(1_000_000);
    expect(result.grownBytes).toBeLessThan(16 * MIB);
  });

  it("and fifty thousand more over WebSockets harm their own connection alone", async () => {
    expect([...(await fuzzConnections(server, "WebSocket", 50_000, 7))]).toEqual([4400]);
  });
});

describe("two hundred thousand words and pushes with their numbers at every edge", {
  timeout: TIMEOUT_MS,
}, () => {
  it("harm nobody: list, feed and program go on", async () => {
    await numbersHarmNobody(200_000, 9);
  });
});
