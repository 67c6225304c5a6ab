import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MAX_CLIENT_LONG_POLL_SESSIONS } from "../../../companion/limits.ts";
import { eventually } from "../../support/eventually.ts";
import { ORIGIN } from "../../support/node-browser.ts";
import { type ChannelServer, openChannelServer, TICKET } from "./channel-server.ts";
import { heartbeat, reply } from "./frames.ts";
import { pollOnce, pollRequest, sendBatch } from "./wire.ts";

const WINDOW_MS = 600;
let server: ChannelServer;
beforeAll(async () => {
  server = await openChannelServer({ windowMs: WINDOW_MS });
});
afterAll(() => server.close());

const bearer = (token: string): Record<string, string> => ({ "X-Phoenix-AuthToken": token });
const session = async (token = "token"): Promise<string> => {
  const opened = await pollOnce(server.port, undefined, token);
  expect(opened).toMatchObject({ status: 410, messages: [] });
  return String(opened.token);
};
const messagesOf = async (token: string): Promise<unknown[]> => {
  const { status, messages = [] } = await pollOnce(server.port, token);
  expect(status).toBe(200);
  return messages.map((message) => JSON.parse(message) as unknown);
};

describe("a long-poll session", () => {
  it("is opened by the first poll, which is answered 410 with the session's id", async () => {
    const { http, reply: opened } = await pollRequest(server.port, { headers: bearer("token") });
    expect(http.status).toBe(200);
    expect(opened).toEqual({ status: 410, token: expect.stringMatching(/^[0-9a-f]{64}$/), messages: [] });
    expect(http.headers.get("cache-control")).toBe("no-store");
    expect(http.headers.get("content-type")).toMatch(/^application\/json/);
  });

  it("has an id that nobody can guess", async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => session()));
    expect(new Set(ids).size).toBe(8);
  });

  it("is answered 204 when nothing comes within the window, and goes on", async () => {
    const token = await session();
    const before = performance.now();
    expect(await pollOnce(server.port, token)).toEqual({ status: 204, token, messages: [] });
    expect(performance.now() - before).toBeGreaterThan(WINDOW_MS * 0.9);
    expect(await pollOnce(server.port, token)).toMatchObject({ status: 204 });
  });

  it("is answered at once when something waits, all of it", async () => {
    const token = await session();
    expect(await sendBatch(server.port, token, [heartbeat, heartbeat])).toEqual({ status: 200 });
    expect(await messagesOf(token)).toEqual([reply(null, "hb", "phoenix"), reply(null, "hb", "phoenix")]);
  });

  it("is answered as soon as something comes", async () => {
    const token = await session();
    const polled = messagesOf(token);
    await sendBatch(server.port, token, [["1", "1", "room:soon", "phx_join", {}]]);
    expect(await polled).toEqual([reply("1", "1", "room:soon")]);
  });

  it("gives the older of two polls up with 204", async () => {
    const token = await session();
    const older = pollOnce(server.port, token);
    const newer = pollOnce(server.port, token);
    expect((await older).status).toBe(204);
    await sendBatch(server.port, token, [heartbeat]);
    // Which of two requests is the older one the network decides.
    expect([200, 204]).toContain((await newer).status);
  });

  it("survives a poll that the client gives up", async () => {
    const token = await session();
    const stop = new AbortController();
    const { arrived, over } = server.polled;
    const given = pollOnce(server.port, token, "token", stop.signal).catch((error: unknown) => error);
    await eventually("the poll", () => server.polled.arrived > arrived);
    stop.abort();
    expect(await given).toBeInstanceOf(Error);
    await eventually("the poll's end", () => server.polled.over > over, { intervalMs: 5 });
    await sendBatch(server.port, token, [heartbeat]);
    expect(await messagesOf(token)).toEqual([reply(null, "hb", "phoenix")]);
  });

  it("is over when nobody polls, and it has left its topics", async () => {
    const token = await session();
    await sendBatch(server.port, token, [["1", "1", "room:expired", "phx_join", {}]]);
    await messagesOf(token);
    while (server.rooms.tell("room:expired", "news", {}) > 0) await pollOnce(server.port, await session());
    expect(server.rooms.left).toContain("room:expired");
    const after = await pollOnce(server.port, token);
    expect(after).toMatchObject({ status: 410 });
    expect(after.token).not.toBe(token);
    expect(await sendBatch(server.port, token, [heartbeat])).toEqual({ status: 410 });
  });

  it("is not had by another client: the same id with another's bearer opens a session of its own", async () => {
    const token = await session();
    const other = await pollOnce(server.port, token, "other");
    expect(other).toMatchObject({ status: 410 });
    expect(other.token).not.toBe(token);
    await sendBatch(server.port, token, [heartbeat]);
    expect(await messagesOf(token)).toHaveLength(1);
  });

  it("outlives its bearer, as a socket does, until its client is cut", async () => {
    const token = await session("other");
    server.revoked.add("other");
    expect(await pollOnce(server.port, token, "other")).toMatchObject({ status: 204 });
    server.polls.closeAll("other", 4401, "revoked");
    expect(await pollOnce(server.port, token, "other")).toEqual({
      status: 410,
      token,
      messages: [],
      close: { code: 4401, reason: "revoked" },
    });
    expect(await pollOnce(server.port, token, "other")).toEqual({ status: 403 });
    server.revoked.delete("other");
  });

  it("takes its id from the header of Phoenix 1.9 too", async () => {
    const token = await session();
    const headers = { ...bearer("token"), "X-Phoenix-Longpoll-Token": token };
    expect((await pollRequest(server.port, { headers })).reply).toEqual({ status: 204, token, messages: [] });
  });

  it("is one of at most 16 that its client may have: one more ends the one that nobody polls for longest", async () => {
    const crowded = await openChannelServer();
    const opened: unknown[] = [];
    for (let index = 0; index <= MAX_CLIENT_LONG_POLL_SESSIONS; index += 1) {
      const { status, token } = await pollOnce(crowded.port);
      expect(status).toBe(410);
      opened.push(token);
    }
    expect((await pollOnce(crowded.port, undefined, "other")).status).toBe(410);
    expect(opened.map((token) => crowded.polls.find(String(token)) !== undefined)).toEqual([
      false,
      ...opened.slice(1).map(() => true),
    ]);
    await crowded.close();
  });
});

