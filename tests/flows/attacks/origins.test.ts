import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type AttackedCompanion,
  OTHER_ORIGIN,
  openAttackedCompanion,
  phoenix,
} from "../../support/attacked-companion.ts";
import { ORIGIN } from "../../support/node-browser.ts";
import { head, REFUSED_UPGRADE, rawRequest, UPGRADE } from "../../support/raw-request.ts";

let attacked: AttackedCompanion;
beforeAll(async () => {
  attacked = await openAttackedCompanion();
});
afterAll(() => attacked?.close());

const host = (): string => `Host: 127.0.0.1:${attacked.port}`;

/** A lane, a control socket and a poll with this bearer and these Origin lines. */
async function sockets(bearer: string, origins: readonly string[]): Promise<string[]> {
  const lines = [
    [
      "GET /raw HTTP/1.1",
      host(),
      ...UPGRADE,
      ...origins,
      `Sec-WebSocket-Protocol: pagewire.lane.v1, pagewire.bearer.${bearer}`,
    ],
    [
      "GET /socket/websocket?vsn=2.0.0 HTTP/1.1",
      host(),
      ...UPGRADE,
      ...origins,
      `Sec-WebSocket-Protocol: ${phoenix(bearer).join(", ")}`,
    ],
  ];
  return await Promise.all(lines.map((one) => rawRequest(attacked.port, head(one))));
}

const poll = (bearer: string, origins: readonly string[]): Promise<string> =>
  rawRequest(
    attacked.port,
    head([
      "GET /socket/longpoll?vsn=2.0.0 HTTP/1.1",
      host(),
      ...origins,
      `X-Phoenix-AuthToken: ${bearer}`,
      "Connection: close",
    ]),
  );

const prove = (origins: readonly string[]): Promise<string> =>
  rawRequest(
    attacked.port,
    head(["GET /prove HTTP/1.1", host(), ...UPGRADE, ...origins, "Sec-WebSocket-Protocol: pagewire.v1"]),
  );

const proveByRequest = (origins: readonly string[]): Promise<string> =>
  rawRequest(
    attacked.port,
    `${head(["POST /prove HTTP/1.1", host(), ...origins, "Content-Length: 2", "Connection: close"])}{}`,
  );

const NOT_EXTENSIONS: readonly (readonly [string, string])[] = [
  ["null, as a sandboxed frame has", "null"],
  ["NULL in capitals", "NULL"],
  ["nothing behind the colon", ""],
  ["undefined", "undefined"],
  ["a star", "*"],
  ["a page over https", "https://evil.test"],
  ["a page over http", "http://evil.test"],
  ["a page on this computer", "http://127.0.0.1"],
  ["a page on localhost", "http://localhost:3000"],
  ["a page on IPv6 loopback", "http://[::1]:3000"],
  ["a page in a file", "file://"],
  ["a data URL", "data:text/html,x"],
  ["a blob URL", "blob:https://evil.test/1"],
  ["Chrome's own pages", "chrome://newtab"],
  ["the developer tools", "devtools://devtools"],
  ["an extension's scheme without an id", "chrome-extension://"],
  ["an id that is too short", `chrome-extension://${"a".repeat(31)}`],
  ["an id that is too long", `chrome-extension://${"a".repeat(33)}`],
  ["an id of letters no id has", `chrome-extension://${"q".repeat(32)}`],
  ["an id in capitals", `chrome-extension://${"A".repeat(32)}`],
  ["our Origin in capitals", ORIGIN.toUpperCase()],
  ["our Origin with a slash behind it", `${ORIGIN}/`],
  ["our Origin with a path behind it", `${ORIGIN}/popup.html`],
  ["our Origin with a port", `${ORIGIN}:80`],
  ["our Origin with a dot behind it", `${ORIGIN}.`],
  ["our Origin as a name's beginning", `${ORIGIN}.evil.test`],
  ["our Origin behind userinfo", `chrome-extension://x@${"a".repeat(32)}`],
  ["our Origin as userinfo", `${ORIGIN}@evil.test`],
  ["our Origin in a path", `https://evil.test/${ORIGIN}`],
  ["our Origin behind another", `https://evil.test, ${ORIGIN}`],
  ["our Origin in front of another", `${ORIGIN}, https://evil.test`],
  ["our Origin behind a space inside", `chrome-extension: //${"a".repeat(32)}`],
  ["our Origin with one slash", `chrome-extension:/${"a".repeat(32)}`],
  ["our id under https", `https://${"a".repeat(32)}`],
  ["our id under an older scheme", `chromium-extension://${"a".repeat(32)}`],
  ["a Firefox extension without a UUID", "moz-extension://evil"],
  ["a Firefox extension with a UUID in capitals", "moz-extension://01234567-89AB-CDEF-0123-456789ABCDEF"],
  ["a Safari extension", "safari-web-extension://01234567-89ab-cdef-0123-456789abcdef"],
  ["a tab behind our Origin's id", `${ORIGIN}\tx`],
  ["a byte that is no ASCII", `${ORIGIN}\xe9`],
  ["an escape sequence", "\u009b31mchrome-extension://x"],
];

