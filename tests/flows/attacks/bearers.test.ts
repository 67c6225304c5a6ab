import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AttackedCompanion, openAttackedCompanion, phoenix } from "../../support/attacked-companion.ts";
import { pagewire } from "../../support/companion-process.ts";
import { Listening, ORIGIN, openLane, pairBy, ticketOf } from "../../support/node-browser.ts";
import { head, REFUSED_UPGRADE, rawRequest, UPGRADE } from "../../support/raw-request.ts";

let attacked: AttackedCompanion;
beforeAll(async () => {
  attacked = await openAttackedCompanion();
});
afterAll(() => attacked?.close());

const host = (): string => `Host: 127.0.0.1:${attacked.port}`;
const upgrade = (target: string, lines: readonly string[]): Promise<string> =>
  rawRequest(attacked.port, head([`GET ${target} HTTP/1.1`, host(), ...UPGRADE, ...lines]));
const CONTROL = "/socket/websocket?vsn=2.0.0";
const protocols = (...offered: string[]): string => `Sec-WebSocket-Protocol: ${offered.join(", ")}`;

/** A lane and a control socket with a bearer. */
const bothSockets = (bearer: string, ...lines: string[]): Promise<string[]> =>
  Promise.all([
    upgrade("/raw", [...lines, protocols("pagewire.lane.v1", `pagewire.bearer.${bearer}`)]),
    upgrade(CONTROL, [...lines, protocols(...phoenix(bearer))]),
  ]);

describe("a bearer that is none", () => {
  it.each([
    ["nothing", () => ""],
    ["zeros", () => "0".repeat(64)],
    ["the ticket without its last digit", (good: string) => good.slice(0, -1)],
    ["the ticket with one digit more", (good: string) => `${good}0`],
    [
      "the ticket with its last digit changed",
      (good: string) => good.slice(0, -1) + (good.endsWith("0") ? "1" : "0"),
    ],
    ["the ticket in capitals", (good: string) => good.toUpperCase()],
    ["the ticket backwards", (good: string) => [...good].reverse().join("")],
    ["the ticket twice", (good: string) => good + good],
    ["the ticket behind a zero", (good: string) => `0${good}`],
    ["the client's id", () => attacked.browser.clientId],
    ["the companion's id", () => attacked.browser.companionId],
    ["a name every object has", () => "__proto__"],
    ["another name every object has", () => "constructor"],
    ["a token's prefix", () => "pwt_"],
    ["an owner's prefix", () => "pwo_"],
    ["a token of zeros", () => `pwt_${"0".repeat(64)}`],
    ["an owner's token of zeros", () => `pwo_${"0".repeat(64)}`],
    ["five hundred letters", () => "a".repeat(500)],
    ["six thousand letters", () => "a".repeat(5_500)],
  ])("opens nothing: %s", async (_, bearerOf) => {
    const heard = [
      ...(await bothSockets(bearerOf(attacked.ticket), `Origin: ${ORIGIN}`)),
      ...(await bothSockets(bearerOf(attacked.token))),
    ];
    for (const answer of heard) expect(answer).toBe(REFUSED_UPGRADE);
    await attacked.unharmed(...heard);
  });
});

