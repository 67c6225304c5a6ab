import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LONG_POLL_WINDOW_MS } from "../../../companion/limits.ts";
import { CONTROL_IDLE_MS } from "../../../shared/protocol/limits.ts";
import { type ChannelServer, openChannelServer } from "./channel-server.ts";
import { expectNothingElse } from "./frames.ts";
import { openWire, pollOnce } from "./wire.ts";

let server: ChannelServer;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  server = await openChannelServer();
});
afterEach(async () => {
  vi.useRealTimers();
  await server.close();
});

describe("a client that says nothing", () => {
  it("on a WebSocket is closed after 45 s, heartbeats counted", async () => {
    const wire = await openWire("WebSocket", server.port);
    await expectNothingElse(wire);
    vi.advanceTimersByTime(CONTROL_IDLE_MS - 1);
    await expectNothingElse(wire);
    vi.advanceTimersByTime(CONTROL_IDLE_MS - 1);
    await expectNothingElse(wire);
    vi.advanceTimersByTime(CONTROL_IDLE_MS);
    expect(await wire.closed()).toEqual({ code: 4408, reason: "silent for too long" });
  });

  it("on a long poll is gone after one and a half windows", async () => {
    const token = String((await pollOnce(server.port)).token);
    vi.advanceTimersByTime(LONG_POLL_WINDOW_MS * 1.5 - 1);
    expect(server.polls.find(token)).toBeDefined();
    vi.advanceTimersByTime(1);
    expect(server.polls.find(token)).toBeUndefined();
    expect((await pollOnce(server.port, token)).token).not.toBe(token);
  });
});