describe("a good ticket from an Origin that is no extension's", () => {
  it.each(NOT_EXTENSIONS)("opens nothing: %s", async (_, origin) => {
    const lines = [`Origin: ${origin}`];
    const upgrades = [...(await sockets(attacked.ticket, lines)), await prove(lines)];
    for (const answer of upgrades) expect(answer).toBe(REFUSED_UPGRADE);
    const polled = await poll(attacked.ticket, lines);
    expect(polled).toContain('{"status":403}');
    const proven = await proveByRequest(lines);
    expect(proven).toContain("403 Forbidden");
    await attacked.unharmed(...upgrades, polled, proven);
  });
});

describe("a good ticket from an extension it was not given to", () => {
  it.each([
    ["another Chromium extension", OTHER_ORIGIN],
    ["a Firefox extension", "moz-extension://01234567-89ab-cdef-0123-456789abcdef"],
    ["an id that differs in its last letter", `chrome-extension://${"a".repeat(31)}b`],
  ])("opens nothing: %s", async (_, origin) => {
    const lines = [`Origin: ${origin}`];
    const upgrades = await sockets(attacked.ticket, lines);
    for (const answer of upgrades) expect(answer).toBe(REFUSED_UPGRADE);
    const polled = await poll(attacked.ticket, lines);
    expect(polled).toContain('{"status":403}');
    await attacked.unharmed(...upgrades, polled);
  });
});

describe("several Origins", () => {
  it.each([
    ["ours twice", [`Origin: ${ORIGIN}`, `Origin: ${ORIGIN}`]],
    ["ours in front of a page's", [`Origin: ${ORIGIN}`, "Origin: https://evil.test"]],
    ["ours behind a page's", ["Origin: https://evil.test", `Origin: ${ORIGIN}`]],
    ["ours in front of null", [`Origin: ${ORIGIN}`, "Origin: null"]],
    ["ours in front of an empty one", [`Origin: ${ORIGIN}`, "Origin:"]],
    ["ours and the same in another case of the name", [`Origin: ${ORIGIN}`, `oRIGIN: ${ORIGIN}`]],
  ])("open nothing: %s", async (_, lines) => {
    const upgrades = [...(await sockets(attacked.ticket, lines)), await prove(lines)];
    for (const answer of upgrades) expect(answer).toBe(REFUSED_UPGRADE);
    const polled = await poll(attacked.ticket, lines);
    expect(polled).toContain("403");
    await attacked.unharmed(...upgrades, polled);
  });
});

describe("an Origin that only stands elsewhere", () => {
  it.each([
    ["a Referer", [`Referer: ${ORIGIN}/popup.html`]],
    ["an X-Origin", [`X-Origin: ${ORIGIN}`]],
    ["the older Sec-WebSocket-Origin", [`Sec-WebSocket-Origin: ${ORIGIN}`]],
    ["no line at all", []],
  ])("opens nothing: %s", async (_, lines) => {
    const upgrades = [...(await sockets(attacked.ticket, lines)), await prove(lines)];
    for (const answer of upgrades) expect(answer).toBe(REFUSED_UPGRADE);
    await attacked.unharmed(...upgrades);
  });
});

describe("a script's token", () => {
  it.each([
    ["a page", "Origin: https://evil.test"],
    ["null", "Origin: null"],
    ["the paired extension", `Origin: ${ORIGIN}`],
    ["another extension", `Origin: ${OTHER_ORIGIN}`],
    ["an empty Origin", "Origin:"],
  ])("opens nothing from %s", async (_, line) => {
    for (const bearer of [attacked.token, attacked.ownerToken]) {
      const upgrades = await sockets(bearer, [line]);
      for (const answer of upgrades) expect(answer).toBe(REFUSED_UPGRADE);
      const polled = await poll(bearer, [line]);
      expect(polled).toContain('{"status":403}');
      await attacked.unharmed(...upgrades, polled);
    }
  });
});
