import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type AttackedCompanion,
  OTHER_ORIGIN,
  openAttackedCompanion,
} from "../../support/attacked-companion.ts";
import { ORIGIN } from "../../support/node-browser.ts";
import { head, rawRequest } from "../../support/raw-request.ts";

let attacked: AttackedCompanion;
beforeAll(async () => {
  attacked = await openAttackedCompanion();
});
afterAll(() => attacked?.close());

const POLL = "/socket/longpoll?vsn=2.0.0";

function request(method: string, target: string, lines: readonly string[], body = ""): Promise<string> {
  const length = method === "POST" ? [`Content-Length: ${Buffer.byteLength(body, "latin1")}`] : [];
  return rawRequest(
    attacked.port,
    head([
      `${method} ${target} HTTP/1.1`,
      `Host: 127.0.0.1:${attacked.port}`,
      "Connection: close",
      ...length,
      ...lines,
    ]) + body,
  );
}

const json = (answer: string): Record<string, unknown> =>
  JSON.parse(answer.slice(answer.indexOf("\r\n\r\n") + 4));

/** A session that the paired browser opened, its id kept secret. */
async function openSession(): Promise<string> {
  const answer = json(await request("GET", POLL, [`X-Phoenix-AuthToken: ${attacked.ticket}`]));
  expect(answer.status).toBe(410);
  const token = String(answer.token);
  attacked.secrets.add(token);
  return token;
}

describe("opening a poll session", () => {
  it.each<[string, () => string[]]>([
    ["without a bearer", () => []],
    ["with an empty bearer", () => ["X-Phoenix-AuthToken:"]],
    ["with a wrong bearer", () => [`X-Phoenix-AuthToken: ${"0".repeat(64)}`]],
    [
      "with two bearers",
      () => [`X-Phoenix-AuthToken: ${attacked.ticket}`, `X-Phoenix-AuthToken: ${attacked.ticket}`],
    ],
    ["with a bearer as a cookie", () => [`Cookie: authToken=${attacked.ticket}`]],
    ["with a bearer as Authorization", () => [`Authorization: Bearer ${attacked.ticket}`]],
    [
      "with a ticket, from a page",
      () => [`X-Phoenix-AuthToken: ${attacked.ticket}`, "Origin: https://evil.test"],
    ],
    [
      "with a ticket, from a sandboxed frame",
      () => [`X-Phoenix-AuthToken: ${attacked.ticket}`, "Origin: null"],
    ],
    [
      "with a ticket, from another extension",
      () => [`X-Phoenix-AuthToken: ${attacked.ticket}`, `Origin: ${OTHER_ORIGIN}`],
    ],
    [
      "with a token, from the paired extension",
      () => [`X-Phoenix-AuthToken: ${attacked.token}`, `Origin: ${ORIGIN}`],
    ],
    [
      "with a token, from a page",
      () => [`X-Phoenix-AuthToken: ${attacked.token}`, "Origin: http://127.0.0.1"],
    ],
    ["with a bearer of 600 letters", () => [`X-Phoenix-AuthToken: ${"a".repeat(600)}`]],
  ])("is refused: %s", async (_, lines) => {
    const told = await request("GET", POLL, lines());
    expect(json(told)).toEqual({ status: 403 });
    expect(told.toLowerCase()).not.toContain("access-control");
    await attacked.unharmed(told);
  });

  it.each([
    ["the bearer in the URL", () => `${POLL}&authToken=${attacked.ticket}&token=${attacked.ticket}`],
    ["an older version", () => "/socket/longpoll?vsn=1.0.0"],
    ["no version", () => "/socket/longpoll"],
  ])("is refused: %s", async (_, target) => {
    const told = await request("GET", target(), []);
    expect(json(told)).toEqual({ status: 403 });
    await attacked.unharmed(told);
  });
});

describe("an open session of the paired browser", () => {
  it.each<[string, (token: string) => [string, string[]]]>([
    ["polled without the bearer", (token) => [`${POLL}&token=${token}`, []]],
    [
      "polled with another bearer",
      (token) => [`${POLL}&token=${token}`, [`X-Phoenix-AuthToken: ${"0".repeat(64)}`]],
    ],
    [
      "polled from another Origin",
      (token) => [
        `${POLL}&token=${token}`,
        [`X-Phoenix-AuthToken: ${attacked.ticket}`, `Origin: ${OTHER_ORIGIN}`],
      ],
    ],
    [
      "polled from a page",
      (token) => [
        `${POLL}&token=${token}`,
        [`X-Phoenix-AuthToken: ${attacked.ticket}`, "Origin: https://evil.test"],
      ],
    ],
  ])("gives nothing away: %s", async (_, asked) => {
    const [target, lines] = asked(await openSession());
    const told = await request("GET", target, lines);
    expect(json(told)).toEqual({ status: 403 });
    await attacked.unharmedPolling(told);
  });

  it("gives nothing away: polled by a script that knows its id", async () => {
    const token = await openSession();
    const told = json(
      await request("GET", `${POLL}&token=${token}`, [`X-Phoenix-AuthToken: ${attacked.token}`]),
    );
    // It gets a session of its own, never this one.
    expect(told.status).toBe(410);
    expect(told.token).not.toBe(token);
    await attacked.unharmedPolling();
  });

  it.each<[string, (token: string) => [string, string[]]]>([
    ["without its id", () => [POLL, [`X-Phoenix-AuthToken: ${attacked.ticket}`]]],
    ["with an id of zeros", () => [`${POLL}&token=${"0".repeat(64)}`, []]],
    ["with its id cut", (token) => [`${POLL}&token=${token.slice(0, 63)}`, []]],
    ["with its id in capitals", (token) => [`${POLL}&token=${token.toUpperCase()}`, []]],
    ["with its id twice", (token) => [`${POLL}&token=${token}&token=${token}`, []]],
    ["from a page that knows the id", (token) => [`${POLL}&token=${token}`, ["Origin: https://evil.test"]]],
    ["from a sandboxed frame that knows the id", (token) => [`${POLL}&token=${token}`, ["Origin: null"]]],
    [
      "from another extension that knows the id",
      (token) => [`${POLL}&token=${token}`, [`Origin: ${OTHER_ORIGIN}`]],
    ],
  ])("takes nothing: sent %s", async (_, sent) => {
    const [target, lines] = sent(await openSession());
    const told = await request("POST", target, lines, '["1","1","outbox","phx_join",{}]');
    expect(json(told)).toEqual({ status: 410 });
    await attacked.unharmedPolling(told);
  });

  it.each([
    ["no JSON", "[nonsense", 410],
    ["no base64", "%%%%", 400],
    ["no UTF-8", "\xff\xfe\xfd\xfc", 400],
    ["101 lines", '[null,"1","phoenix","heartbeat",{}]\n'.repeat(101), 400],
    ["a list that is no frame", "[1,2,3]", 410],
    ["a frame for the owner's topic", '["1","1","companion","phx_join",{}]', 200],
  ])("takes no harm: a batch that is %s", async (_, body, status) => {
    const told = await request("POST", `${POLL}&token=${await openSession()}`, [`Origin: ${ORIGIN}`], body);
    expect(json(told)).toEqual({ status });
    await attacked.unharmedPolling(told);
  });

  it.each(["PUT", "DELETE", "OPTIONS", "HEAD", "PATCH"])("is not there for %s", async (method) => {
    const told = await request(method, `${POLL}&token=${await openSession()}`, [`Origin: ${ORIGIN}`]);
    expect(told).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
    await attacked.unharmedPolling(told);
  });
});