describe("a good bearer in the wrong place", () => {
  it.each<[string, (ticket: string, token: string) => Promise<string>]>([
    ["a ticket without an Origin on a lane", async (ticket) => (await bothSockets(ticket))[0] ?? ""],
    [
      "a ticket without an Origin on a control socket",
      async (ticket) => (await bothSockets(ticket))[1] ?? "",
    ],
    [
      "a ticket in the URL",
      (ticket) =>
        upgrade(`/raw?token=${ticket}&ticket=${ticket}&authToken=${ticket}`, [
          `Origin: ${ORIGIN}`,
          protocols("pagewire.lane.v1"),
        ]),
    ],
    [
      "a token in the URL",
      (_, token) => upgrade(`${CONTROL}&token=${token}&auth_token=${token}`, [protocols("phoenix")]),
    ],
    [
      "a ticket in the path",
      (ticket) => upgrade(`/raw/${ticket}`, [`Origin: ${ORIGIN}`, protocols("pagewire.lane.v1")]),
    ],
    [
      "a token as Authorization",
      (_, token) => upgrade("/raw", [`Authorization: Bearer ${token}`, protocols("pagewire.lane.v1")]),
    ],
    [
      "a token as a cookie",
      (_, token) => upgrade("/raw", [`Cookie: token=${token}`, protocols("pagewire.lane.v1")]),
    ],
    [
      "a ticket as a long poll's header on a lane",
      (ticket) =>
        upgrade("/raw", [
          `Origin: ${ORIGIN}`,
          `X-Phoenix-AuthToken: ${ticket}`,
          protocols("pagewire.lane.v1"),
        ]),
    ],
    [
      "a ticket alone, without the lane's protocol",
      (ticket) => upgrade("/raw", [`Origin: ${ORIGIN}`, protocols(`pagewire.bearer.${ticket}`)]),
    ],
    [
      "a ticket the way channels carry it, on a lane",
      (ticket) => upgrade("/raw", [`Origin: ${ORIGIN}`, protocols(...phoenix(ticket))]),
    ],
    [
      "a ticket the way lanes carry it, on a control socket",
      (ticket) => upgrade(CONTROL, [`Origin: ${ORIGIN}`, protocols("phoenix", `pagewire.bearer.${ticket}`)]),
    ],
    [
      "a ticket without base64, on a control socket",
      (ticket) =>
        upgrade(CONTROL, [`Origin: ${ORIGIN}`, protocols("phoenix", `base64url.bearer.phx.${ticket}`)]),
    ],
    [
      "a ticket on the first version's socket",
      (ticket) =>
        upgrade("/socket/websocket?vsn=1.0.0", [`Origin: ${ORIGIN}`, protocols(...phoenix(ticket))]),
    ],
    [
      "a ticket on a socket of no version",
      (ticket) => upgrade("/socket/websocket", [`Origin: ${ORIGIN}`, protocols(...phoenix(ticket))]),
    ],
    [
      "a wrong bearer in front of the good one",
      (ticket) =>
        upgrade("/raw", [
          `Origin: ${ORIGIN}`,
          protocols("pagewire.lane.v1", "pagewire.bearer.0", `pagewire.bearer.${ticket}`),
        ]),
    ],
    [
      "a ticket under a path that ends in a slash",
      (ticket) =>
        upgrade("/raw/", [`Origin: ${ORIGIN}`, protocols("pagewire.lane.v1", `pagewire.bearer.${ticket}`)]),
    ],
    [
      "a ticket under a path in capitals",
      (ticket) =>
        upgrade("/RAW", [`Origin: ${ORIGIN}`, protocols("pagewire.lane.v1", `pagewire.bearer.${ticket}`)]),
    ],
    [
      "a ticket by POST",
      (ticket) =>
        rawRequest(
          attacked.port,
          head([
            "POST /raw HTTP/1.1",
            host(),
            ...UPGRADE,
            `Origin: ${ORIGIN}`,
            protocols("pagewire.lane.v1", `pagewire.bearer.${ticket}`),
          ]),
        ),
    ],
    [
      "a ticket with no key of an upgrade",
      (ticket) =>
        rawRequest(
          attacked.port,
          head([
            "GET /raw HTTP/1.1",
            host(),
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            `Origin: ${ORIGIN}`,
            protocols("pagewire.lane.v1", `pagewire.bearer.${ticket}`),
          ]),
        ),
    ],
    [
      "a ticket with another version of WebSocket",
      (ticket) =>
        rawRequest(
          attacked.port,
          head([
            "GET /raw HTTP/1.1",
            host(),
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 7",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            `Origin: ${ORIGIN}`,
            protocols("pagewire.lane.v1", `pagewire.bearer.${ticket}`),
          ]),
        ),
    ],
    [
      "a ticket with another upgrade",
      (ticket) =>
        rawRequest(
          attacked.port,
          head([
            "GET /raw HTTP/1.1",
            host(),
            "Connection: Upgrade",
            "Upgrade: h2c",
            `Origin: ${ORIGIN}`,
            protocols("pagewire.lane.v1", `pagewire.bearer.${ticket}`),
          ]),
        ),
    ],
  ])("opens nothing: %s", async (_, attack) => {
    const heard = await attack(attacked.ticket, attacked.token);
    expect(heard).toBe(REFUSED_UPGRADE);
    await attacked.unharmed(heard);
  });
});

describe("a bearer whose time is over", () => {
  it("opens nothing once it is revoked, from either side of the revocation", async () => {
    const { home } = attacked.process;
    const browser = await pairBy((await attacked.newLink()).pairUrl, "Short-lived");
    const ticket = await ticketOf(browser);
    attacked.secrets.add(ticket).add(browser.key.toString("hex"));
    const lane = await openLane(attacked.port, ticket);
    await pagewire(home, ["revoke", browser.clientId]);
    expect(await lane.closed()).toBe(4401);
    await attacked.rememberClients();
    const heard = await bothSockets(ticket, `Origin: ${ORIGIN}`);
    for (const answer of heard) expect(answer).toBe(REFUSED_UPGRADE);
    await expect(ticketOf(browser)).rejects.toThrow("revoked");
    await attacked.unharmed(...heard);
  });

  it("opens nothing after a restart, and neither does the owner's token of the run before", async () => {
    const again = await openAttackedCompanion();
    try {
      const before = { ticket: again.ticket, owner: again.ownerToken };
      await again.process.kill();
      await again.process.restart();
      const { port } = again;
      const lane = new Listening(
        `ws://127.0.0.1:${port}/raw`,
        ["pagewire.lane.v1", `pagewire.bearer.${before.ticket}`],
        { origin: ORIGIN },
      );
      expect(await lane.opened()).toBe(false);
      const control = new Listening(`ws://127.0.0.1:${port}${CONTROL}`, phoenix(before.owner), {});
      expect(await control.opened()).toBe(false);
    } finally {
      await again.close();
    }
  });
});
