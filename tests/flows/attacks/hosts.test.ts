import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AttackedCompanion, openAttackedCompanion, phoenix } from "../../support/attacked-companion.ts";
import { ORIGIN } from "../../support/node-browser.ts";
import { head, RawConnection, REFUSED_UPGRADE, rawRequest, UPGRADE } from "../../support/raw-request.ts";

let attacked: AttackedCompanion;
beforeAll(async () => {
  attacked = await openAttackedCompanion();
});
afterAll(() => attacked?.close());

const REFUSED_PAGE = "HTTP/1.1 403 Forbidden";

/** Everything a stranger could want, with a good ticket in hand: only the Host's lines are his own. */
async function everyDoor(hosts: readonly string[], targetPrefix = ""): Promise<string[]> {
  const { port, ticket } = attacked;
  const at = (method: string, target: string): string => `${method} ${targetPrefix}${target} HTTP/1.1`;
  const upgrades = [
    [at("GET", "/prove"), ...hosts, ...UPGRADE, `Origin: ${ORIGIN}`, "Sec-WebSocket-Protocol: pagewire.v1"],
    [
      at("GET", "/raw"),
      ...hosts,
      ...UPGRADE,
      `Origin: ${ORIGIN}`,
      `Sec-WebSocket-Protocol: pagewire.lane.v1, pagewire.bearer.${ticket}`,
    ],
    [
      at("GET", "/socket/websocket?vsn=2.0.0"),
      ...hosts,
      ...UPGRADE,
      `Origin: ${ORIGIN}`,
      `Sec-WebSocket-Protocol: ${phoenix(ticket).join(", ")}`,
    ],
  ];
  const requests = [
    [at("GET", "/"), ...hosts],
    [at("GET", "/health"), ...hosts],
    [at("GET", "/pair?link=0"), ...hosts],
    [at("POST", "/prove"), ...hosts, `Origin: ${ORIGIN}`, "Content-Length: 0"],
    [at("GET", "/socket/longpoll?vsn=2.0.0"), ...hosts, `X-Phoenix-AuthToken: ${ticket}`],
  ];
  const answers = await Promise.all(upgrades.map((lines) => rawRequest(port, head(lines))));
  for (const answer of answers) expect(answer).toBe(REFUSED_UPGRADE);
  const plain = await Promise.all(requests.map((lines) => rawRequest(port, head(lines))));
  for (const answer of plain) expect(answer.startsWith(REFUSED_PAGE)).toBe(true);
  expect(new Set(plain).size).toBe(1);
  return [...answers, ...plain];
}

