import { describe, expect, it } from "vitest";
import { type Admission, admit, type DoorRefusal } from "../../../../companion/server/door/admission.ts";
import type { DoorKeeper } from "../../../../companion/server/door/door-keeper.ts";
import type { RequestFacts } from "../../../../companion/server/door/request-facts.ts";

const PORT = 8737;
const ORIGIN = `chrome-extension://${"a".repeat(32)}`;
const OTHER = `chrome-extension://${"b".repeat(32)}`;
const BROWSER = { id: "b", kind: "browser", name: "Browser" } as const;
const SCRIPT = { id: "s", kind: "script", name: "Script" } as const;

const KEEPER: DoorKeeper = {
  port: PORT,
  clientOfTicket: (ticket, origin) => (ticket === "ticket" && origin === ORIGIN ? BROWSER : undefined),
  clientOfToken: (token) => (token === "token" ? SCRIPT : undefined),
  polls: {
    holderOfTicket: (ticket) => (ticket === "ticket" ? { client: BROWSER, origin: ORIGIN } : undefined),
    sessionOf: (id) => {
      if (id === "browsers")
        return { client: BROWSER, origin: ORIGIN, isBearer: (one) => one === "old ticket" };
      if (id === "scripts") return { client: SCRIPT, origin: undefined, isBearer: (one) => one === "token" };
      return undefined;
    },
  },
};

const FORBIDDEN: Admission = { kind: "poll-refused", status: 403 };
const GONE: Admission = { kind: "poll-refused", status: 410 };
const refused = (why: DoorRefusal): Admission => ({ kind: "refused", why });
const byTicket: Admission = { kind: "poll-open", client: BROWSER, origin: ORIGIN, bearer: "ticket" };
const byToken: Admission = { kind: "poll-open", client: SCRIPT, origin: undefined, bearer: "token" };

type Headers = Readonly<Record<string, string | readonly string[]>>;

function request(method: string, query: string, headers: Headers): RequestFacts {
  const all: Headers = { Host: `127.0.0.1:${PORT}`, ...headers };
  const rawHeaders = Object.entries(all).flatMap(([name, value]) =>
    (typeof value === "string" ? [value] : value).flatMap((one) => [name, one]),
  );
  return { method, target: `/socket/longpoll${query}`, rawHeaders, upgrade: false };
}

const FIRST = "?vsn=2.0.0&";
const withToken = (id: string): string => `?vsn=2.0.0&token=${id}`;
const bearer = (value: string | readonly string[], more: Headers = {}): Headers => ({
  "X-Phoenix-AuthToken": value,
  ...more,
});

describe("the door, to a poll", () => {
  it.each<[string, string, Headers, Admission]>([
    ["a script's token", FIRST, bearer("token"), byToken],
    ["a ticket without an Origin", FIRST, bearer("ticket"), byTicket],
    ["a ticket from its own Origin", FIRST, bearer("ticket", { Origin: ORIGIN }), byTicket],
    ["a token with an id that is gone", withToken("gone"), bearer("token"), byToken],
    ["a token with another client's id", withToken("browsers"), bearer("token"), byToken],
    ["a fresh ticket with an older one's id", withToken("browsers"), bearer("ticket"), byTicket],
  ])("opens a session for %s", (_, query, headers, expected) => {
    expect(admit(request("GET", query, headers), KEEPER)).toEqual(expected);
  });

  it.each<[string, string, Headers, string]>([
    ["its own token", withToken("scripts"), bearer("token"), "scripts"],
    [
      "the ticket it was opened with, expired or not",
      withToken("browsers"),
      bearer("old ticket"),
      "browsers",
    ],
    [
      "that ticket and its Origin",
      withToken("browsers"),
      bearer("old ticket", { Origin: ORIGIN }),
      "browsers",
    ],
    ["its id in a header", FIRST, bearer("token", { "X-Phoenix-LongPoll-Token": "scripts" }), "scripts"],
  ])("goes on with a session for %s", (_, query, headers, session) => {
    expect(admit(request("GET", query, headers), KEEPER)).toEqual({ kind: "poll", session });
  });

  it.each<[string, string, Headers]>([
    ["no bearer", FIRST, {}],
    ["an empty bearer", FIRST, bearer("")],
    ["a wrong bearer", FIRST, bearer("wrong")],
    ["two bearers", FIRST, bearer(["token", "token"])],
    ["an endless bearer", FIRST, bearer("t".repeat(513))],
    ["a bearer in the address", `${FIRST}authToken=token&token=token`, {}],
    ["a bearer as Authorization", FIRST, { Authorization: "Bearer token" }],
    ["a ticket from a page", FIRST, bearer("ticket", { Origin: "https://a.test" })],
    ["a ticket from another extension", FIRST, bearer("ticket", { Origin: OTHER })],
    ["a ticket from the Origin null", FIRST, bearer("ticket", { Origin: "null" })],
    ["a token from a page", FIRST, bearer("token", { Origin: "http://127.0.0.1:8737" })],
    ["a token from an extension", FIRST, bearer("token", { Origin: ORIGIN })],
    ["version 1", "?vsn=1.0.0&", bearer("token")],
    ["no version", "?", bearer("token")],
    ["an expired ticket with another client's id", withToken("scripts"), bearer("old ticket")],
    ["an expired ticket from another Origin", withToken("browsers"), bearer("old ticket", { Origin: OTHER })],
    ["an expired ticket with the id twice", `${withToken("browsers")}&token=browsers`, bearer("old ticket")],
    ["an id alone", withToken("scripts"), {}],
  ])("says the same 403 to %s", (_, query, headers) => {
    expect(admit(request("GET", query, headers), KEEPER)).toEqual(FORBIDDEN);
  });
});

