import { describe, expect, it } from "vitest";
import { admit } from "../../../../companion/server/door/admission.ts";
import type { DoorKeeper } from "../../../../companion/server/door/door-keeper.ts";
import type { RequestFacts } from "../../../../companion/server/door/request-facts.ts";

const PORT = 8737;
const ORIGIN = `chrome-extension://${"a".repeat(32)}`;
const FIREFOX = "moz-extension://01234567-89ab-cdef-0123-456789abcdef";
const BROWSER = { id: "b", kind: "browser", name: "Browser" } as const;
const SCRIPT = { id: "s", kind: "script", name: "Script" } as const;

const KEEPER: DoorKeeper = {
  port: PORT,
  clientOfTicket: (ticket, origin) => (ticket === "ticket" && origin === ORIGIN ? BROWSER : undefined),
  clientOfToken: (token) => (token === "token" ? SCRIPT : undefined),
};

const phoenix = (token: string): string =>
  `phoenix, base64url.bearer.phx.${Buffer.from(token).toString("base64").replaceAll("=", "")}`;
const lane = (bearer: string): string => `pagewire.lane.v1, pagewire.bearer.${bearer}`;

function request(
  target: string,
  headers: Record<string, string | readonly string[]>,
  { upgrade = true, method = "GET" } = {},
): RequestFacts {
  const all: Record<string, string | readonly string[]> = { Host: `127.0.0.1:${PORT}`, ...headers };
  const rawHeaders = Object.entries(all).flatMap(([name, value]) =>
    (typeof value === "string" ? [value] : value).flatMap((one) => [name, one]),
  );
  return { method, target, rawHeaders, upgrade };
}

const kindOf = (facts: RequestFacts): string => admit(facts, KEEPER).kind;
const CONTROL = "/socket/websocket?vsn=2.0.0";

