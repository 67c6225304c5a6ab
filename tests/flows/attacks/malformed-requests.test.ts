import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AttackedCompanion, openAttackedCompanion } from "../../support/attacked-companion.ts";
import { ORIGIN } from "../../support/node-browser.ts";
import { head, rawRequest, UPGRADE } from "../../support/raw-request.ts";

let attacked: AttackedCompanion;
beforeAll(async () => {
  attacked = await openAttackedCompanion();
});
afterAll(() => attacked?.close());

const NOT_HEARD = "Pagewire is running";

describe("a request that two readers would read differently", () => {
  const SMUGGLED = (host: string): string => head(["GET / HTTP/1.1", host]);
  it.each<[string, (host: string) => string]>([
    [
      "a length and chunks",
      (host) =>
        `${head(["POST /prove HTTP/1.1", host, `Origin: ${ORIGIN}`, "Content-Length: 4", "Transfer-Encoding: chunked"])}0\r\n\r\n${SMUGGLED(host)}`,
    ],
    [
      "chunks and a length",
      (host) =>
        `${head(["POST /prove HTTP/1.1", host, `Origin: ${ORIGIN}`, "Transfer-Encoding: chunked", "Content-Length: 4"])}0\r\n\r\n${SMUGGLED(host)}`,
    ],
    [
      "two lengths",
      (host) =>
        `${head(["POST /prove HTTP/1.1", host, `Origin: ${ORIGIN}`, "Content-Length: 0", "Content-Length: 4"])}${SMUGGLED(host)}`,
    ],
    [
      "two lengths in one line",
      (host) =>
        `${head(["POST /prove HTTP/1.1", host, `Origin: ${ORIGIN}`, "Content-Length: 0, 4"])}${SMUGGLED(host)}`,
    ],
    [
      "a negative length",
      (host) =>
        `${head(["POST /prove HTTP/1.1", host, `Origin: ${ORIGIN}`, "Content-Length: -1"])}${SMUGGLED(host)}`,
    ],
    [
      "a length with a sign",
      (host) =>
        `${head(["POST /prove HTTP/1.1", host, `Origin: ${ORIGIN}`, "Content-Length: +4"])}${SMUGGLED(host)}`,
    ],
    [
      "a length in hexadecimal",
      (host) =>
        `${head(["POST /prove HTTP/1.1", host, `Origin: ${ORIGIN}`, "Content-Length: 0x4"])}${SMUGGLED(host)}`,
    ],
    [
      "chunks of a lying length",
      (host) =>
        `${head(["POST /prove HTTP/1.1", host, `Origin: ${ORIGIN}`, "Transfer-Encoding: chunked"])}fffffffffffffffff\r\n${SMUGGLED(host)}`,
    ],
    [
      "an encoding nobody knows",
      (host) =>
        `${head(["POST /prove HTTP/1.1", host, `Origin: ${ORIGIN}`, "Transfer-Encoding: xchunked"])}0\r\n\r\n${SMUGGLED(host)}`,
    ],
    [
      "chunks behind identity",
      (host) =>
        `${head(["POST /prove HTTP/1.1", host, `Origin: ${ORIGIN}`, "Transfer-Encoding: identity, chunked", "Content-Length: 3"])}0\r\n\r\n${SMUGGLED(host)}`,
    ],
    [
      "a space in front of the colon",
      (host) =>
        `${head(["POST /prove HTTP/1.1", host, `Origin: ${ORIGIN}`, "Transfer-Encoding : chunked", "Content-Length: 4"])}0\r\n\r\n${SMUGGLED(host)}`,
    ],
    [
      "a folded line",
      (host) => `GET /health HTTP/1.1\r\n${host}\r\n X: y\r\n\r\n${SMUGGLED("Host: evil.test")}`,
    ],
    [
      "a folded Origin",
      (host) =>
        `GET /prove HTTP/1.1\r\n${host}\r\n${UPGRADE.join("\r\n")}\r\nOrigin:\r\n ${ORIGIN}\r\nSec-WebSocket-Protocol: pagewire.v1\r\n\r\n`,
    ],
    ["line feeds alone", (host) => `GET / HTTP/1.1\n${host}\nX: y\n\n`],
    ["carriage returns alone", (host) => `GET / HTTP/1.1\r${host}\r\r`],
    [
      "a line feed inside a value",
      () => `GET / HTTP/1.1\r\nHost: evil.test\nHost: 127.0.0.1:${attacked.port}\r\n\r\n`,
    ],
    ["a zero byte in a value", (host) => head(["GET / HTTP/1.1", host, "X: a\0b"])],
    ["a zero byte in a name", (host) => head(["GET / HTTP/1.1", host, "X\0: a"])],
    ["a header without a name", (host) => head(["GET / HTTP/1.1", host, ": a"])],
    ["a header without a colon", (host) => head(["GET / HTTP/1.1", host, "nothing"])],
    ["a target with a space", (host) => head(["GET / / HTTP/1.1", host])],
    ["a target with a control byte", (host) => head(["GET /\x01 HTTP/1.1", host])],
    ["no target", (host) => head(["GET  HTTP/1.1", host])],
    ["a star for a target", (host) => head(["OPTIONS * HTTP/1.1", host])],
    ["an authority for a target", (host) => head(["CONNECT 127.0.0.1:22 HTTP/1.1", host])],
    ["a version that is none", (host) => head(["GET / HTTP/9.9", host])],
    ["HTTP 2's opening words", () => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    ["a TLS handshake", () => "\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03"],
    ["an SSH greeting", () => "SSH-2.0-OpenSSH_9.6\r\n"],
    [
      "random bytes",
      () => Array.from({ length: 2_000 }, (_, index) => String.fromCharCode((index * 7919) % 256)).join(""),
    ],
    ["a method in small letters", (host) => head(["get / HTTP/1.1", host])],
    ["a method nobody has", (host) => head(["PAGEWIRE / HTTP/1.1", host])],
  ])("opens and tells nothing: %s", async (_, bytesOf) => {
    const told = await rawRequest(attacked.port, bytesOf(`Host: 127.0.0.1:${attacked.port}`));
    expect(told).not.toContain(NOT_HEARD);
    expect(told).not.toContain("101 Switching");
    await attacked.unharmed(told);
  });
});

describe("a head that is too large", () => {
  it.each<[string, (host: string) => string]>([
    ["a target of 20,000 letters", (host) => head([`GET /${"a".repeat(20_000)} HTTP/1.1`, host])],
    ["a value of 20,000 letters", (host) => head(["GET / HTTP/1.1", host, `X: ${"a".repeat(20_000)}`])],
    ["a name of 20,000 letters", (host) => head(["GET / HTTP/1.1", host, `${"a".repeat(20_000)}: x`])],
    [
      "5,000 headers",
      (host) =>
        head(["GET / HTTP/1.1", host, ...Array.from({ length: 5_000 }, (_, index) => `X${index}: y`)]),
    ],
    [
      "2,000 empty headers",
      (host) => head(["GET / HTTP/1.1", host, ...Array.from({ length: 2_000 }, () => "A:")]),
    ],
    [
      "10,000 subprotocols",
      (host) =>
        head([
          "GET /prove HTTP/1.1",
          host,
          ...UPGRADE,
          `Origin: ${ORIGIN}`,
          `Sec-WebSocket-Protocol: ${Array.from({ length: 10_000 }, () => "a").join(",")}`,
        ]),
    ],
    ["a Host of 20,000 letters", () => head(["GET / HTTP/1.1", `Host: ${"a".repeat(20_000)}`])],
    [
      "an Origin of 20,000 letters",
      (host) =>
        head(["GET /prove HTTP/1.1", host, ...UPGRADE, `Origin: chrome-extension://${"a".repeat(20_000)}`]),
    ],
    ["a cookie of 20,000 letters", (host) => head(["GET / HTTP/1.1", host, `Cookie: ${"a".repeat(20_000)}`])],
    [
      "chunk extensions without end",
      (host) =>
        `${head(["POST /prove HTTP/1.1", host, `Origin: ${ORIGIN}`, "Transfer-Encoding: chunked"])}1;${"a".repeat(40_000)}\r\nx\r\n`,
    ],
    [
      "trailers without end",
      (host) =>
        `${head(["POST /prove HTTP/1.1", host, `Origin: ${ORIGIN}`, "Transfer-Encoding: chunked"])}0\r\n${"X: y\r\n".repeat(10_000)}`,
    ],
  ])("is cut off: %s", async (_, bytesOf) => {
    const told = await rawRequest(attacked.port, bytesOf(`Host: 127.0.0.1:${attacked.port}`));
    expect(told).not.toContain(NOT_HEARD);
    await attacked.unharmed(told);
  });

  it("is no body either: a word of the proof without end is cut off", async () => {
    const lines = ["POST /prove HTTP/1.1", `Host: 127.0.0.1:${attacked.port}`, `Origin: ${ORIGIN}`];
    const long = `${head([...lines, "Content-Length: 1000000"])}${"a".repeat(1_000_000)}`;
    const chunked = `${head([...lines, "Transfer-Encoding: chunked"])}${"fff\r\n".concat("a".repeat(0xfff), "\r\n").repeat(300)}`;
    const told = [await rawRequest(attacked.port, long), await rawRequest(attacked.port, chunked)];
    for (const one of told) expect(one).not.toContain("HTTP/1.1 200");
    await attacked.unharmed(...told);
  });
});