describe("a poll without a good bearer", () => {
  const token = "0".repeat(64);
  it.each([
    ["none", {}],
    ["an empty one", bearer("")],
    ["a wrong one", bearer("wrong")],
    ["an endless one", bearer("t".repeat(1000))],
    ["a token from a web page", { ...bearer("token"), origin: "https://a.test" }],
    ["a token from an extension", { ...bearer("token"), origin: ORIGIN }],
    [
      "a ticket from another extension",
      { ...bearer(TICKET), origin: `chrome-extension://${"b".repeat(32)}` },
    ],
    ["a ticket from a web page", { ...bearer(TICKET), origin: "https://a.test" }],
    ["a bearer as Authorization", { authorization: "Bearer token" }],
  ])("is told 403 and nothing else: %s", async (_, headers) => {
    for (const id of [undefined, token]) {
      const { http, reply: told } = await pollRequest(server.port, {
        headers,
        ...(id === undefined ? {} : { token: id }),
      });
      expect(http.status).toBe(200);
      expect(told).toEqual({ status: 403 });
      expect(http.headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  it.each(["1.0.0", "", "3.0.0", "2"])("is told 403 for the version %j", async (vsn) => {
    const { reply: told } = await pollRequest(server.port, { headers: bearer("token"), vsn });
    expect(told).toEqual({ status: 403 });
  });
});

describe("an extension's poll", () => {
  it("is admitted by its ticket without an Origin, and with its own", async () => {
    expect((await pollOnce(server.port, undefined, TICKET)).status).toBe(410);
    const headers = { ...bearer(TICKET), origin: ORIGIN };
    expect((await pollRequest(server.port, { headers })).reply.status).toBe(410);
  });

  it("opens a session whose batches carry its Origin, and no other or none", async () => {
    const token = await session(TICKET);
    const send = async (headers: Record<string, string>): Promise<number> => {
      const body = JSON.stringify(heartbeat);
      return (await pollRequest(server.port, { method: "POST", token, headers, body })).reply.status;
    };
    expect(await send({ origin: ORIGIN })).toBe(200);
    expect(await send({})).toBe(410);
    expect(await send({ origin: "https://a.test" })).toBe(410);
    expect(await send({ origin: "null" })).toBe(410);
    expect(await send({ origin: `chrome-extension://${"b".repeat(32)}` })).toBe(410);
    const script = await session();
    const { reply: told } = await pollRequest(server.port, {
      method: "POST",
      token: script,
      headers: { origin: ORIGIN },
      body: JSON.stringify(heartbeat),
    });
    expect(told).toEqual({ status: 410 });
  });
});

describe("a request to the long poll that is none", () => {
  it.each(["OPTIONS", "PUT", "DELETE", "PATCH", "HEAD"])("is refused like any other: %s", async (method) => {
    const http = await fetch(`http://127.0.0.1:${server.port}/socket/longpoll?vsn=2.0.0`, { method });
    expect(http.status).toBe(403);
    expect(await http.text()).toBe("");
    for (const [name] of http.headers) expect(name).not.toMatch(/^access-control/);
  });

  it("does nothing for a batch without a session", async () => {
    for (const id of [undefined, "", "0".repeat(64)]) {
      const { reply: told } = await pollRequest(server.port, {
        method: "POST",
        headers: bearer("token"),
        body: JSON.stringify(heartbeat),
        ...(id === undefined ? {} : { token: id }),
      });
      expect(told).toEqual({ status: 410 });
    }
  });
});