describe("admit", () => {
  it.each([
    [
      "the proof to an extension",
      "/prove",
      { Origin: ORIGIN, "Sec-WebSocket-Protocol": "pagewire.v1" },
      "prove",
    ],
    [
      "the proof to a Firefox extension",
      "/prove",
      { Origin: FIREFOX, "Sec-WebSocket-Protocol": "pagewire.v1" },
      "prove",
    ],
    [
      "a control socket to a ticket",
      CONTROL,
      { Origin: ORIGIN, "Sec-WebSocket-Protocol": phoenix("ticket") },
      "control",
    ],
    [
      "a control socket to a token without an Origin",
      CONTROL,
      { "Sec-WebSocket-Protocol": phoenix("token") },
      "control",
    ],
    ["a lane to a ticket", "/raw", { Origin: ORIGIN, "Sec-WebSocket-Protocol": lane("ticket") }, "lane"],
    ["a lane to a token without an Origin", "/raw", { "Sec-WebSocket-Protocol": lane("token") }, "lane"],
  ])("opens %s", (_, target, headers, kind) => {
    expect(kindOf(request(target, headers))).toBe(kind);
  });

  const good = { Origin: ORIGIN, "Sec-WebSocket-Protocol": phoenix("ticket") };
  it.each([
    "localhost:8737",
    "127.0.0.1",
    "127.0.0.1:8738",
    "127.0.0.1:08737",
    "127.0.0.1.:8737",
    "127.1:8737",
    "2130706433:8737",
    "0.0.0.0:8737",
    "[::1]:8737",
    "[::ffff:127.0.0.1]:8737",
    "evil.test:8737",
    "127.0.0.1.evil.test:8737",
    "127.0.0.1:8737@evil.test",
    "evil.test@127.0.0.1:8737",
    " 127.0.0.1:8737",
    "127.0.0.1:8737,127.0.0.1:8737",
    "",
  ])("refuses everything under the Host %j", (host) => {
    expect(kindOf(request(CONTROL, { ...good, Host: host }))).toBe("refused");
    expect(kindOf(request("/", { Host: host }, { upgrade: false }))).toBe("refused");
  });

  it("refuses a doubled Host and a missing one", () => {
    expect(kindOf(request(CONTROL, { ...good, Host: ["127.0.0.1:8737", "127.0.0.1:8737"] }))).toBe("refused");
    expect(kindOf(request(CONTROL, { ...good, Host: [] }))).toBe("refused");
  });

  it.each([
    "null",
    "https://evil.test",
    "http://127.0.0.1:8737",
    "http://localhost:8737",
    "http://127.0.0.1",
    "file://",
    "chrome-extension://",
    `${ORIGIN}/`,
    `${ORIGIN}x`,
    `${ORIGIN}.evil.test`,
    `${ORIGIN}:8737`,
    `${ORIGIN}@evil.test`,
    ORIGIN.toUpperCase(),
    ` ${ORIGIN}`,
    `https://evil.test/${ORIGIN}`,
    `chrome-extension://${"b".repeat(32)}`,
    `chrome-extension://${"z".repeat(32)}`,
    "moz-extension://not-a-uuid",
    "safari-web-extension://01234567-89ab-cdef-0123-456789abcdef",
    "",
  ])("refuses a good ticket from the Origin %j", (origin) => {
    expect(kindOf(request(CONTROL, { ...good, Origin: origin }))).toBe("refused");
    expect(kindOf(request("/raw", { Origin: origin, "Sec-WebSocket-Protocol": lane("ticket") }))).toBe(
      "refused",
    );
  });

  it.each([
    ["no Origin with a ticket", CONTROL, { "Sec-WebSocket-Protocol": phoenix("ticket") }],
    ["two Origins", CONTROL, { "Sec-WebSocket-Protocol": phoenix("ticket"), Origin: [ORIGIN, ORIGIN] }],
    [
      "a token from a page",
      CONTROL,
      { Origin: "https://a.test", "Sec-WebSocket-Protocol": phoenix("token") },
    ],
    ["a token from an extension", CONTROL, { Origin: ORIGIN, "Sec-WebSocket-Protocol": phoenix("token") }],
    ["a wrong ticket", CONTROL, { Origin: ORIGIN, "Sec-WebSocket-Protocol": phoenix("other") }],
    [
      "an empty ticket",
      CONTROL,
      { Origin: ORIGIN, "Sec-WebSocket-Protocol": "phoenix, base64url.bearer.phx." },
    ],
    ["no ticket", CONTROL, { Origin: ORIGIN, "Sec-WebSocket-Protocol": "phoenix" }],
    [
      "a ticket in the URL",
      `${CONTROL}&token=ticket&authToken=ticket`,
      { Origin: ORIGIN, "Sec-WebSocket-Protocol": "phoenix" },
    ],
    [
      "a bearer without the protocol",
      CONTROL,
      { Origin: ORIGIN, "Sec-WebSocket-Protocol": phoenix("ticket").slice(9) },
    ],
    ["an endless bearer", "/raw", { "Sec-WebSocket-Protocol": lane("t".repeat(10_000)) }],
    ["version 1", "/socket/websocket?vsn=1.0.0", good],
    ["no version", "/socket/websocket", good],
    ["an unknown path", "/socket", good],
    ["an absolute target", `http://127.0.0.1:8737${CONTROL}`, good],
    ["a target with two slashes", `/${CONTROL}`, good],
    [
      "a lane without its subprotocol",
      "/raw",
      { Origin: ORIGIN, "Sec-WebSocket-Protocol": "pagewire.bearer.ticket" },
    ],
    ["a proof without an Origin", "/prove", { "Sec-WebSocket-Protocol": "pagewire.v1" }],
    ["a proof from a page", "/prove", { Origin: "https://a.test", "Sec-WebSocket-Protocol": "pagewire.v1" }],
    ["a proof without its subprotocol", "/prove", { Origin: ORIGIN }],
  ])("refuses %s", (_, target, headers) => {
    expect(kindOf(request(target, headers))).toBe("refused");
  });

  it.each<[string, RequestFacts]>([
    ["host", request(CONTROL, { ...good, Host: "localhost:8737" })],
    ["origin", request(CONTROL, { ...good, Origin: [ORIGIN, ORIGIN] })],
    ["origin", request("/raw", { Origin: "https://a.test" })],
    ["origin", request("/prove", { "Sec-WebSocket-Protocol": "pagewire.v1" })],
    ["origin", request("/prove", {}, { upgrade: false, method: "POST" })],
    ["target", request("//prove", good)],
    ["method", request(CONTROL, good, { method: "POST" })],
    ["method", request("/prove", {}, { upgrade: false, method: "PUT" })],
    ["site", request("/", { "Sec-Fetch-Site": "same-site" }, { upgrade: false })],
    ["path", request("/socket", good)],
    ["protocol", request("/prove", { Origin: ORIGIN })],
    ["protocol", request("/raw", { Origin: ORIGIN })],
    ["protocol", request(CONTROL, { Origin: ORIGIN })],
    ["version", request("/socket/websocket?vsn=1.0.0", good)],
    ["bearer", request(CONTROL, { "Sec-WebSocket-Protocol": phoenix("other") })],
    ["bearer", request("/raw", { Origin: ORIGIN, "Sec-WebSocket-Protocol": lane("token") })],
  ])("says that it was the %s, to the log", (why, facts) => {
    expect(admit(facts, KEEPER)).toEqual({ kind: "refused", why });
  });

  it.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])("refuses a page by %s", (method) => {
    expect(kindOf(request("/", {}, { upgrade: false, method }))).toBe("refused");
  });

  it("takes a word of the proof by POST from an extension, and from nobody else", () => {
    const post = (origin?: string, method = "POST"): string =>
      kindOf(request("/prove", origin === undefined ? {} : { Origin: origin }, { upgrade: false, method }));
    expect(post(ORIGIN)).toBe("prove-request");
    expect(post(FIREFOX)).toBe("prove-request");
    for (const origin of [
      undefined,
      "null",
      "https://evil.test",
      "http://127.0.0.1:8737",
      `${ORIGIN}.evil.test`,
    ]) {
      expect(post(origin), String(origin)).toBe("refused");
    }
    expect(post(ORIGIN, "GET")).toBe("refused");
    expect(post(ORIGIN, "OPTIONS")).toBe("refused");
  });

  it("shows a page to a person who followed a link, and nothing to a page that loads from here", () => {
    const from = (mode: string): RequestFacts =>
      request("/", { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": mode }, { upgrade: false });
    expect(kindOf(from("navigate"))).toBe("page");
    expect(kindOf(from("no-cors"))).toBe("refused");
    expect(kindOf(from("cors"))).toBe("refused");
  });

  it.each([
    ["cross-site", "navigate", "page"],
    ["cross-site", "no-cors", "refused"],
    ["cross-site", "cors", "refused"],
    ["cross-site", "websocket", "refused"],
    ["same-site", "navigate", "page"],
    ["same-site", "no-cors", "refused"],
    ["same-site", "cors", "refused"],
    ["same-origin", "no-cors", "page"],
    ["none", "navigate", "page"],
    ["none", "cors", "page"],
  ])("answers a request of %s and %s with %s, whichever page it is for", (site, mode, kind) => {
    const headers = { "Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode };
    for (const target of ["/", "/health", "/pair?link=x", "/pictures/tide.png", "/nowhere"]) {
      for (const method of ["GET", "HEAD"]) {
        expect(kindOf(request(target, headers, { upgrade: false, method })), target).toBe(kind);
      }
    }
  });

  it.each(["CONNECT", "TRACE", "get", "", "GET "])(
    "refuses every page and socket to the method %j",
    (method) => {
      for (const target of ["/", "/prove", "/raw", CONTROL]) {
        expect(kindOf(request(target, good, { upgrade: true, method })), target).toBe("refused");
        expect(kindOf(request(target, {}, { upgrade: false, method })), target).toBe("refused");
      }
    },
  );

  it.each(["*", "", "prove", "http://evil.test/prove", "//prove", "\\prove", "127.0.0.1:8737"])(
    "refuses the target %j to everybody",
    (target) => {
      const proving = { Origin: ORIGIN, "Sec-WebSocket-Protocol": "pagewire.v1" };
      expect(kindOf(request(target, proving))).toBe("refused");
      expect(kindOf(request(target, {}, { upgrade: false }))).toBe("refused");
    },
  );

  it("reads subprotocols from all their lines, and of several bearers the first alone", () => {
    const lines = ["pagewire.lane.v1", "pagewire.bearer.other", "pagewire.bearer.ticket"];
    expect(kindOf(request("/raw", { Origin: ORIGIN, "Sec-WebSocket-Protocol": lines }))).toBe("refused");
    const good = ["pagewire.lane.v1", "pagewire.bearer.ticket"];
    expect(kindOf(request("/raw", { Origin: ORIGIN, "Sec-WebSocket-Protocol": good }))).toBe("lane");
  });
});