describe("a request under another name", () => {
  it.each([
    ["a rebound name", (port: number) => `evil.test:${port}`],
    ["a rebound name without a port", () => "evil.test"],
    ["localhost", (port: number) => `localhost:${port}`],
    ["LOCALHOST in capitals", (port: number) => `LOCALHOST:${port}`],
    ["a name below localhost", (port: number) => `app.localhost:${port}`],
    ["IPv6 loopback", (port: number) => `[::1]:${port}`],
    ["an address mapped into IPv6", (port: number) => `[::ffff:127.0.0.1]:${port}`],
    ["the address of all interfaces", (port: number) => `0.0.0.0:${port}`],
    ["another loopback address", (port: number) => `127.0.0.2:${port}`],
    ["the short form of the address", (port: number) => `127.1:${port}`],
    ["the address as one number", (port: number) => `2130706433:${port}`],
    ["the address in octal", (port: number) => `0177.0.0.1:${port}`],
    ["the address in hexadecimal", (port: number) => `0x7f.0.0.1:${port}`],
    ["a dot behind the address", (port: number) => `127.0.0.1.:${port}`],
    ["a name that begins with the address", (port: number) => `127.0.0.1.evil.test:${port}`],
    ["a name that resolves to the address", (port: number) => `127.0.0.1.nip.io:${port}`],
    ["no port", () => "127.0.0.1"],
    ["an empty port", () => "127.0.0.1:"],
    ["port 80", () => "127.0.0.1:80"],
    ["the next port", (port: number) => `127.0.0.1:${port + 1}`],
    ["a port with a zero in front", (port: number) => `127.0.0.1:0${port}`],
    ["a port with a sign", (port: number) => `127.0.0.1:+${port}`],
    ["a second port", (port: number) => `127.0.0.1:${port}:${port}`],
    ["userinfo in front", (port: number) => `evil.test@127.0.0.1:${port}`],
    ["the address as userinfo", (port: number) => `127.0.0.1:${port}@evil.test`],
    ["two hosts in one line", (port: number) => `127.0.0.1:${port}, evil.test`],
    ["the right host twice in one line", (port: number) => `127.0.0.1:${port}, 127.0.0.1:${port}`],
    ["a path behind it", (port: number) => `127.0.0.1:${port}/`],
    ["a query behind it", (port: number) => `127.0.0.1:${port}?`],
    ["a fragment behind it", (port: number) => `127.0.0.1:${port}#`],
    ["a scheme in front", (port: number) => `http://127.0.0.1:${port}`],
    ["digits of another script", (port: number) => `\xef\xbc\x9127.0.0.1:${port}`],
    ["a byte that is no ASCII behind it", (port: number) => `127.0.0.1:${port}\xa0`],
    ["nothing at all", () => ""],
  ])("is refused everywhere: %s", async (_, name) => {
    const heard = await everyDoor([`Host: ${name(attacked.port)}`]);
    await attacked.unharmed(...heard);
  });

  it.each([
    ["no Host", () => []],
    ["the right Host twice", (host: string) => [`Host: ${host}`, `Host: ${host}`]],
    ["the right Host first, another behind", (host: string) => [`Host: ${host}`, "Host: evil.test"]],
    ["another Host first, the right one behind", (host: string) => ["Host: evil.test", `Host: ${host}`]],
    [
      "the right one only as X-Forwarded-Host",
      (host: string) => ["Host: evil.test", `X-Forwarded-Host: ${host}`],
    ],
    ["the right one only as Forwarded", (host: string) => ["Host: evil.test", `Forwarded: host="${host}"`]],
  ])("is refused everywhere: %s", async (_, lines) => {
    const heard = await everyDoor(lines(`127.0.0.1:${attacked.port}`));
    await attacked.unharmed(...heard);
  });

  it.each([
    ["an absolute target of another name", () => "http://evil.test"],
    ["an absolute target of the right name", (port: number) => `http://127.0.0.1:${port}`],
    ["an absolute target of another scheme", (port: number) => `ws://127.0.0.1:${port}`],
    ["a target with two slashes", () => "//evil.test"],
  ])("is refused everywhere: %s under the right Host", async (_, prefix) => {
    const heard = await everyDoor([`Host: 127.0.0.1:${attacked.port}`], prefix(attacked.port));
    await attacked.unharmed(...heard);
  });

  it("is refused in HTTP 1.0 without a Host, and in HTTP 0.9 hears nothing", async () => {
    const { port } = attacked;
    const oldest = await rawRequest(port, "GET /\r\n");
    const old = await rawRequest(port, head(["GET / HTTP/1.0"]));
    expect(oldest).not.toContain("Pagewire");
    expect(old).toContain("403");
    await attacked.unharmed(oldest, old);
  });

  it("is refused behind a good one on the same connection", async () => {
    const connection = new RawConnection(attacked.port);
    connection.send(head(["GET /health HTTP/1.1", `Host: 127.0.0.1:${attacked.port}`]));
    connection.send(head(["GET / HTTP/1.1", "Host: evil.test"]));
    connection.send(head(["GET /health HTTP/1.1", `Host: 127.0.0.1:${attacked.port}`]));
    const told = await connection.closed();
    expect(told.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 200", "HTTP/1.1 403"]);
    expect(told).not.toContain("Pagewire is running");
    await attacked.unharmed(told);
  });
});
