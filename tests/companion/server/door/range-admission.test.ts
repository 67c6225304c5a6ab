import { describe, expect, it } from "vitest";
import { admit } from "../../../../companion/server/door/admission.ts";
import type { DoorKeeper } from "../../../../companion/server/door/door-keeper.ts";

const PORT = 8737;
const ORIGIN = `chrome-extension://${"a".repeat(32)}`;
const OTHER = `chrome-extension://${"b".repeat(32)}`;
const ID = "00112233445566778899aabbccddeeff";
const MIB = 1024 * 1024;
const BROWSER = { id: "b", kind: "browser", name: "Browser" } as const;
const SCRIPT = { id: "s", kind: "script", name: "Script" } as const;

const KEEPER: DoorKeeper = {
  port: PORT,
  clientOfTicket: (ticket, origin) => (ticket === "ticket" && origin === ORIGIN ? BROWSER : undefined),
  clientOfToken: (token) => (token === "token" ? SCRIPT : undefined),
  polls: {
    holderOfTicket: (ticket) => (ticket === "ticket" ? { client: BROWSER, origin: ORIGIN } : undefined),
    sessionOf: () => undefined,
  },
};

type Headers = Record<string, string | readonly string[]>;
const GOOD: Headers = { Authorization: "Bearer ticket", Range: "bytes=0-9" };

function asked(headers: Headers, target = `/raw/${ID}`, method = "GET") {
  const rawHeaders = Object.entries({ Host: `127.0.0.1:${PORT}`, ...headers }).flatMap(([name, value]) =>
    (typeof value === "string" ? [value] : value).flatMap((one) => [name, one]),
  );
  return admit({ method, target, rawHeaders, upgrade: false }, KEEPER);
}

describe("a request for bytes of a file", () => {
  it.each<[string, Headers, object]>([
    ["a ticket, as an extension sends it", GOOD, { client: BROWSER, first: 0, last: 9 }],
    ["a ticket from its Origin", { ...GOOD, Origin: ORIGIN }, { client: BROWSER }],
    ["a script's token", { ...GOOD, Authorization: "Bearer token" }, { client: SCRIPT }],
    ["one byte", { ...GOOD, Range: "bytes=7-7" }, { first: 7, last: 7 }],
    ["the largest piece", { ...GOOD, Range: `bytes=0-${16 * MIB - 1}` }, { first: 0, last: 16 * MIB - 1 }],
    [
      "the last byte that an offset can name",
      { ...GOOD, Range: "bytes=9007199254740990-9007199254740990" },
      { first: 9_007_199_254_740_990 },
    ],
  ])("is let in with %s", (_, headers, range) => {
    expect(asked(headers)).toMatchObject({ kind: "range", id: ID, ...range });
  });

  it.each<[string, Headers, string]>([
    ["no bearer", { ...GOOD, Authorization: [] }, "bearer"],
    ["two bearers", { ...GOOD, Authorization: ["Bearer ticket", "Bearer ticket"] }, "bearer"],
    ["a wrong ticket", { ...GOOD, Authorization: "Bearer other" }, "bearer"],
    ["an empty one", { ...GOOD, Authorization: "Bearer " }, "bearer"],
    ["another scheme", { ...GOOD, Authorization: "Basic ticket" }, "bearer"],
    ["a scheme in small letters", { ...GOOD, Authorization: "bearer ticket" }, "bearer"],
    ["a bearer of 8 kB", { ...GOOD, Authorization: `Bearer ${"t".repeat(8_000)}` }, "bearer"],
    ["another extension's Origin", { ...GOOD, Origin: OTHER }, "bearer"],
    ["a token with an Origin", { ...GOOD, Authorization: "Bearer token", Origin: ORIGIN }, "bearer"],
    ["a page's Origin", { ...GOOD, Origin: "https://evil.test" }, "origin"],
    ["the Origin null", { ...GOOD, Origin: "null" }, "origin"],
    ["the companion's own Origin", { ...GOOD, Origin: `http://127.0.0.1:${PORT}` }, "origin"],
    ["two Origins", { ...GOOD, Origin: [ORIGIN, ORIGIN] }, "origin"],
    ["another Host", { ...GOOD, Host: "evil.test:8737" }, "host"],
    ["another port", { ...GOOD, Host: "127.0.0.1:8738" }, "host"],
    ["no range", { ...GOOD, Range: [] }, "range"],
    ["two range headers", { ...GOOD, Range: ["bytes=0-1", "bytes=0-1"] }, "range"],
    ...[
      ...["bytes=0-", "bytes=-1", "bytes=5-4", "bytes=0-1,3-4", "bytes=0-1, 3-4", "bytes=a-b", "bytes=0-1x"],
      ...[
        "bytes= 0-1",
        " bytes=0-1 ",
        "items=0-1",
        "0-1",
        "",
        "bytes=0x0-0x1",
        "bytes=-5-1",
        "bytes=1e3-1e4",
      ],
      ...[`bytes=0-${16 * MIB}`, "bytes=0-9007199254740991", "bytes=9007199254740992-9007199254740993"],
      ...[`bytes=${"9".repeat(400)}-${"9".repeat(400)}`, `bytes=${"0".repeat(4_000)}-1`, "bytes=٠-١"],
    ].map((range): [string, Headers, string] => [
      `the range ${range.slice(0, 40)}`,
      { ...GOOD, Range: range },
      "range",
    ]),
  ])("is refused with %s", (_, headers, why) => {
    expect(asked(headers)).toEqual({ kind: "refused", why });
  });

  it.each([
    ["/raw/", "range"],
    ["/raw/..", undefined],
    [`/raw/${ID}/`, "range"],
    [`/raw/${ID}0`, "range"],
    [`/raw/${ID.slice(1)}`, "range"],
    [`/raw/${ID.toUpperCase()}`, "range"],
    [`/raw/../${ID}`, undefined],
    [`/raw/%2e%2e/${ID}`, undefined],
    [`/raw/${ID.slice(2)}%00`, "range"],
    ["/raw/../../etc/passwd", undefined],
    [`//evil.test/raw/${ID}`, "target"],
    [`http://evil.test/raw/${ID}`, "target"],
  ])("to %s is none", (target, why) => {
    const admission = asked(GOOD, target);
    // What leads elsewhere is a page's address, and no such page exists.
    if (why === undefined) expect(admission.kind).toBe("page");
    else expect(admission).toEqual({ kind: "refused", why });
  });

  it.each(["HEAD", "POST", "PUT", "OPTIONS", "DELETE", "TRACE", ""])("by %j is refused", (method) => {
    expect(asked(GOOD, `/raw/${ID}`, method)).toEqual({ kind: "refused", why: "method" });
  });
});
