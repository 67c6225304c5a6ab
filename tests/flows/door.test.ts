import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion } from "../support/companion-process.ts";
import { Listening, ORIGIN, openControl, openLane, pairBy, ticketOf } from "../support/node-browser.ts";

let companion: CompanionProcess;
beforeAll(async () => {
  companion = await openCompanion();
});
afterAll(() => companion?.close());

/** Sends one request as it is written and returns the whole answer, without its date. */
async function raw(lines: readonly string[]): Promise<string> {
  const socket = connect(companion.port, "127.0.0.1");
  socket.end(`${lines.join("\r\n")}\r\n\r\n`);
  let answer = "";
  socket.setEncoding("latin1").on("data", (chunk: string) => {
    answer += chunk;
  });
  await once(socket, "close");
  return answer.replace(/^date:.*\r\n/im, "");
}

const host = (): string => `Host: 127.0.0.1:${companion.port}`;
const UPGRADE = [
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
];

/** Why the door refused, as its log says, in order of the alphabet. */
async function refusals(): Promise<unknown[]> {
  const log = await readFile(path.join(companion.home, ".state/companion.log"), "utf8");
  const lines = log
    .trimEnd()
    .split("\n")
    .map((line): Record<string, unknown> => JSON.parse(line));
  return lines.flatMap(({ event, why }) => (event === "door.refused" ? [why] : [])).sort();
}

describe("the door", () => {
  it("answers every stranger's upgrade with the same bytes, and says in the log alone what was wrong", async () => {
    const strangers = [
      ["GET /raw HTTP/1.1", host(), ...UPGRADE],
      ["GET /raw HTTP/1.1", host(), ...UPGRADE, `Origin: ${ORIGIN}`],
      [
        "GET /raw HTTP/1.1",
        host(),
        ...UPGRADE,
        "Origin: https://evil.test",
        "Sec-WebSocket-Protocol: pagewire.lane.v1",
      ],
      ["GET /raw HTTP/1.1", "Host: evil.test", ...UPGRADE, `Origin: ${ORIGIN}`],
      ["GET /socket/websocket?vsn=2.0.0 HTTP/1.1", host(), ...UPGRADE, `Origin: ${ORIGIN}`],
      ["GET /socket/websocket?vsn=1.0.0 HTTP/1.1", host(), ...UPGRADE],
      ["GET /prove HTTP/1.1", host(), ...UPGRADE, "Origin: null", "Sec-WebSocket-Protocol: pagewire.v1"],
      ["GET /nowhere HTTP/1.1", host(), ...UPGRADE],
    ];
    const answers = await Promise.all(strangers.map(raw));
    expect(new Set(answers)).toEqual(
      new Set(["HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"]),
    );
    expect(await refusals()).toEqual(
      ["protocol", "protocol", "origin", "host", "protocol", "version", "origin", "path"].sort(),
    );
  });

  it("shows its page and says its name under its own address, and nothing under another", async () => {
    const health = await fetch(`http://127.0.0.1:${companion.port}/health`);
    expect(await health.text()).toBe('{"name":"pagewire"}');
    expect(health.headers.get("access-control-allow-origin")).toBeNull();
    const page = await fetch(`http://127.0.0.1:${companion.port}/`);
    expect(await page.text()).toContain("Pagewire is running");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    for (const name of ["localhost", "evil.test", "[::1]", "0.0.0.0"]) {
      const answer = await raw([
        "GET /health HTTP/1.1",
        `Host: ${name}:${companion.port}`,
        "Connection: close",
      ]);
      expect(answer).toContain("403 Forbidden");
      expect(answer).not.toContain("pagewire");
    }
  });

  it("changes nothing by HTTP", async () => {
    for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
      for (const target of ["/", "/health", "/pair", "/prove", "/raw"]) {
        const response = await fetch(`http://127.0.0.1:${companion.port}${target}`, { method });
        expect([403, 404], `${method} ${target}`).toContain(response.status);
      }
    }
  });

  it("holds no more than a few sockets that have proven nothing: the others are cut soon, and the silent are ended", async () => {
    const open = Array.from(
      { length: 12 },
      () => new Listening(`ws://127.0.0.1:${companion.port}/prove`, ["pagewire.v1"], { origin: ORIGIN }),
    );
    await Promise.all(open.map((socket) => socket.opened()));
    const codes = await Promise.all(open.map((socket) => socket.closed()));
    expect(codes.filter((code) => code === 1006)).toHaveLength(4);
    expect(codes.filter((code) => code === 4408)).toHaveLength(8);
  });

  it("proves by plain requests as it does by a socket: one challenge, one answer, for the Origin that asked", async () => {
    const url = `http://127.0.0.1:${companion.port}/prove`;
    const hello = {
      type: "hello",
      version: 1,
      mode: "client",
      id: "0".repeat(32),
      nonce: "0".repeat(64),
      features: [],
    };
    const post = async (
      target: string,
      word: object,
      origin = ORIGIN,
    ): Promise<{ status: number; text: string }> => {
      const response = await fetch(target, {
        method: "POST",
        headers: { origin },
        body: JSON.stringify(word),
      });
      return { status: response.status, text: await response.text() };
    };
    const challenge: { type: string; nonce: string } = JSON.parse((await post(url, hello)).text);
    expect(challenge.type).toBe("challenge");
    const answer = { type: "answer", proof: "0".repeat(64) };
    const other = `chrome-extension://${"b".repeat(32)}`;
    expect((await post(`${url}?nonce=${challenge.nonce}`, answer, other)).status).toBe(400);
    const refused = await post(`${url}?nonce=${challenge.nonce}`, answer);
    expect(JSON.parse(refused.text)).toMatchObject({ type: "refuse", code: "wrong_proof" });
    expect((await post(`${url}?nonce=${challenge.nonce}`, answer)).status).toBe(400);
    expect((await post(url, hello, "https://evil.test")).status).toBe(403);
    expect((await post(url, { type: "hello", padding: "x".repeat(5_000) })).status).toBe(400);
  });

  it("tells another version from everything else, before any secret is used", async () => {
    const socket = new Listening(`ws://127.0.0.1:${companion.port}/prove`, ["pagewire.v1"], {
      origin: ORIGIN,
    });
    await socket.opened();
    const hello = {
      type: "hello",
      version: 99,
      mode: "client",
      id: "0".repeat(32),
      nonce: "0".repeat(64),
      features: [],
    };
    socket.socket.send(JSON.stringify(hello));
    expect(JSON.parse(String(await socket.next()))).toMatchObject({
      type: "refuse",
      code: "version",
      version: 1,
    });
    expect(await socket.closed()).toBe(4401);
  });

  it("makes every ticket worthless when the companion restarts", async () => {
    const browser = await pairBy(companion.pairUrl);
    const ticket = await ticketOf(browser);
    (await openLane(companion.port, ticket)).socket.close();
    await companion.kill();
    await companion.restart();
    await expect(openLane(companion.port, ticket)).rejects.toThrow("refused");
    await expect(openControl(companion.port, ticket)).rejects.toThrow("refused");
    (await openLane(companion.port, await ticketOf(browser))).socket.close();
  });

  it("lives through requests that are none", async () => {
    const garbage = [
      "\0\0\0",
      "GET",
      "GET / HTTP/9.9",
      `GET / HTTP/1.1\r\nX: ${"x".repeat(20_000)}`,
      "CONNECT evil:443 HTTP/1.1",
    ];
    await Promise.all(garbage.map((line) => raw([line]).catch(() => "")));
    expect((await fetch(`http://127.0.0.1:${companion.port}/health`)).status).toBe(200);
  });
});