describe("the door, to a batch", () => {
  it.each<[string, string, Headers, string]>([
    ["of a script, by the session's id alone", withToken("scripts"), {}, "scripts"],
    ["of an extension, from its Origin", withToken("browsers"), { Origin: ORIGIN }, "browsers"],
    ["with the id in a header", FIRST, { "X-Phoenix-LongPoll-Token": "scripts" }, "scripts"],
    ["with a bearer, which means nothing here", withToken("scripts"), bearer("wrong"), "scripts"],
  ])("lets one in %s", (_, query, headers, session) => {
    expect(admit(request("POST", query, headers), KEEPER)).toEqual({ kind: "poll-send", session });
  });

  it.each<[string, string, Headers]>([
    ["no session", FIRST, {}],
    ["no session and a good bearer", FIRST, bearer("token")],
    ["an unknown session", withToken("unknown"), {}],
    ["an empty id", withToken(""), {}],
    ["two ids", `${withToken("scripts")}&token=scripts`, {}],
    [
      "an id in the address and one in a header",
      withToken("scripts"),
      { "X-Phoenix-LongPoll-Token": "scripts" },
    ],
    ["a script's session from an extension", withToken("scripts"), { Origin: ORIGIN }],
    ["a script's session from a page", withToken("scripts"), { Origin: "https://a.test" }],
    ["an extension's session without an Origin", withToken("browsers"), {}],
    ["an extension's session from a page", withToken("browsers"), { Origin: "https://a.test" }],
    ["an extension's session from another", withToken("browsers"), { Origin: OTHER }],
    ["an extension's session from the Origin null", withToken("browsers"), { Origin: "null" }],
  ])("says the same 410 to %s", (_, query, headers) => {
    expect(admit(request("POST", query, headers), KEEPER)).toEqual(GONE);
  });
});

describe("the door, to anything else on the long poll's path", () => {
  it.each(["OPTIONS", "PUT", "DELETE", "PATCH", "HEAD", "get"])(
    "refuses %s as it refuses everything",
    (method) => {
      expect(admit(request(method, FIRST, bearer("token")), KEEPER)).toEqual(refused("method"));
    },
  );

  it.each(["localhost:8737", "127.0.0.1", "evil.test:8737", "127.0.0.1:8738"])(
    "refuses the Host %s",
    (host) => {
      for (const method of ["GET", "POST"]) {
        const facts = request(method, withToken("scripts"), bearer("token", { Host: host }));
        expect(admit(facts, KEEPER)).toEqual(refused("host"));
      }
    },
  );

  it("refuses two Origins", () => {
    const headers = { Origin: [ORIGIN, ORIGIN] };
    expect(admit(request("POST", withToken("browsers"), headers), KEEPER)).toEqual(refused("origin"));
  });

  it("is a path like any other where nobody may poll", () => {
    const { polls: _, ...keeper } = KEEPER;
    expect(admit(request("GET", FIRST, bearer("token")), keeper)).toMatchObject({ kind: "page" });
    expect(admit(request("POST", FIRST, {}), keeper)).toEqual(refused("method"));
  });
});
