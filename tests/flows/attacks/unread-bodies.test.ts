import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type AttackedCompanion,
  OTHER_ORIGIN,
  openAttackedCompanion,
} from "../../support/attacked-companion.ts";
import { ORIGIN } from "../../support/node-browser.ts";
import { head, RawConnection } from "../../support/raw-request.ts";

/** What the system's own buffers may take of a body that nobody reads. */
const MOST_BYTES = 16 * 2 ** 20;
const CHUNK = `10000\r\n${"x".repeat(0x10000)}\r\n`;

let attacked: AttackedCompanion;
beforeAll(async () => {
  attacked = await openAttackedCompanion();
});
afterAll(() => attacked?.close());

const POLL = "/socket/longpoll?vsn=2.0.0";
const ticketed = (): string[] => [`X-Phoenix-AuthToken: ${attacked.ticket}`];

/** Sends a body that never ends, until the connection is closed; returns how much of it was taken. */
async function sendWithoutEnd(lines: readonly string[]): Promise<{ told: string; taken: number }> {
  const connection = new RawConnection(attacked.port);
  const host = `Host: 127.0.0.1:${attacked.port}`;
  connection.send(head([...lines.slice(0, 1), host, "Transfer-Encoding: chunked", ...lines.slice(1)]));
  const pump = (): void => {
    if (connection.isClosed || connection.socket.bytesWritten > MOST_BYTES) return;
    connection.socket.write(CHUNK, () => setImmediate(pump));
  };
  pump();
  const told = await connection.closed();
  return { told, taken: connection.socket.bytesWritten };
}

describe("a body that never ends", () => {
  it.each<[string, () => string[]]>([
    ["a batch without a session", () => [`POST ${POLL} HTTP/1.1`]],
    [
      "a batch of a session nobody has",
      () => [`POST ${POLL}&token=${"0".repeat(64)} HTTP/1.1`, `Origin: ${ORIGIN}`],
    ],
    ["a poll without a bearer", () => [`GET ${POLL} HTTP/1.1`]],
    ["a poll with a good bearer", () => [`GET ${POLL} HTTP/1.1`, ...ticketed()]],
    ["a poll of another version", () => ["GET /socket/longpoll HTTP/1.1", ...ticketed()]],
    ["a page", () => ["GET / HTTP/1.1"]],
    ["a page's head", () => ["HEAD / HTTP/1.1"]],
    ["a page that is not there", () => ["GET /nowhere HTTP/1.1"]],
    ["/health", () => ["GET /health HTTP/1.1"]],
    ["a word of the proof", () => ["POST /prove HTTP/1.1", `Origin: ${OTHER_ORIGIN}`]],
    ["a word of the proof from a page", () => ["POST /prove HTTP/1.1", "Origin: https://evil.test"]],
    ["a refused method", () => ["PUT / HTTP/1.1"]],
    ["a refused host", () => ["POST / HTTP/1.1", "Host: evil.test"]],
  ])("is not read: of %s", async (_, lines) => {
    const { told, taken } = await sendWithoutEnd(lines());
    expect(taken).toBeLessThan(MOST_BYTES);
    await attacked.unharmedPolling(told);
  });

  it("that is announced as too large for a word of the proof is refused at once", async () => {
    const connection = new RawConnection(attacked.port);
    const host = `Host: 127.0.0.1:${attacked.port}`;
    connection.send(
      head(["POST /prove HTTP/1.1", host, `Origin: ${OTHER_ORIGIN}`, "Content-Length: 1000000000000"]),
    );
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    await attacked.unharmed();
  });
});

describe("a batch without a session", () => {
  it("is told so before its body was sent, and its connection ends", async () => {
    const connection = new RawConnection(attacked.port);
    const host = `Host: 127.0.0.1:${attacked.port}`;
    connection.send(head([`POST ${POLL} HTTP/1.1`, host, "Content-Length: 1000000000000"]));
    const told = await connection.closed();
    expect(told.toLowerCase()).toContain("connection: close");
    expect(told).toContain('{"status":410}');
    await attacked.unharmed(told);
  });
});
