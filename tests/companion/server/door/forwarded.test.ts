/** The door for what comes through another port than the companion's own: a script's sockets, and nothing else. */

import { describe, expect, it } from "vitest";
import { admit } from "../../../../companion/server/door/admission.ts";
import type { DoorKeeper } from "../../../../companion/server/door/door-keeper.ts";
import type { RequestFacts } from "../../../../companion/server/door/request-facts.ts";

const PORT = 8737;
const ORIGIN = `chrome-extension://${"a".repeat(32)}`;
const SCRIPT = { id: "s", kind: "script", name: "Script" } as const;
const OWNER = { id: "owner", kind: "owner", name: "owner" } as const;
const BROWSER = { id: "b", kind: "browser", name: "Browser" } as const;
const KEEPER: DoorKeeper = {
  port: PORT,
  clientOfTicket: (ticket, origin) => (ticket === "ticket" && origin === ORIGIN ? BROWSER : undefined),
  clientOfToken: (token) => (token === "token" ? SCRIPT : token === "owner" ? OWNER : undefined),
  polls: {
    holderOfTicket: (ticket) => (ticket === "ticket" ? { client: BROWSER, origin: ORIGIN } : undefined),
    sessionOf: (id) =>
      id === "session"
        ? { client: SCRIPT, origin: undefined, isBearer: (bearer) => bearer === "token" }
        : undefined,
  },
};

const CONTROL = "/socket/websocket?vsn=2.0.0";
const POLL = "/socket/longpoll?vsn=2.0.0";
const phoenix = (token: string) => ({
  "Sec-WebSocket-Protocol": `phoenix, base64url.bearer.phx.${Buffer.from(token).toString("base64").replaceAll("=", "")}`,
});
const lane = (bearer: string) => ({
  "Sec-WebSocket-Protocol": `pagewire.lane.v1, pagewire.bearer.${bearer}`,
});
const FORWARDED = "127.0.0.1:40123";

type Headers = Record<string, string | readonly string[]>;

function request(target: string, headers: Headers, { upgrade = true, method = "GET" } = {}): RequestFacts {
  const all: Headers = { Host: FORWARDED, ...headers };
  const rawHeaders = Object.entries(all).flatMap(([name, value]) =>
    (typeof value === "string" ? [value] : value).flatMap((one) => [name, one]),
  );
  return { method, target, rawHeaders, upgrade };
}

describe("admit, through a forwarded port", () => {
  it.each([FORWARDED, "127.0.0.1:1", "127.0.0.1:65535", `127.0.0.1:${PORT}`])(
    "lets a script's token in from %s",
    (host) => {
      expect(admit(request(CONTROL, { ...phoenix("token"), Host: host }), KEEPER)).toEqual({
        kind: "control",
        client: SCRIPT,
      });
      expect(admit(request("/raw", { ...lane("token"), Host: host }), KEEPER)).toEqual({
        kind: "lane",
        client: SCRIPT,
      });
    },
  );

  it.each<[string, RequestFacts]>([
    ["the owner's token on a control socket", request(CONTROL, phoenix("owner"))],
    ["the owner's token on a lane", request("/raw", lane("owner"))],
    ["a browser's ticket with its Origin", request(CONTROL, { ...phoenix("ticket"), Origin: ORIGIN })],
    ["a browser's ticket without one", request(CONTROL, phoenix("ticket"))],
    ["a browser's ticket on a lane", request("/raw", { ...lane("ticket"), Origin: ORIGIN })],
    ["a token with an extension's Origin", request(CONTROL, { ...phoenix("token"), Origin: ORIGIN })],
    [
      "a token with a page's Origin",
      request(CONTROL, { ...phoenix("token"), Origin: "http://127.0.0.1:40123" }),
    ],
    ["a token with an Origin that says nothing", request(CONTROL, { ...phoenix("token"), Origin: "null" })],
    ["a token with an empty Origin", request(CONTROL, { ...phoenix("token"), Origin: "" })],
    ["a token that is not known", request(CONTROL, phoenix("other"))],
    ["no token", request(CONTROL, { "Sec-WebSocket-Protocol": "phoenix" })],
    ["a token in the address", request(`${CONTROL}&token=token`, { "Sec-WebSocket-Protocol": "phoenix" })],
    ["the proof", request("/prove", { Origin: ORIGIN, "Sec-WebSocket-Protocol": "pagewire.v1" })],
    ["the proof without an Origin", request("/prove", { "Sec-WebSocket-Protocol": "pagewire.v1" })],
    ["the proof by request", request("/prove", { Origin: ORIGIN }, { upgrade: false, method: "POST" })],
    ["a page", request("/", {}, { upgrade: false })],
    ["a page by an upgrade", request("/", phoenix("token"))],
    ["the pairing page", request("/pair?link=x", {}, { upgrade: false })],
    ["the health", request("/health", {}, { upgrade: false })],
    ["a poll", request(POLL, { "X-Phoenix-AuthToken": "token" }, { upgrade: false })],
    [
      "a poll of a session",
      request(`${POLL}&token=session`, { "X-Phoenix-AuthToken": "token" }, { upgrade: false }),
    ],
    ["what is sent to a session", request(`${POLL}&token=session`, {}, { upgrade: false, method: "POST" })],
    ["a method of no upgrade", request(CONTROL, phoenix("token"), { method: "POST" })],
    ["another version of channels", request("/socket/websocket?vsn=1.0.0", phoenix("token"))],
    ["a target of another server", request("http://127.0.0.1:40123/raw", lane("token"))],
    ["a target with two slashes", request("//127.0.0.1:40123/raw", lane("token"))],
    ["two Hosts", request(CONTROL, { ...phoenix("token"), Host: [FORWARDED, FORWARDED] })],
    [
      "two Hosts, one our own",
      request(CONTROL, { ...phoenix("token"), Host: [`127.0.0.1:${PORT}`, FORWARDED] }),
    ],
    ["no Host", request(CONTROL, { ...phoenix("token"), Host: [] })],
  ])("refuses %s", (_, facts) => {
    expect(admit(facts, KEEPER)).toMatchObject({ kind: "refused" });
  });

  it.each([
    "localhost:40123",
    "127.0.0.1",
    "127.0.0.1:",
    "127.0.0.1:0",
    "127.0.0.1:65536",
    "127.0.0.1:99999",
    "127.0.0.1:040123",
    "127.0.0.1:4 0123",
    "127.0.0.1:40123 ",
    "127.0.0.1:+40123",
    "127.0.0.1:1e4",
    "127.0.0.1:0x50",
    "127.0.0.2:40123",
    "127.1:40123",
    "2130706433:40123",
    "0.0.0.0:40123",
    "[::1]:40123",
    "[::ffff:127.0.0.1]:40123",
    "evil.test:40123",
    "127.0.0.1.evil.test:40123",
    "127.0.0.1:40123@evil.test",
    "evil.test@127.0.0.1:40123",
    "127.0.0.1:40123,127.0.0.1:8737",
    "",
  ])("refuses a script's token under the Host %j", (host) => {
    expect(admit(request(CONTROL, { ...phoenix("token"), Host: host }), KEEPER)).toMatchObject({
      kind: "refused",
      why: "host",
    });
    expect(admit(request("/raw", { ...lane("token"), Host: host }), KEEPER)).toMatchObject({
      kind: "refused",
    });
  });
});
